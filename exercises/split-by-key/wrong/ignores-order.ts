/**
 * In the order of the file
 *
 * The keys were taken as the file has them. `order` says in which order to walk.
 */

export function splitByKey(keys: number[], order: number[], share: number): [number[], number[]] {
  const train: number[] = [];
  for (const at of keys.keys()) {
    if (!(train.length < share * keys.length) || train.includes(at)) continue;
    train.push(...keys.flatMap((key, row) => (key === keys[at] ? [row] : [])));
  }
  const test = keys.flatMap((_, row) => (train.includes(row) ? [] : [row]));
  return [train.toSorted((a, b) => a - b), test];
}
