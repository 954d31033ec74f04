/** One sum that the kernels are asked for: the first n numbers of `data`, in groups of `group` threads. */
export interface Input {
  readonly n: number;
  /** 4, 8, 16, 32 or 64. */
  readonly group: number;
  /** n numbers. */
  readonly data: readonly number[];
}

/**
 * Two groups and a bit: no multiple of the group, more than one group, the last one nearly empty. The numbers differ, are not 1, and
 * no part of them adds up to 0.
 */
export function inputs(random: () => number): Input[] {
  const n = 2 * 64 + 5;
  return [{ n, group: 64, data: Array.from({ length: n }, (_, i) => 2 + (i % 7) + random()) }];
}
