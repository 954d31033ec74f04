/** What an elementwise function sends back: the gradient times the function's slope. */
import type { FusedKernels } from '../Kernels.ts';
import { slopes } from '../scalar.ts';
import { forEachRow } from './walk.ts';

export const mapGrad: FusedKernels['mapGrad'] = (name, grad, x, y, out, a = 0) => {
  const slope: (x: number, y: number, a: number) => number = slopes[name];
  forEachRow(x.shape, [grad, x, y], (position, [baseG, baseX, baseY], length, [stepG, stepX, stepY]) => {
    for (let i = 0; i < length; i++) {
      const s = slope(x.memory[baseX! + i * stepX!]!, y.memory[baseY! + i * stepY!]!, a);
      out[position + i] = grad.memory[baseG! + i * stepG!]! * s;
    }
  });
};
