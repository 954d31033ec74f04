/** Choose between two values, element by element. */
import type { Kernels } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const select: Kernels['select'] = (condition, x, y, out) => {
  forEachRow(x.shape, [condition, x, y], (position, [baseC, baseX, baseY], length, [stepC, stepX, stepY]) => {
    for (let i = 0; i < length; i++) {
      const chosen = condition.memory[baseC! + i * stepC!] !== 0;
      out[position + i] = chosen ? x.memory[baseX! + i * stepX!]! : y.memory[baseY! + i * stepY!]!;
    }
  });
};
