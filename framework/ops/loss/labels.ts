/**
 * Labels of yes-or-no questions are written in two ways, 0 and 1 or -1 and 1, and a loss that is given the other ones computes something,
 * and learns something, that nobody meant. On a device nobody waits to look at them: there they make the loss NaN.
 */
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

/** Labels that were computed may be off by rounding. */
const SLACK = 1e-3;
const [LEAST, MOST] = [-SLACK, 1 + SLACK];

/** The first number that is so. Asked at every step: a plain loop over the memory itself, without a copy of it. */
function firstOf(x: Tensor, isSo: (value: number) => boolean): number | undefined {
  const isFlat = x.isContiguous;
  const values = isFlat ? x.buffer : x.dataSync();
  const from = isFlat ? x.offset : 0;
  for (let i = from; i < from + x.size; i++) if (isSo(values[i]!)) return values[i];
  return undefined;
}

/** Errors: a target that is no share of 0 … 1. NaN is let through: it makes the loss NaN. */
export function checkShares(op: string, target: Tensor): void {
  if (target.device !== 'cpu') return;
  const strange = firstOf(target, (value) => value < LEAST || value > MOST);
  if (strange === undefined) return;
  throw new ChalkgradError(
    `${op}: the target ${strange} does not lie between 0 and 1`,
    'targets are 0 for no, 1 for yes, or shares between: from labels -1 and 1 by t.add(1).div(2), from 1 and 2 by t.sub(1).',
  );
}

/** The losses; on a device NaN where a target is no share. */
export const lossOfShares = (losses: Tensor, target: Tensor): Tensor =>
  target.device === 'cpu' ? losses : target.clamp(LEAST, MOST).eq(target).where(losses, Number.NaN);

/** Errors: a side that is neither -1 nor 1. */
export function checkSides(op: string, side: Tensor): void {
  if (side.device !== 'cpu') return;
  const strange = firstOf(side, (value) => Math.abs(Math.abs(value) - 1) > SLACK);
  if (strange === undefined) return;
  throw new ChalkgradError(
    `${op}: the side ${strange} is neither -1 nor 1`,
    'sides are -1 and 1: from labels 0 and 1 by t.mul(2).sub(1). For 0 and 1 there is bceWithLogits.',
  );
}

/** The losses; on a device NaN where a side is neither -1 nor 1. */
export const lossOfSides = (losses: Tensor, side: Tensor): Tensor =>
  side.device === 'cpu' ? losses : side.abs().sub(1).abs().le(SLACK).where(losses, Number.NaN);
