import { expect, it } from 'vitest';
import { answerOf } from '../grader/assemble.ts';
import { loadExercise, readFolder } from '../grader/loadExercise.ts';
import { seeds, THRESHOLD } from './check.ts';

const exercise = await loadExercise('spiral-mlp-of-yours');
const { solution } = await readFolder('spiral-mlp-of-yours');

it.each([7, ...seeds])('the solution meets the threshold with seed %i', (seed) => {
  const learned = answerOf(exercise, solution, [seed]) as unknown as { accuracy: number };
  expect(learned.accuracy).toBeGreaterThanOrEqual(THRESHOLD + 0.02);
});
