/** The reverse of gather: add each source entry to the place its index names. Repeated indices add up. */
import { contiguousStrides, sizeOf } from '../../tensor/shape.ts';
import type { Kernels, Strided } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const scatterAdd: Kernels['scatterAdd'] = (index, source, axis, outShape, out) => {
  const strides = contiguousStrides(outShape);
  const jump = strides[axis]!;
  const totals = Float64Array.from(out); // many small float32 additions to one place would lose their tail
  const others: Strided = {
    memory: totals,
    dtype: 'float64',
    shape: index.shape,
    strides: strides.map((s, i) => (i === axis ? 0 : s)),
    offset: 0,
  };
  if (sizeOf(index.shape) === 0) return;
  forEachRow(index.shape, [index, source, others], (_position, bases, length, steps) => {
    const [baseI, baseS, baseO] = bases as [number, number, number];
    const [stepI, stepS, stepO] = steps as [number, number, number];
    for (let i = 0; i < length; i++) {
      totals[baseO + i * stepO + index.memory[baseI + i * stepI]! * jump]! += source.memory[baseS + i * stepS]!;
    }
  });
  out.set(totals);
};
