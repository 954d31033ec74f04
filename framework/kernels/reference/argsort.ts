/** The order that sorts the last axis. Stable: equal entries keep their order, also when descending. NaN counts as largest. */
import type { Kernels } from '../Kernels.ts';
import { forEachRow, withoutAxis } from './walk.ts';

/** Negative when a comes before b in ascending order. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return Number(a > b) - Number(a < b); // not a - b: that is NaN for two equal infinities
}

export const argsort: Kernels['argsort'] = (x, descending, out) => {
  const last = x.shape.length - 1;
  const n = x.shape[last]!;
  const step = x.strides[last]!;
  const sign = descending ? -1 : 1;
  const leading = withoutAxis(x, last);
  forEachRow(leading.shape, [leading], (position, [base], length, [jump]) => {
    for (let row = 0; row < length; row++) {
      const first = base! + row * jump!;
      const order = Array.from({ length: n }, (_, i) => i);
      order.sort((i, j) => sign * compare(x.memory[first + i * step]!, x.memory[first + j * step]!));
      out.set(order, (position + row) * n);
    }
  });
};
