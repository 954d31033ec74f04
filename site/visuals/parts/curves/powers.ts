/** Logarithmic axes: whole powers of ten round what is there, and how they are written. */

export interface Powers {
  readonly from: number;
  readonly to: number;
}

/** Whole powers of ten round all sizes above zero, at least `least` of them and at most `most`, from the top; null where there are none. */
export function powersRound(sizes: readonly number[], least: number, most: number): Powers | null {
  const logs = sizes.filter((size) => size > 0 && Number.isFinite(size)).map(Math.log10);
  if (logs.length === 0) return null;
  const highest = logs.reduce((a, b) => Math.max(a, b));
  const lowest = Math.floor(logs.reduce((a, b) => Math.min(a, b)));
  const to = Math.ceil(highest) + 0; // −0 would be another number
  return { from: Math.max(Math.min(lowest, to - least), to - most), to };
}

/** Where a size stands on the axis: 0 at its foot, 1 at its end; what is smaller stands at the foot. */
export const shareOf = (size: number, { from, to }: Powers): number =>
  Math.min(1, Math.max(0, (Math.log10(size) - from) / (to - from)));

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** @example powerText(-3) // '10⁻³' */
export const powerText = (power: number): string =>
  `10${power < 0 ? '⁻' : ''}${[...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
