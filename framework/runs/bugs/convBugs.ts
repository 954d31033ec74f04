/** Three mistakes in a convolution. */
import { conv2d } from '../../ops/index.ts';
import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

type Options = { readonly relu?: boolean; readonly padding?: number | readonly [number, number] };

/** The kernel is turned by 180° before it slides, as mathematicians define convolution and no framework does. */
export const kernelFlipped: Bug = {
  id: 'kernel-flipped',
  summary: 'The kernel is turned upside down and left to right before it slides over the image.',
  runs: ['digits-cnn', 'learn-a-filter', 'shapes-cnn', 'digits-autoencoder', 'digits-gan'],
  substitutes: [
    {
      name: 'conv2d',
      derivative: 'composed',
      run: (x: Tensor, weight: Tensor, ...rest: [bias?: Tensor, options?: object]) =>
        conv2d(x, weight.flip([2, 3]), ...rest),
    },
  ],
};

/** The bias is added once for each cell under the window: nine times for a kernel of 3 × 3. */
export const biasInsideWindowSum: Bug = {
  id: 'bias-inside-window-sum',
  summary: 'The bias is added inside the sum over the window, once for every product.',
  runs: ['learn-a-filter', 'digits-cnn'],
  substitutes: [
    {
      name: 'conv2d',
      derivative: 'composed',
      run: (x: Tensor, weight: Tensor, bias?: Tensor, options?: object) =>
        conv2d(x, weight, bias?.mul(weight.size / weight.shape[0]!), options),
    },
  ],
};

/** The forward is right, the gradient of the kernel stands on its head. */
export const weightGradFlipped: Bug = {
  id: 'weight-grad-flipped',
  summary: 'The gradient of the kernel comes upside down and left to right.',
  runs: ['learn-a-filter', 'digits-cnn'],
  substitutes: [
    {
      name: 'conv2d.backward',
      run: (grad: Tensor, { args, inputs }: SubstitutedCall) => {
        const [x, weight, bias] = inputs as [Tensor, Tensor, Tensor | undefined];
        const { relu: _never, ...window } = (args[3] ?? {}) as Options;
        const ofInput = x.requiresGrad ? grad.conv2dInputGrad(weight, x.shape, window) : null;
        const ofWeight = grad.conv2dWeightGrad(x, weight.shape, window).flip([2, 3]);
        return bias === undefined ? [ofInput, ofWeight] : [ofInput, ofWeight, grad.sum([0, 2, 3])];
      },
    },
  ],
};
