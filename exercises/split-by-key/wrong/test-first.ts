/**
 * The two parts changed places
 *
 * Training comes first, the test second.
 */

export function splitByKey(keys: number[], order: number[], share: number): [number[], number[]] {
  const train: number[] = [];
  for (const at of order) {
    if (!(train.length < share * keys.length) || train.includes(at)) continue;
    train.push(...keys.flatMap((key, row) => (key === keys[at] ? [row] : [])));
  }
  const test = keys.flatMap((_, row) => (train.includes(row) ? [] : [row]));
  return [test, train.toSorted((a, b) => a - b)];
}
