// Five habits of testers, and the pool that each of them lets through.

import { expect, it } from 'vitest';
import { drive, remembers } from './given.ts';
import { cases as good } from './solution.ts';

type Case = ReturnType<typeof good>[number];
const change = (one: Case, x: (value: number, k: number) => number, grad = (g: number): number => g): Case => {
  let k = 0;
  return {
    ...one,
    x: one.x.map((plane) => plane.map((row) => row.map((value) => x(value, k++)))),
    grad: one.grad.map((plane) => plane.map((row) => row.map(grad))),
  };
};
const square: Case = {
  size: 2,
  stride: 2,
  x: [[[0, 0, 5, 5], [0, 0, 1, 2], [-1, -2, 3, 1], [-3, -4, 1, 2]]],
  grad: [[[2, 3], [4, 5]]],
}; // biome-ignore format: a picture

const habits: Readonly<Record<string, (cases: readonly Case[]) => Case[]>> = {
  'no-tie': (cases) => cases.map((one) => change(one, (value, k) => value + k / 100)),
  'no-overlap': (cases) => cases.filter(({ size, stride }) => size === stride),
  'positive-only': (cases) => cases.map((one) => change(one, Math.abs)),
  'ones-upstream': (cases) =>
    cases.map((one) =>
      change(
        one,
        (value) => value,
        () => 1,
      ),
    ),
  'square-and-even': () => [square],
};

it.each(Object.entries(habits))('%s lets its pool through', async (id, weaken) => {
  const { MaxPool } = await import(`./wrong/${id}.ts`);
  const weak = { cases: (random: () => number) => weaken(good(random)) };
  expect(drive(weak, { MaxPool }, 3)).toBe(true);
  expect(drive({ cases: good }, { MaxPool }, 3)).toBe(false);
  expect(drive(weak, remembers, 3)).toBe(true);
});

it('refuses cases that no pool could be asked', () => {
  const ask = (one: Partial<Case>) => () => drive({ cases: () => [{ ...square, ...one }] }, remembers, 3);
  expect(ask({ grad: [[[1]]] })).toThrow('case 0: grad is [1, 1, 1]; the output will be [1, 2, 2]');
  expect(ask({ size: 5 })).toThrow('no window of 5 fits into 4 × 4');
  expect(ask({ x: [[[Number.NaN]]] })).toThrow('finite numbers');
  expect(() => drive({ cases: () => new Array<Case>(5).fill(square) }, remembers, 3)).toThrow('at most 4');
});
