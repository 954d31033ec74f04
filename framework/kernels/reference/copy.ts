/** Straighten a strided view into dense memory, converting the element type on the way. */
import type { Kernels } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const copy: Kernels['copy'] = (x, out) => {
  const from = x.memory;
  const toBool = out instanceof Uint8Array && x.dtype !== 'bool';
  forEachRow(x.shape, [x], (position, [base], length, [step]) => {
    for (let i = 0; i < length; i++) {
      const value = from[base! + i * step!]!;
      out[position + i] = toBool ? Number(value !== 0) : value; // 256 must not wrap round to false
    }
  });
};
