/**
 * Which rows are for learning, which for choosing, which for the examination. Every row goes to exactly one part. A split that
 * suits the data matters more than its sizes: by class where classes are rare, by group where rows of one patient resemble
 * each other, by time where the future must stay unknown.
 */
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { listOf } from '../listOf.ts';
import type { Category } from '../table/categories.ts';

/** Row numbers of one part. */
export type Rows = Int32Array<ArrayBuffer>;

const calls = {
  randomSplit: signature('randomSplit', { n: 'size', shares: 'numberList', generator: 'generator' }),
  stratifiedSplit: signature('stratifiedSplit', {
    labels: 'anything',
    shares: 'numberList',
    generator: 'generator',
  }),
  groupedSplit: signature('groupedSplit', { groups: 'anything', shares: 'numberList', generator: 'generator' }),
  timeSplit: signature('timeSplit', { times: 'anything', shares: 'numberList' }),
};

/**
 * n rows in random order, cut into parts of the given shares.
 *
 * Errors: shares that do not add up to 1; a part that would be empty.
 *
 * @example const [train, validation, test] = randomSplit(1000, [0.7, 0.15, 0.15], new Generator(7));
 */
export function randomSplit(n: number, shares: readonly number[], generator: Generator): Rows[] {
  check(calls.randomSplit, n, shares, generator);
  checkShares(shares, 'randomSplit');
  return cut(generator.permutation(n), wholeParts(n, shares, new Array(shares.length).fill(0)), 'randomSplit');
}

/**
 * Every class in the same proportion in every part: within one row of its share. Rows of a part stand in random order.
 *
 * @param labels class of each row
 */
export function stratifiedSplit(
  labels: ArrayLike<Category> | Tensor,
  shares: readonly number[],
  generator: Generator,
): Rows[] {
  check(calls.stratifiedSplit, labels, shares, generator);
  checkShares(shares, 'stratifiedSplit');
  const parts: number[][] = shares.map(() => []);
  const owed = shares.map(() => 0); // rows that each part is behind, summed over the classes so far
  for (const rows of rowsByValue(listOf(labels, 'stratifiedSplit')).values()) {
    const counts = wholeParts(rows.length, shares, owed);
    const order = generator.permutation(rows.length);
    let at = 0;
    counts.forEach((count, part) => {
      for (const i of order.subarray(at, at + count)) parts[part]!.push(rows[i]!);
      at += count;
      owed[part]! += shares[part]! * rows.length - count;
    });
  }
  return parts.map((rows) => Int32Array.from(generator.permutation(rows.length), (i) => rows[i]!));
}

/**
 * Rows of one group stay together: the largest groups first, each to the part that lacks most. Sizes are only as close to the
 * shares as the groups allow.
 *
 * @param groups group of each row: a patient, a customer, a source
 */
export function groupedSplit(
  groups: ArrayLike<Category> | Tensor,
  shares: readonly number[],
  generator: Generator,
): Rows[] {
  check(calls.groupedSplit, groups, shares, generator);
  checkShares(shares, 'groupedSplit');
  const all = [...rowsByValue(listOf(groups, 'groupedSplit')).values()];
  const shuffled = Array.from(generator.permutation(all.length), (i) => all[i]!);
  const parts: number[][] = shares.map(() => []);
  const count = all.reduce((total, rows) => total + rows.length, 0);
  const lacking = shares.map((share) => share * count);
  for (const rows of shuffled.sort((a, b) => b.length - a.length)) {
    const part = lacking.indexOf(Math.max(...lacking));
    parts[part]!.push(...rows);
    lacking[part]! -= rows.length;
  }
  const empty = parts.findIndex((rows) => rows.length === 0);
  if (empty >= 0) {
    throw new ChalkgradError(
      `groupedSplit: ${all.length} groups leave part ${empty} empty`,
      'there must be at least as many groups as parts, and none that is larger than all the rest.',
    );
  }
  return parts.map((rows) => Int32Array.from(rows));
}

/**
 * The past for learning, the future for the examination: rows sorted by time and cut. Rows of the same time stay together.
 *
 * @param times when each row was recorded; any number that grows with time
 */
export function timeSplit(times: ArrayLike<number> | Tensor, shares: readonly number[]): Rows[] {
  check(calls.timeSplit, times, shares);
  checkShares(shares, 'timeSplit');
  const when = listOf(times, 'timeSplit');
  const missing = Array.from(when).findIndex(Number.isNaN);
  if (missing >= 0)
    throw new ChalkgradError(`timeSplit: row ${missing} has no time`, 'leave out rows without a time, or find it.');
  const order = Int32Array.from(when, (_, i) => i).sort((a, b) => when[a]! - when[b]! || a - b);
  const counts = wholeParts(when.length, shares, new Array(shares.length).fill(0));
  const ends: number[] = [];
  let planned = 0;
  for (const count of counts) {
    planned += count;
    let end = Math.max(planned, ends.at(-1) ?? 0);
    while (end > 0 && end < order.length && when[order[end]!] === when[order[end - 1]!]) end++;
    ends.push(end);
  }
  const sizes = ends.map((end, i) => end - (ends[i - 1] ?? 0));
  return cut(order, sizes, 'timeSplit');
}

function checkShares(shares: readonly number[], who: string): void {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.length === 0 || shares.some((share) => !(share > 0)) || Math.abs(sum - 1) > 1e-9) {
    throw new ChalkgradError(
      `${who}: the shares ${shares.join(', ')} do not make a whole`,
      'give each part a share above 0; together they must be 1, such as [0.7, 0.15, 0.15].',
    );
  }
}

/**
 * n rows into whole parts: everyone gets the whole rows of their share, the rest goes to those who lack most (the method of
 * largest remainders). `owed` is what each part is behind already.
 */
function wholeParts(n: number, shares: readonly number[], owed: readonly number[]): number[] {
  const ideal = shares.map((share) => share * n);
  const counts = ideal.map((value) => Math.floor(value + 1e-9));
  const byNeed = ideal
    .map((value, part) => ({ part, rest: value - counts[part]!, need: value - counts[part]! + owed[part]! }))
    .filter(({ rest }) => rest > 1e-9)
    .sort((a, b) => b.need - a.need || a.part - b.part);
  const left = n - counts.reduce((total, count) => total + count, 0);
  for (const { part } of byNeed.slice(0, left)) counts[part]!++;
  return counts;
}

function cut(order: Rows, counts: readonly number[], who: string): Rows[] {
  let at = 0;
  return counts.map((count, part) => {
    if (count === 0) {
      throw new ChalkgradError(
        `${who}: ${order.length} rows leave part ${part} empty`,
        'there are too few rows (or different times) for these shares.',
      );
    }
    at += count;
    return order.slice(at - count, at);
  });
}

/** Rows of each value, in order of first appearance. */
export function rowsByValue(values: ArrayLike<Category>): Map<Category, number[]> {
  const rows = new Map<Category, number[]>();
  for (let i = 0; i < values.length; i++) {
    const known = rows.get(values[i]!);
    if (known === undefined) rows.set(values[i]!, [i]);
    else known.push(i);
  }
  return rows;
}
