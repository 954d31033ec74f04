/** Numbers on which careless arithmetic overflows, cancels or vanishes. */

/** [4, 3] with a thousand up and down in one row: exp() overflows without a shift by the row's own maximum. */
export const thousands = (): number[][] => [
  [1000, 0, -1000],
  [-1000, -1000, -999],
  [1000, 999, 998],
  [0, -1000, 1],
];

/** [2, 5], one row at 1000 and one at −1000: a shift by the maximum of the whole batch empties the second. */
export const farApart = (): number[][] => [
  [1000, 1000, 1000, 1000, 1000],
  [-1000, -1002, -1001, -1000, -1003],
];

/** Numbers whose squares leave float64: 1e±200 and their like. */
export const beyondSquares = (): number[] => [1e200, -1e200, 1e-200, 3e199];

/** A large constant with a small signal on top: sums of squares cancel. */
export const offset = (values: readonly number[], by = 1e8): number[] => values.map((value) => value + by);
