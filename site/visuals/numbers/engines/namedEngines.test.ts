import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { answers } from '../../../../exercises/three-ways-to-lie/solution.ts';
import { namedEngines } from './namedEngines.ts';

it('reads the names off an answer as it is written', () => {
  const code = readFileSync('exercises/three-ways-to-lie/solution.ts', 'utf8');
  expect(namedEngines(code, ['A', 'B', 'C'])).toEqual([answers.A, answers.B, answers.C]);
});

it('says null of what was not named', () => {
  expect(namedEngines('export const answers = { A: null, B: "right" };', ['A', 'B', 'C'])).toEqual([
    null,
    'right',
    null,
  ]);
});
