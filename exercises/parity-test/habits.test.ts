// Six habits of testers: five let a wrong program through that the solution finds, and one refuses a right one.
import { describe, expect, it } from 'vitest';
import { readFolder } from '../grader/loadExercise.ts';
import * as given from './given.ts';
import { drive, type Pair } from './given.ts';
import { agrees as good } from './solution.ts';

type Rows = number[][];
type Agrees = typeof good;

const rows = (m: number, inputs: number, value: (r: number, i: number) => number): Rows =>
  Array.from({ length: m }, (_, r) => Array.from({ length: inputs }, (_, i) => value(r, i)));
const within = (a: Rows, b: Rows, error: (p: number, q: number) => boolean): boolean =>
  a.every((row, r) => row.every((value, k) => error(value, b[r]![k]!)));
const relative = (p: number, q: number): boolean => Math.abs(p - q) <= 1e-4 * Math.max(Math.abs(p), Math.abs(q));
const some = (r: number, i: number): number => Math.sin(1 + 2 * r + 1.3 * i);
const winner = (row: readonly number[]): number => row.indexOf(Math.max(...row));

const habits: Readonly<Record<string, readonly [test: Agrees, letsThrough: string]>> = {
  'zeros-only': [(a, b, n) => within(a(rows(3, n, () => 0)), b(rows(3, n, () => 0)), relative), 'weight-transposed'],
  'ones-only': [(a, b, n) => within(a(rows(1, n, () => 1)), b(rows(1, n, () => 1)), relative), 'inputs-permuted'],
  'argmax-only': [
    (a, b, n) => a(rows(9, n, some)).every((row, r) => winner(row) === winner(b(rows(9, n, some))[r]!)),
    'softmax-on-top',
  ],
  'absolute-only': [
    (a, b, n) => within(a(rows(4, n, some)), b(rows(4, n, some)), (p, q) => Math.abs(p - q) < 1e-3),
    'tiny-and-different',
  ],
  'one-row': [(a, b, n) => within(a(rows(1, n, some)), b(rows(1, n, some)), relative), 'batch-mean-leaks'],
};

const { wrong } = await readFolder('parity-test');

describe('habits of testers', () => {
  it.each(Object.entries(habits))('%s lets a wrong program through that the solution finds', (_, [agrees, id]) => {
    const pair = wrong[id]!.module as unknown as Pair;
    for (const seed of [1, 2, 3]) {
      expect(drive({ agrees }, pair, seed)).toBe(true);
      expect(drive({ agrees: good }, pair, seed)).toBe(false);
    }
  });

  it('exact refuses what only rounds otherwise', () => {
    const agrees: Agrees = (a, b, n) => within(a(rows(4, n, some)), b(rows(4, n, some)), Object.is);
    expect(drive({ agrees }, given.float32, 1)).toBe(false);
    expect(drive({ agrees: good }, given.float32, 1)).toBe(true);
  });
});
