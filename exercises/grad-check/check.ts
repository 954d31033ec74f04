import type { Generator } from '#framework';
import { between } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import { Given, type Value } from '../grader/sandbox/values.ts';
import * as exported from './given.ts';

type Rule = (x: number[], u: number[]) => number[];
type F = (x: number[]) => number[];

/** Places and upstreams away from 0 and from each other, so that the worst entry leads. */
const apart = (random: Generator, n: number): number[] =>
  Array.from({ length: n }, (_, i) => between(random, 0.4, 0.9) + 0.5 * (i % 2));
const pair = (f: string, rule: string, n: number, outputs: number) => (random: Generator) => [
  new Given(f),
  new Given(rule),
  apart(random, n),
  apart(random, outputs).reverse(),
  1e-5,
];
/** What rounding leaves of a right entry: any error up to it is as good as 0. */
const NOISE = 1e-6;

const given: Readonly<Record<string, unknown>> = { ...exported };

/** Slopes by Richardson's extrapolation of two differences, another rule of the same numbers. */
function extrapolated(f: Given, rule: Given, x: number[], u: number[]): number[] {
  const [forward, backward] = [given[f.name] as F, given[rule.name] as Rule];
  const total = (at: number[]): number => forward(at).reduce((sum, value, k) => sum + u[k]! * value, 0);
  const gradient = backward([...x], [...u]);
  const errors = x.map((_, i) => {
    const at = (by: number): number => total(x.map((value, j) => (j === i ? value + by : value)));
    const slope = (h: number): number => (at(h) - at(-h)) / (2 * h);
    const exact = (4 * slope(5e-4) - slope(1e-3)) / 3;
    return Math.abs(gradient[i]! - exact) / Math.max(Math.abs(gradient[i]!), Math.abs(exact), 1e-300);
  });
  const worst = Math.max(...errors);
  // Equal up to what differences can tell.
  return [worst, errors.findIndex((error) => error >= worst - NOISE)];
}

function agree(_: unknown, got: Value, expected: Value): boolean {
  if (!Array.isArray(got) || got.length !== 2 || !got.every((value) => typeof value === 'number')) return false;
  const [[error, place], [right, index]] = [got as number[], expected as number[]];
  if (right! <= NOISE) return error! <= NOISE && error! >= 0;
  return Math.abs(error! - right!) <= NOISE && place === index;
}

export default defineExercise({
  kind: 'function',
  name: 'gradCheck',
  args: ['f', 'backward', 'x', 'upstream', 'h'],
  answer: 'worst',
  keepsArguments: true,
  accepts: agree,
  cases: [
    known('right', 'a right rule: next to no error', [
      new Given('squares'),
      new Given('squaresRight'),
      [1, -2, 3],
      [1, 0.5, -1],
      1e-5,
    ]),
    known('fourth', 'a rule that is wrong in its fourth entry', pair('squares', 'squaresFourth', 5, 5)),
    known('shares', 'shares, with the diagonal only', pair('shares', 'sharesDiagonal', 3, 3)),
    trap('shares-right', 'shares, with their right rule', pair('shares', 'sharesRight', 4, 4)),
    trap('tiny', 'slopes of a millionth, one of them off by a factor of 2', pair('tiny', 'tinyTwice', 3, 3)),
    trap('fewer-outputs', 'three inputs, two outputs, the last rule wrong', pair('mixed', 'mixedLastWrong', 3, 2)),
    trap('zeros', 'a rule of zeros: everywhere as wrong, so the first', pair('squares', 'squaresZero', 4, 4)),
    trap('blind', 'a rule that forgot the upstream', (random) => [
      new Given('squares'),
      new Given('squaresBlind'),
      apart(random, 3),
      [1, 1.9, 1.3],
      1e-5,
    ]),
  ],
  tolerance: { atol: 1e-7, rtol: 1e-7 },
  truth: extrapolated,
});
