/**
 * Cross-validation: k parts, each of which is the validation set once while the others are for learning. A fair estimate where
 * there are too few rows to set a part aside. Folds are scikit-learn's where nothing is shuffled.
 */
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { listOf } from '../listOf.ts';
import type { Category } from '../table/categories.ts';
import { type Rows, rowsByValue } from './splitRows.ts';

/** One way to part the rows: those to learn from and those to measure on. */
export interface Fold {
  readonly train: Rows;
  readonly validation: Rows;
}

const calls = {
  kFold: signature('kFold', { n: 'size', k: 'count', generator: 'generator?' }),
  stratifiedKFold: signature('stratifiedKFold', { labels: 'anything', k: 'count', generator: 'generator?' }),
};

/**
 * n rows in k folds, whose sizes differ by at most one.
 *
 * @param generator shuffles the rows first; default: rows in their order
 * @example for (const { train, validation } of kFold(100, 5, new Generator(7))) { … }
 */
export function kFold(n: number, k: number, generator?: Generator): Fold[] {
  check(calls.kFold, n, k, generator);
  checkFolds(k, n, 'kFold', 'rows');
  const order = generator?.permutation(n) ?? Int32Array.from({ length: n }, (_, i) => i);
  const foldOf = new Int32Array(n);
  let at = 0;
  for (let fold = 0; fold < k; fold++) {
    const size = Math.floor(n / k) + (fold < n % k ? 1 : 0);
    for (const row of order.subarray(at, at + size)) foldOf[row] = fold;
    at += size;
  }
  return foldsFrom(foldOf, k);
}

/**
 * The same with every class spread over all folds as evenly as it goes.
 *
 * Errors: a class with fewer rows than folds.
 *
 * @param labels class of each row
 */
export function stratifiedKFold(labels: ArrayLike<Category> | Tensor, k: number, generator?: Generator): Fold[] {
  check(calls.stratifiedKFold, labels, k, generator);
  const list = listOf(labels, 'stratifiedKFold');
  const classes = [...rowsByValue(list).values()];
  checkFolds(k, Math.min(...classes.map((rows) => rows.length)), 'stratifiedKFold', 'rows in its rarest class');
  const foldOf = new Int32Array(list.length);
  let dealt = 0; // rows are dealt out like cards, class after class: so the folds are of equal size as well
  for (const rows of classes) {
    const counts = new Array<number>(k).fill(0);
    for (let i = 0; i < rows.length; i++) counts[dealt++ % k]!++;
    const folds = counts.flatMap((count, fold) => new Array<number>(count).fill(fold));
    const order = generator?.permutation(rows.length) ?? folds.map((_, i) => i);
    rows.forEach((row, i) => {
      foldOf[row] = folds[order[i]!]!;
    });
  }
  return foldsFrom(foldOf, k);
}

function foldsFrom(foldOf: Int32Array, k: number): Fold[] {
  const rows = Int32Array.from(foldOf, (_, row) => row);
  return Array.from({ length: k }, (_, fold) => ({
    train: rows.filter((row) => foldOf[row] !== fold),
    validation: rows.filter((row) => foldOf[row] === fold),
  }));
}

function checkFolds(k: number, most: number, who: string, what: string): void {
  if (!Number.isInteger(k) || k < 2 || k > most) {
    throw new ChalkgradError(
      `${who}: ${k} folds of ${most} ${what}`,
      'take at least 2 folds and no more than there are rows to give one to each.',
    );
  }
}
