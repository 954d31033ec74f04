import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** = where += belongs: of several users of a value the last one visited wins. */
export const gradOverwrite: Bug = {
  id: 'grad-overwrite',
  summary: 'Where a value has several users, the gradient of the last one replaces those of the others.',
  runs: ['xor-scalars', 'moons-skip'],
  substitutes: [{ name: 'backward.accumulate', run: (_before: Tensor, gradient: Tensor) => gradient }],
};
