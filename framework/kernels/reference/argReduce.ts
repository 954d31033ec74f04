/** Where the largest or smallest entry of the last axis stands. The first one wins a tie; NaN counts as the extreme. */
import type { Kernels } from '../Kernels.ts';
import { forEachRow, withoutAxis } from './walk.ts';

export const argReduce: Kernels['argReduce'] = (name, x, out) => {
  const last = x.shape.length - 1;
  const n = x.shape[last]!;
  const step = x.strides[last]!;
  const sign = name === 'max' ? 1 : -1;
  const leading = withoutAxis(x, last);
  forEachRow(leading.shape, [leading], (position, [base], length, [jump]) => {
    for (let row = 0; row < length; row++) {
      const first = base! + row * jump!;
      let best = 0;
      for (let i = 1; i < n; i++) {
        const value = sign * x.memory[first + i * step]!;
        const champion = sign * x.memory[first + best * step]!;
        if (value > champion || (Number.isNaN(value) && !Number.isNaN(champion))) best = i;
      }
      out[position + row] = best;
    }
  });
};
