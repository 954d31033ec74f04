/**
 * The text of a round value on an axis. From a hundred thousand on it is written with a power, because it would not fit beside the axis and a
 * number that has lost its first digit is another number.
 *
 * @example tickText(500) // '500'
 * @example tickText(1_500_000) // '1.5e6'
 */
export const tickText = (value: number): string =>
  Math.abs(value) < 1e5 ? String(value) : value.toExponential().replace('e+', 'e');
