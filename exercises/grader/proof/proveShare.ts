/** The exercises in shares, one a test file, so that two processes prove them at once. */
import { afterAll, expect, it } from 'vitest';
import { exerciseSlugs } from '../loadExercise.ts';
import { endOurs } from './ourChild.ts';
import { prove } from './prove.ts';

/** How many test files divide the exercises among them: firstShare.test.ts, secondShare.test.ts. */
const SHARES = 2;

/** Proves every exercise of a share, or the one that `npm test -- --only exercise/SLUG` names in CHALKGRAD_EXERCISE. */
export async function proveShare(share: number): Promise<void> {
  const only = process.env['CHALKGRAD_EXERCISE'];
  const slugs = exerciseSlugs();
  afterAll(endOurs);
  it('finds exercises', () => {
    expect(slugs.length).toBeGreaterThan(SHARES);
    if (only !== undefined) expect(slugs).toContain(only);
  });
  for (const [i, slug] of slugs.entries())
    if (i % SHARES === share && (only === undefined || only === slug)) await prove(slug);
}
