/** One step of a recurrent cell on rows of numbers, in the place of ours: what rnn-step, lstm-step and gru-step share. */
import type { CellState, CellWeights, ReadStep, Tensor } from '#framework';
import { insteadOf, type Part, rowsOf } from './Substitute.ts';

type Rows = number[][];

/** Weights as the exercises have them. */
export interface CellNumbers {
  readonly ih: Rows;
  readonly hh: Rows;
  readonly bih: number[];
  readonly bhh: number[];
}

/** The rows of step t. x: [T, N, in] → [N, in] */
function readAt(x: Tensor, t: number): Rows {
  const [, n, width] = x.shape as [number, number, number];
  const all = x.dataSync();
  return Array.from({ length: n }, (_, i) => Array.from(all.subarray((t * n + i) * width, (t * n + i + 1) * width)));
}

const list = (bias: Tensor | null, length: number): number[] =>
  bias === null ? new Array<number>(length).fill(0) : Array.from(bias.dataSync());

/** Values are the answer's, the way back through time is that of our cell. `step`: rows read, states, weights → the next states. */
export const cellOf = (
  name: string,
  step: (x: Rows, state: readonly Rows[], w: CellNumbers) => readonly Rows[],
): Part => ({
  name,
  derivative: 'framework',
  run: (_fromInput: Tensor, state: CellState, weights: CellWeights, { x, t, ours }: ReadStep) => {
    const { weightIh, weightHh, biasIh, biasHh } = weights;
    const gates = weightHh.shape[0]!;
    const w: CellNumbers = {
      ih: rowsOf(weightIh),
      hh: rowsOf(weightHh),
      bih: list(biasIh, gates),
      bhh: list(biasHh, gates),
    };
    const right = ours();
    const next = step(readAt(x, t), state.map(rowsOf), w);
    return right.map((part, k) => insteadOf(part, next[k]!, k === 0 ? 'yours' : 'yourMemory'));
  },
});
