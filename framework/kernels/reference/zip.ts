/** A function of two elements that stand at the same place. Broadcasting is already in the strides. */
import type { Kernels } from '../Kernels.ts';
import { binary } from '../scalar.ts';
import { forEachRow } from './walk.ts';

export const zip: Kernels['zip'] = (name, x, y, out) => {
  const f: (x: number, y: number) => number = binary[name];
  const left = x.memory;
  const right = y.memory;
  forEachRow(x.shape, [x, y], (position, [baseX, baseY], length, [stepX, stepY]) => {
    let atX = baseX!;
    let atY = baseY!;
    for (let i = 0; i < length; i++, atX += stepX!, atY += stepY!) out[position + i] = f(left[atX]!, right[atY]!);
  });
};
