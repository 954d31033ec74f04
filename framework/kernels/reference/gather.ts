/** Pick entries along one axis by index. */
import type { Kernels, Strided } from '../Kernels.ts';
import { forEachRow, viewOf } from './walk.ts';

export const gather: Kernels['gather'] = (x, index, axis, out) => {
  const others: Strided = {
    ...viewOf(x),
    shape: index.shape,
    strides: x.strides.map((s, i) => (i === axis ? 0 : s)),
  };
  const jump = x.strides[axis]!;
  forEachRow(index.shape, [index, others], (position, [baseI, baseX], length, [stepI, stepX]) => {
    for (let i = 0; i < length; i++) {
      out[position + i] = x.memory[baseX! + i * stepX! + index.memory[baseI! + i * stepI!]! * jump]!;
    }
  });
};
