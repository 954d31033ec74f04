/**
 * Who listened to one number that was stretched: the gradient of a bias as the sum it is, an example at a time. Reads the trace only; that the
 * parts add up to what was recorded is a test's business.
 */

import type { StepTrace } from '../../../player/protocol.ts';
import { opOf } from '../../parts/cells/shownTensor.ts';
import { linkedCells, numberIn } from '../links/linkedCells.ts';

export interface Listeners {
  /** Each example's part, in the order of the batch; null where it was not kept. */
  readonly parts: readonly (number | null)[];
  /** What the operand received in that cell, as recorded. */
  readonly total: number | null;
  /** How many numbers the operand has. */
  readonly units: number;
  /** Which operand of the op it is. */
  readonly place: number;
}

/**
 * The parts of ∂L/∂b in cell `unit`, of the op that added b to rows; null where the step has no such op, or nothing was stretched.
 *
 * @example listenersOf(trace, 'a1.add', 2) // { parts: [16 numbers], total: their sum, units: 8 }
 */
export function listenersOf(trace: StepTrace, label: string, unit: number): Listeners | null {
  const op = opOf(trace, label);
  if (op?.backward == null || op.label !== label) return null;
  // `add` takes the bias second, `linear` third.
  const place = op.inputs.findIndex((id) => trace.tensors.get(id)?.shape.length === 1);
  const [bias, out] = [trace.tensors.get(op.inputs[place]!)?.shape, trace.tensors.get(op.output)?.shape];
  if (bias === undefined || out?.length !== 2 || unit >= bias[0]!) return null;
  const cells = linkedCells(trace, op, { part: { kind: 'gradInput', place }, index: [unit] }).get('dout') ?? [];
  return {
    parts: cells.map((cell) => numberIn(trace, op.backward!.gradOutput, cell)),
    total: numberIn(trace, op.backward.gradInputs[place], [unit]),
    units: bias[0]!,
    place,
  };
}

/** Running totals of the parts, each added to what was there. Where a part is not known, nothing after it is. */
export function runningTotals(parts: readonly (number | null)[]): readonly (number | null)[] {
  let total: number | null = 0;
  return parts.map((part) => {
    total = total === null || part === null ? null : total + part;
    return total;
  });
}
