type Table = number[][];

/**
 * Whether `prepare(train, other)` lets anything from `other` into what it makes of `train`.
 *
 * random(): a number from 0 to 1.
 */
export function leaks(prepare: (train: Table, other: Table) => [Table, Table], random: () => number): boolean {
  // your turn: call it twice.
  return false;
}
