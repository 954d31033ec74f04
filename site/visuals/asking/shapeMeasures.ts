/** Numbers of lesson 2: what is stretched, how often it is used, and what a lost axis makes of a line. */
import { broadcastStrides } from '#framework/tensor/shape.ts';
import type { StepTrace } from '../../player/protocol.ts';
import type { Measure, Measured } from './Measure.ts';

/** So many updates a line is given before it is said not to tilt. */
const ENOUGH = 30;
/** Shares of the other line's slope: below the first it counts as flat, above the second as too steep. */
const FLAT = 0.3;
const STEEP = 1.5;

/** The row and the shape of the question. */
const [row, target] = [[3], [1000, 3]] as const;

function slopeOf(trace: StepTrace | null): number | null {
  const update = trace?.updates.find(({ label }) => label === 'weight');
  return trace?.tensors.get(update?.before ?? Number.NaN)?.values[0] ?? null;
}

export const shapeMeasures = {
  batch: ({ trace }) => trace?.batchIds.length ?? null,
  /** How many places the walk over a stretched row reaches: the largest place, and the one at 0. */
  'numbers-of-a-stretched-row': (_state: Measured) =>
    1 + broadcastStrides(row, [1], target).reduce((far, stride, axis) => far + stride * (target[axis]! - 1), 0),
  'rows-that-share-a-bias': ({ trace }) => {
    const op = trace?.ops.find(({ name }) => name === 'linear');
    return trace?.tensors.get(op?.output ?? Number.NaN)?.shape[0] ?? null;
  },
  /** What the bias hears of the rows that it was added to: 0 the sum of what came to them, 1 the mean, 2 what came to the last. */
  'bias-gradient-is': ({ trace }) => {
    const op = trace?.ops.find(({ name }) => name === 'linear');
    const [rows = [], bias = []] = [op?.backward?.gradOutput, op?.backward?.gradInputs[2]].map((id) =>
      Array.from(trace?.tensors.get(id ?? Number.NaN)?.values ?? [], Number),
    );
    if (bias.length === 0 || rows.length < 2) return null;
    const sum = rows.reduce((total, value) => total + value, 0);
    const distances = [sum, sum / rows.length, rows.at(-1)!].map((value) => Math.abs(value - bias[0]!));
    return distances.indexOf(Math.min(...distances));
  },
  /** Of a right track and a mistaken one: 0 the second is flat, 1 as tilted, 2 steeper, 3 no longer finite. */
  'what-becomes-of-the-line': ({ tracks }) => {
    const [right, mistaken] = tracks.map(({ trace }) => slopeOf(trace));
    if (right == null || mistaken == null || (tracks[0]?.trace?.step ?? 0) < ENOUGH) return null;
    if (!Number.isFinite(mistaken)) return 3;
    const share = Math.abs(mistaken / right);
    return share < FLAT ? 0 : share > STEEP ? 2 : 1;
  },
} satisfies Readonly<Record<string, Measure>>;
