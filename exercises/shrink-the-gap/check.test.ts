import { expect, it } from 'vitest';
import { answerOf } from '../grader/assemble.ts';
import { loadExercise, readFolder } from '../grader/loadExercise.ts';
import { ACCURACY, GAP, seeds } from './check.ts';

it('the solution passes with the worst five seeds', async () => {
  const exercise = await loadExercise('shrink-the-gap');
  const { solution } = await readFolder('shrink-the-gap');
  const each = seeds.map(
    (seed) => answerOf(exercise, solution, [[seed]]) as unknown as { gap: number; accuracy: number },
  );
  const worst = (values: number[], from: number): number => {
    const sorted = values.sort((a, b) => a - b);
    return sorted.slice(from, from + 5).reduce((sum, value) => sum + value, 0) / 5;
  };
  expect(
    worst(
      each.map(({ gap }) => gap),
      seeds.length - 5,
    ),
  ).toBeLessThan(GAP - 0.05);
  expect(
    worst(
      each.map(({ accuracy }) => accuracy),
      0,
    ),
  ).toBeGreaterThan(ACCURACY + 0.01);
});
