/** One sum that the kernels are asked for: the first n numbers of `data`, in groups of `group` threads. */
export interface Input {
  readonly n: number;
  /** 4, 8, 16, 32 or 64. */
  readonly group: number;
  /** n numbers. */
  readonly data: readonly number[];
}

/** At most three inputs on which no wrong kernel gives the right sums. `random()` is a number from 0 to 1. */
export function inputs(random: () => number): Input[] {
  // your turn: choose n, the group and the numbers so that every wrong sum differs.
  return [{ n: 4, group: 4, data: [1, 1, 1, 1] }];
}
