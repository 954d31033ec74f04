/**
 * A key too early
 *
 * You left out the key that would cross the line. It is taken: while there are too few, the next key comes in whole.
 */

export function splitByKey(keys: number[], order: number[], share: number): [number[], number[]] {
  const train: number[] = [];
  for (const at of order) {
    if (!(train.length < share * keys.length) || train.includes(at)) continue;
    const own = keys.flatMap((key, row) => (key === keys[at] ? [row] : []));
    if (train.length + own.length > share * keys.length) break;
    train.push(...own);
  }
  const test = keys.flatMap((_, row) => (train.includes(row) ? [] : [row]));
  return [train.toSorted((a, b) => a - b), test];
}
