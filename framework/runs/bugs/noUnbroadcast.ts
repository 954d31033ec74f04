import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** The gradient of a stretched operand keeps the stretched shape: it fits nothing, and the track ends with a sentence. */
export const noUnbroadcast: Bug = {
  id: 'no-unbroadcast',
  summary: 'The gradient of a stretched operand is not summed back to its shape, and nothing can be done with it.',
  runs: ['moons-skip'],
  substitutes: [{ name: 'add.backward', run: (grad: Tensor, { inputs }: SubstitutedCall) => inputs.map(() => grad) }],
};
