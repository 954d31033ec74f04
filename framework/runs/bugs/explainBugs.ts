/** Mistakes in asking a network what it looked at. Nothing that is learned differs: they show where an explanation is made (site/player/explain). */
import type { Tensor } from '../../tensor/Tensor.ts';
import { tensorFrom } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

const runs = ['digits-cnn', 'digits-tag'];

/** The walk back begins at p − y, as in training, and not with a 1 at the class: the surer the network, the emptier the map. */
export const gradientOfLossNotLogit: Bug = {
  id: 'gradient-of-loss-not-logit',
  summary: 'The walk to the picture begins at the loss: a network that is sure has nothing to say.',
  runs,
  substitutes: [
    {
      name: 'explain.seed',
      run: (logits: Tensor, cls: number) => {
        const [n, classes] = logits.shape as [number, number];
        const asked = tensorFrom(
          Float32Array.from({ length: n * classes }, (_, i) => Number(i % classes === cls)),
          [n, classes],
          'float32',
        );
        return logits.detach().softmax(1).sub(asked);
      },
    },
  ],
};

/** Every point of the path is its end. */
export const pathNotAveraged: Bug = {
  id: 'path-not-averaged',
  summary: 'The gradient at the picture itself stands for the whole path from the baseline.',
  runs,
  substitutes: [
    {
      name: 'explain.path',
      run: (x: Tensor, _baseline: Tensor, steps: number) =>
        x.mul(tensorFrom(new Float32Array(steps).fill(1), [steps, 1, 1, 1], 'float32')),
    },
  ],
};

/** What speaks against the class stays in the map. */
export const reluMissing: Bug = {
  id: 'relu-missing',
  summary: 'Grad-CAM keeps what is below 0: the evidence for other classes.',
  runs,
  substitutes: [{ name: 'explain.cut', run: (sum: Tensor) => sum }],
};
