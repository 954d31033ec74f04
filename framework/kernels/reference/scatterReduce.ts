/** Each source entry meets what stands at the place its index names: it is set there, multiplied, or the larger (smaller) stays. */
import { contiguousStrides, sizeOf } from '../../tensor/shape.ts';
import type { Kernels, ScatterName, Strided } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

const meet: Readonly<Record<ScatterName, (standing: number, entry: number) => number>> = {
  set: (_standing, entry) => entry,
  prod: (standing, entry) => standing * entry,
  max: Math.max, // NaN wins, as in PyTorch
  min: Math.min,
};

export const scatterReduce: Kernels['scatterReduce'] = (name, index, source, axis, outShape, out) => {
  if (sizeOf(index.shape) === 0) return;
  const f = meet[name];
  const strides = contiguousStrides(outShape);
  const jump = strides[axis]!;
  const results = Float64Array.from(out); // products of many float32 numbers in double precision
  const others: Strided = {
    memory: results,
    dtype: 'float64',
    shape: index.shape,
    strides: strides.map((s, i) => (i === axis ? 0 : s)),
    offset: 0,
  };
  forEachRow(index.shape, [index, source, others], (_position, bases, length, steps) => {
    const [baseI, baseS, baseO] = bases as [number, number, number];
    const [stepI, stepS, stepO] = steps as [number, number, number];
    for (let i = 0; i < length; i++) {
      const place = baseO + i * stepO + index.memory[baseI + i * stepI]! * jump;
      results[place] = f(results[place]!, source.memory[baseS + i * stepS]!);
    }
  });
  out.set(results);
};
