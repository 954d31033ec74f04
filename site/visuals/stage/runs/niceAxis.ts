/**
 * An axis for values that need not start at zero: a little wider than they are, with round numbers on it. It starts at zero all the
 * same where the values come near it, because then the height of a line can be read as an amount.
 */

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

const MARGIN = 0.08;
/** Values that fill this share of the way down to zero get the whole way. */
const NEAR_ZERO = 0.4;

/**
 * @example niceAxis([0.81, 0.83], 4) // { from: 0.8084, to: 0.8316, ticks: [0.81, 0.815, 0.82, 0.825, 0.83] }
 * @param most how many spaces between ticks there may be
 */
export function niceAxis(values: readonly number[], most: number): Axis {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { from: 0, to: 1, ticks: [0, 1] };
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const span = high > low ? high - low : Math.abs(high) || 1;
  const fromZero = low >= 0 && high - low >= NEAR_ZERO * high;
  const from = fromZero ? 0 : low - MARGIN * span;
  const to = high + MARGIN * span;
  return { from, to, ticks: roundNumbers(from, to, most) };
}

/** Multiples of 1, 2 or 5 times a power of ten. */
function roundNumbers(from: number, to: number, most: number): number[] {
  const rough = (to - from) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  const step = factor * power;
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first;
  // Multiplied, never added up, and rounded: 0.1 + 0.2 has no business on an axis.
  return Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
