/** Numbers of lesson 10: shapes of gradients, who hears of a cell, two roads back. Read off the trace of `moons-skip`. */
import { normOf } from '../../player/normOf.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { opOf } from '../parts/cells/shownTensor.ts';
import { linkedCells } from '../stage/links/linkedCells.ts';
import { listenersOf, runningTotals } from '../stage/step/listeners.ts';
import type { Measure } from './Measure.ts';

/** The shapes that the first question offers, in its order. */
export const SHAPES: readonly string[] = ['16,8', '8,8', '8', '16,8,8'];
/** The cell of the product that the second question asks about: its makings in the weight are a row or a column. */
const CELL = [0, 2];

const ofTrace =
  (read: (trace: StepTrace) => number | null): Measure =>
  ({ trace }) =>
    trace === null ? null : read(trace);

/** ∂L/∂h₁ as each of its two users sends it. */
function roads(trace: StepTrace): { readonly skip: number; readonly branch: number } | null {
  const gradientOf = (label: string): number | null => {
    const id = opOf(trace, label)?.backward?.gradInputs[0];
    const tensor = id == null ? undefined : trace.tensors.get(id);
    return tensor === undefined || tensor.item !== null ? null : normOf(tensor.values);
  };
  const [skip, branch] = [gradientOf('h2'), gradientOf('a2.matmul')];
  return skip === null || branch === null ? null : { skip, branch };
}

export const tensorMeasures = {
  /** Which of `SHAPES` the gradient of W₂ has. */
  'shape-of-weight-gradient': ofTrace((trace) => {
    const gradient = trace.updates.find(({ label }) => label === 'w2')?.gradient;
    const found = SHAPES.indexOf(String(trace.tensors.get(gradient ?? Number.NaN)?.shape));
    return found < 0 ? null : found;
  }),
  'ops-of-the-step': ofTrace(({ ops }) => ops.length),
  /** Of W₂ᵀ, who had a part in one cell of the product: 0 the row of its number, 1 the column, 2 all. */
  'hears-of-a-cell': ofTrace((trace) => {
    const op = opOf(trace, 'a2.matmul');
    const cells = op && linkedCells(trace, op, { part: { kind: 'output' }, index: CELL }).get('W');
    if (cells === null || cells === undefined || cells.length === 0) return null;
    const isAll = (axis: number, at: number): boolean => cells.every((cell) => cell[axis] === at);
    if (isAll(1, CELL[1]!)) return 1;
    return isAll(0, CELL[0]!) ? 0 : 2;
  }),
  /** What the third bias hears of its listeners: 0 their sum, 1 their mean, 2 the last of them. */
  'bias-hears': ofTrace((trace) => {
    const found = listenersOf(trace, 'a1.add', 2);
    const sum = found === null ? null : (runningTotals(found.parts).at(-1) ?? null);
    if (found?.total == null || sum === null || found.parts.length < 2) return null;
    const near = (value: number): number => Math.abs(value - found.total!);
    const distances = [sum, sum / found.parts.length, found.parts.at(-1)!].map(near);
    return distances.indexOf(Math.min(...distances));
  }),
  /** On which road more comes back to h₁: 0 the skip, 1 the branch. */
  'louder-road': ofTrace((trace) => {
    const both = roads(trace);
    return both === null ? null : Number(both.branch > both.skip);
  }),
  'along-the-skip': ofTrace((trace) => roads(trace)?.skip ?? null),
  'along-the-branch': ofTrace((trace) => roads(trace)?.branch ?? null),
} satisfies Readonly<Record<string, Measure>>;
