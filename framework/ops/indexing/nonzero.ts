import { tensor } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { placeOf } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';

/**
 * Where the entries that are not 0 stand: one row for each, with its place along every axis. x: any shape → int32 [count, rank], in
 * row-major order. How many there are is only known by reading, so a GPU refuses.
 *
 * @example scores.gt(0.5).nonzero() // [[row, column], …]
 */
export const nonzero: Op<[x: Tensor]> = defineOp<[x: Tensor]>({
  name: 'nonzero',
  summary: 'Where the entries that are not 0 stand: one row of places for each.',
  tex: { forward: String.raw`y = \{\, i : x_i \ne 0 \,\}`, backward: String.raw`\text{no derivative}` },
  kernels: [],
  forward: (x) => {
    refuseDevice('nonzero', x);
    const values = x.dataSync();
    const positions: number[] = [];
    for (let position = 0; position < values.length; position++) if (values[position] !== 0) positions.push(position);
    const out = emptyTensor([positions.length, x.rank], 'int32');
    positions.forEach((position, row) => {
      placeOf(position, x.shape).forEach((place, axis) => {
        out.buffer[row * x.rank + axis] = place;
      });
    });
    return out;
  },
  backward: null,
  examples: () => [
    [
      tensor([
        [1, 0, 2],
        [0, 0, -1],
      ]),
    ],
    [tensor([0, 1, 1], { dtype: 'bool' })],
    [tensor([0, 0])],
  ],
});

/** The size of the result hangs on numbers that nobody has read yet. */
export function refuseDevice(op: string, x: Tensor): void {
  if (x.device === 'cpu') return;
  throw new ChalkgradError(
    `${op}: how many entries of ${shapeText(x.shape)} on ${x.device} are chosen is not known without reading them`,
    'bring it back first: await x.cpu(); or keep the shape and choose with where.',
  );
}
