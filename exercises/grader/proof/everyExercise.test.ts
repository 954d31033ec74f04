/** The proof of every exercise, or of one: `npm test -- --only exercise/SLUG` names it in CHALKGRAD_EXERCISE. */
import { expect, it } from 'vitest';
import { exerciseSlugs } from '../loadExercise.ts';
import { prove } from './prove.ts';

const only = process.env['CHALKGRAD_EXERCISE'];
const slugs = exerciseSlugs().filter((slug) => only === undefined || slug === only);

it('finds exercises', () => {
  expect(slugs.length).toBeGreaterThan(0);
});

for (const slug of slugs) await prove(slug);
