/** An axis of whole powers of ten for gradients over time, and its labels. */
import { type Powers, powersRound } from '../parts/curves/powers.ts';
import { ink } from '../parts/ink.ts';

/** The axis shows at least this many powers of ten, and at most that many. */
const LEAST_DECADES = 3;
const MOST_DECADES = 8;

export type LogAxis = Powers;

/** Whole powers of ten round all sizes that are above zero; null where none is. */
export const logAxis = (sizes: readonly (number | null)[], mostDecades = MOST_DECADES): LogAxis | null =>
  powersRound(
    sizes.map((size) => size ?? 0),
    LEAST_DECADES,
    mostDecades,
  );

/** A label of the axis, readable over bars. */
export function writeOver(
  context: CanvasRenderingContext2D,
  text: string,
  [x, y]: readonly [number, number],
  element: Element,
): void {
  context.save();
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = ink(element, '--paper');
  context.strokeText(text, x, y);
  context.fillStyle = ink(element, '--ink-soft');
  context.fillText(text, x, y);
  context.restore();
}
