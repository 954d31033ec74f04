/**
 * Round numbers along an axis that starts at zero: 1, 2 or 5 times a power of ten apart.
 *
 * @example ticksUpTo(2.6, 4) // [0, 1, 2]
 * @param most how many spaces between ticks there may be
 */
export function ticksUpTo(end: number, most: number): number[] {
  if (!(end > 0) || !Number.isFinite(end)) return [0];
  const rough = end / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  const count = Math.floor(end / (factor * power) + 1e-9);
  // Multiplied, never added up, and rounded: 0.1 + 0.2 has no business on an axis.
  return Array.from({ length: count + 1 }, (_, i) => Number((i * factor * power).toPrecision(12)));
}
