// Writes site/visuals/players/recordedCourses.json: node --import ./site/tests/requireNode.mjs site/visuals/players/recordCourses.ts.
// courses.test.ts holds the file to the run.

import { writeFileSync } from 'node:fs';
import { loadSimd } from '#framework';
import { type CourseName, courses, EVERY, LAST } from './courses.ts';
import { measureCoverage, measureFading } from './measureCourses.ts';

await loadSimd();
const coverage: Record<string, number[][]> = {};
for (const name of Object.keys(courses) as CourseName[]) coverage[name] = await measureCoverage(name, LAST);
const short = (value: number): number => Number(value.toPrecision(4));
const fading = (await measureFading(Array.from({ length: 800 / EVERY + 1 }, (_, i) => i * EVERY))).map((look) => ({
  step: look.step,
  belief: short(look.belief),
  nonSaturating: short(look.nonSaturating),
  saturating: short(look.saturating),
}));
writeFileSync(new URL('recordedCourses.json', import.meta.url), `${JSON.stringify({ coverage, fading })}\n`);
