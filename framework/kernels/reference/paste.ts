/** Write a tensor into a window of a larger one: the reverse of reading a slice. Used to join, to pad, and to undo a slice. */
import type { Kernels } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const paste: Kernels['paste'] = (x, into) => {
  forEachRow(x.shape, [x, into], (_position, [from, to], length, [stepFrom, stepTo]) => {
    for (let i = 0; i < length; i++) into.memory[to! + i * stepTo!] = x.memory[from! + i * stepFrom!]!;
  });
};
