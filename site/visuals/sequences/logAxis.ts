/** An axis of whole powers of ten, for sizes that span many of them. */
import { ink } from '../ink.ts';

/** The axis shows at least this many powers of ten, and at most that many. */
const LEAST_DECADES = 3;
const MOST_DECADES = 8;

export interface LogAxis {
  /** Powers of ten. */
  readonly from: number;
  readonly to: number;
}

/** Whole powers of ten round all sizes that are above zero; null where none is. */
export function logAxis(sizes: readonly (number | null)[], mostDecades = MOST_DECADES): LogAxis | null {
  const powers = sizes
    .filter((size): size is number => size !== null && size > 0 && Number.isFinite(size))
    .map(Math.log10);
  if (powers.length === 0) return null;
  const to = Math.ceil(Math.max(...powers));
  const lowest = Math.floor(Math.min(...powers));
  return { from: Math.max(Math.min(lowest, to - LEAST_DECADES), to - mostDecades), to };
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** -3 → 10⁻³ */
export const powerText = (power: number): string =>
  `10${power < 0 ? '⁻' : ''}${[...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;

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
