/** What the microscope reads off measured losses: the slope by a difference, how far it is from the derivative, and which digits cancelled. */

/** Steps of the nudge: 1, and four to each power of ten down to 1e-14. */
export const ladder: readonly number[] = Array.from({ length: 57 }, (_, k) => 10 ** (-k / 4));

/** A loss at a place, and a step of each length ahead and behind. */
export interface Sided {
  readonly middle: number;
  readonly ahead: readonly number[];
  readonly behind: readonly number[];
}

/** One place of a curve. */
export interface Measured {
  readonly at: number;
  /** The derivative by autograd, in float64. */
  readonly slope: number;
  readonly float64: Sided;
  readonly float32: Sided;
}

export const precisions = ['float64', 'float32'] as const;
export type Precision = (typeof precisions)[number];
export const sides = ['one', 'two'] as const;
export type Sides = (typeof sides)[number];

export interface Reading {
  readonly h: number;
  /** The two losses that are compared: ahead, and at the place or behind it. */
  readonly ahead: number;
  readonly other: number;
  readonly difference: number;
  readonly slope: number;
  /** |measured − exact| over the larger of the two; 0 where both are 0. */
  readonly error: number;
}

/**
 * The slope by a difference of step number `k` of the ladder. The subtraction is done in the precision of the losses.
 *
 * @example readSlope(place, 'float64', 'two', 20) // (J(θ + h) − J(θ − h)) / 2h at h = 1e-5
 */
export function readSlope(place: Measured, precision: Precision, side: Sides, k: number): Reading {
  const round = precision === 'float32' ? Math.fround : (value: number) => value;
  const { middle, ahead, behind } = place[precision];
  const h = ladder[k]!;
  const [first, second] = [ahead[k]!, side === 'one' ? middle : behind[k]!];
  const difference = round(first - second);
  const slope = difference / (side === 'one' ? h : 2 * h);
  return { h, ahead: first, other: second, difference, slope, error: relativeError(slope, place.slope) };
}

/** |a − b| over the larger of |a| and |b|; 0 where both are 0. */
export function relativeError(a: number, b: number): number {
  const size = Math.max(Math.abs(a), Math.abs(b));
  return size === 0 ? 0 : Math.abs(a - b) / size;
}

/** The step of the ladder with the smallest error. */
export function bestStep(place: Measured, precision: Precision, side: Sides): Reading {
  return ladder
    .map((_, k) => readSlope(place, precision, side, k))
    .reduce((best, reading) => (reading.error < best.error ? reading : best));
}

/** Steps of the ladder that questions ask about: h = 1, a tenth, a hundredth. */
const [ONE, TENTH, HUNDREDTH] = [0, 4, 8];

/**
 * What questions ask of a place that the microscope opens at, in float64: `falls-from-two`, how many powers of ten the error of the two-sided
 * slope falls when h falls from a tenth to a hundredth, counted from 0; `best-power`, the best h as a power of ten without its sign;
 * `error-at-one`, the error at h = 1; `slope-beside`, the slope measured with a tenth at the next place of the curve.
 */
export function askedOf(places: readonly Measured[], opening: number): Readonly<Record<string, number>> {
  const [here, beside] = [places[opening], places[opening + 1]];
  if (here === undefined) return {};
  const error = (k: number): number => readSlope(here, 'float64', 'two', k).error;
  return {
    'falls-from-two': Math.round(Math.log10(error(TENTH) / error(HUNDREDTH))) - 1,
    'best-power': -Math.log10(bestStep(here, 'float64', 'two').h),
    'error-at-one': error(ONE),
    ...(beside === undefined ? {} : { 'slope-beside': readSlope(beside, 'float64', 'two', TENTH).slope }),
  };
}

/** How many characters two written numbers have in common from the left: what a subtraction loses. */
export function commonDigits(a: string, b: string): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a[count] === b[count]) count++;
  return count;
}

/** The measured points from `from` to the left and to the right, in order of θ: what is seen at a width. */
export function pointsWithin(
  place: Measured,
  precision: Precision,
  width: number,
): readonly (readonly [number, number])[] {
  const { middle, ahead, behind } = place[precision];
  const inside = ladder.flatMap((h, k) => (h <= width * 1.0001 ? [k] : []));
  return [
    ...inside.map((k) => [-ladder[k]!, behind[k]!] as const),
    [0, middle] as const,
    ...inside.toReversed().map((k) => [ladder[k]!, ahead[k]!] as const),
  ];
}
