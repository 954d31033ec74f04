/**
 * Rows got lost
 *
 * A key of the test kept one of its rows, and the others are nowhere. Every row is in one of the two lists.
 */

export function splitByKey(keys: number[], order: number[], share: number): [number[], number[]] {
  const train: number[] = [];
  for (const at of order) {
    if (!(train.length < share * keys.length) || train.includes(at)) continue;
    train.push(...keys.flatMap((key, row) => (key === keys[at] ? [row] : [])));
  }
  const test = keys.flatMap((key, row) => (train.includes(row) || keys.indexOf(key) < row ? [] : [row]));
  return [train.toSorted((a, b) => a - b), test];
}
