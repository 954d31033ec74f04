/** The same function of every element. */
import type { Kernels } from '../Kernels.ts';
import { unary } from '../scalar.ts';
import { forEachRow } from './walk.ts';

export const map: Kernels['map'] = (name, x, out, a = 0, b = 0) => {
  const f: (x: number, a: number, b: number) => number = unary[name];
  const from = x.memory;
  forEachRow(x.shape, [x], (position, [base], length, [step]) => {
    for (let i = 0, at = base!; i < length; i++, at += step!) out[position + i] = f(from[at]!, a, b);
  });
};
