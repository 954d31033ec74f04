/**
 * Keys, not rows
 *
 * Row numbers were asked for; you returned the keys.
 */

export function splitByKey(keys: number[], order: number[], share: number): [number[], number[]] {
  const train: number[] = [];
  for (const at of order) {
    if (!(train.length < share * keys.length) || train.includes(at)) continue;
    train.push(...keys.flatMap((key, row) => (key === keys[at] ? [row] : [])));
  }
  const test = keys.flatMap((_, row) => (train.includes(row) ? [] : [row]));
  return [train.toSorted((a, b) => a - b).map((row) => keys[row]!), test.map((row) => keys[row]!)];
}
