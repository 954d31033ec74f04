import { conv2d } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** The kernel is turned by 180° before it slides, as mathematicians define convolution and no framework does. */
export const kernelFlipped: Bug = {
  id: 'kernel-flipped',
  summary: 'The kernel is turned upside down and left to right before it slides over the image.',
  runs: ['digits-cnn', 'digits-autoencoder', 'shapes-cnn', 'learn-a-filter', 'digits-gan'],
  substitutes: [
    {
      name: 'conv2d',
      derivative: 'composed',
      run: (x: Tensor, weight: Tensor, ...rest: [bias?: Tensor, options?: object]) =>
        conv2d(x, weight.flip([2, 3]), ...rest),
    },
  ],
};
