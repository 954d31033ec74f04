/**
 * Labels of yes-or-no questions are written in two ways, 0 and 1 or -1 and 1, and a loss that is given the other ones computes something,
 * and learns something, that nobody meant. On a device nobody waits to look at them: there a kernel looks that reads them anyway, they make the
 * loss NaN, and the next read-back is an error.
 */
import { ChalkgradError } from '../../tensor/errors.ts';
import { watching } from '../../tensor/flags.ts';
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
  throw new ChalkgradError(`${op}: the target ${strange} does not lie between 0 and 1`, ABOUT_SHARES);
}

const ABOUT_SHARES =
  'targets are 0 for no, 1 for yes, or shares between: from labels -1 and 1 by t.add(1).div(2), from 1 and 2 by t.sub(1).';

/** The losses; on a device NaN where a target is no share, and an error when numbers are next read back. */
export function lossOfShares(op: string, losses: Tensor, target: Tensor): Tensor {
  if (target.device === 'cpu') return losses;
  const message = `${op}: a target does not lie between 0 and 1`;
  const nearest = watching(
    target.device,
    () => ({ message, hint: ABOUT_SHARES, within: [LEAST, MOST] }),
    () => target.clamp(LEAST, MOST),
  );
  return nearest.eq(target).where(losses, Number.NaN);
}

/** Errors: a side that is neither -1 nor 1. */
export function checkSides(op: string, side: Tensor): void {
  if (side.device !== 'cpu') return;
  const strange = firstOf(side, (value) => Math.abs(Math.abs(value) - 1) > SLACK);
  if (strange === undefined) return;
  throw new ChalkgradError(`${op}: the side ${strange} is neither -1 nor 1`, ABOUT_SIDES);
}

const ABOUT_SIDES = 'sides are -1 and 1: from labels 0 and 1 by t.mul(2).sub(1). For 0 and 1 there is bceWithLogits.';

/** The losses; on a device NaN where a side is neither -1 nor 1, and an error when numbers are next read back. */
export function lossOfSides(op: string, losses: Tensor, side: Tensor): Tensor {
  if (side.device === 'cpu') return losses;
  const distance = side.abs();
  const beyond = watching(
    side.device,
    () => ({ message: `${op}: a side is neither -1 nor 1`, hint: ABOUT_SIDES, within: [1 - SLACK, 1 + SLACK] }),
    () => distance.sub(1),
  );
  return beyond.abs().le(SLACK).where(losses, Number.NaN);
}
