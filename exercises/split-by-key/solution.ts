/**
 * Rows for training and for the test, so that rows of one key stand on one side.
 *
 * Source: the idea of scikit-learn's GroupShuffleSplit; the rule for where to stop is ours.
 */
export function splitByKey(keys: number[], order: number[], share: number): [number[], number[]] {
  const train: number[] = [];
  for (const at of order) {
    if (!(train.length < share * keys.length) || train.includes(at)) continue;
    train.push(...keys.flatMap((key, row) => (key === keys[at] ? [row] : [])));
  }
  const test = keys.flatMap((_, row) => (train.includes(row) ? [] : [row]));
  return [train.toSorted((a, b) => a - b), test];
}
