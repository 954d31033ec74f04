/** The mask behind tril and triu. */
import { tensor } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

/** true where `inside(row, column)`. shape [.., m, n] → bool [m, n] */
export function triangle(shape: Shape, inside: (row: number, column: number) => boolean): Tensor {
  const [rows, columns] = shape.slice(-2) as [number, number];
  const mask = new Uint8Array(rows * columns);
  for (let i = 0; i < mask.length; i++) mask[i] = inside(Math.floor(i / columns), i % columns) ? 1 : 0;
  return tensor(mask, { dtype: 'bool', shape: [rows, columns] });
}

export function checkMatrix(op: string, x: Tensor, diagonal: number): void {
  if (x.rank < 2) {
    throw new ChalkgradError(
      `${op}: ${shapeText(x.shape)} is not a matrix`,
      'it needs at least 2 axes: [.., rows, columns].',
    );
  }
  if (!Number.isInteger(diagonal))
    throw new ChalkgradError(
      `${op}: diagonal ${diagonal} does not exist`,
      'name it by a whole number; 0 is the main one.',
    );
}
