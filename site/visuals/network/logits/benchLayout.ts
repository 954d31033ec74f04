/** Where logits lie on the axis of the bench. Pure. */

/** The lowest and the highest logit that the axis shows. */
export interface LogitFrame {
  readonly low: number;
  readonly high: number;
}

const USUAL: LogitFrame = { low: -5, high: 5 };
const REACH = USUAL.high - USUAL.low;
/** Of the axis, how much stays free at either end. */
const EDGE = 0.08;

/** The usual axis where it holds them all; else one as long round their middle; else one that is long enough. */
export function frameOf(logits: readonly number[]): LogitFrame {
  const [least, most] = [Math.min(...logits), Math.max(...logits)];
  if (least >= USUAL.low && most <= USUAL.high) return USUAL;
  if (most - least <= REACH) {
    const middle = Math.round((least + most) / 2);
    return { low: middle + USUAL.low, high: middle + USUAL.high };
  }
  return { low: Math.floor(least), high: Math.ceil(most) };
}

/** How far down the axis, as a share of it: 0 is its upper end. */
export const heightOf = ({ low, high }: LogitFrame, logit: number): number =>
  EDGE + ((high - logit) / (high - low)) * (1 - 2 * EDGE);

/** The logit at that height; never beyond the ends. */
export function logitAt({ low, high }: LogitFrame, height: number): number {
  const share = Math.min(1, Math.max(0, (height - EDGE) / (1 - 2 * EDGE)));
  return high - share * (high - low);
}

/** Lines across: both ends, and 0 or the middle between them. */
export const rulesIn = ({ low, high }: LogitFrame): readonly number[] => [
  low,
  low < 0 && high > 0 ? 0 : (low + high) / 2,
  high,
];

/** @example subscript(12) // '₁₂' */
export const subscript = (k: number): string =>
  [...String(k)].map((digit) => String.fromCodePoint(0x2080 + Number(digit))).join('');
