import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import { players } from '../../i18n/en/players.ts';
import { parseTrack } from '../../player/trackText.ts';
import { servedOf } from './arena.ts';
import { type CourseName, courses, coverageOf, EVERY, fading, LAST } from './courses.ts';
import { measureCoverage, measureFading } from './measureCourses.ts';

const names = Object.keys(courses) as CourseName[];
const servedAt = (name: CourseName, step: number): number =>
  servedOf(coverageOf(name)[step / EVERY]!.map((share) => share / 1000));

beforeAll(async () => {
  await loadSimd();
});

describe('the courses', () => {
  it('are tracks that a link can open, with a name and a whole recording', () => {
    expect(names).toEqual(Object.keys(players.coverageTime.courses));
    for (const name of names) {
      expect(parseTrack(courses[name])).toMatchObject({ run: 'ring-gan', seed: 7 });
      expect(coverageOf(name)).toHaveLength(LAST / EVERY + 1);
      for (const shares of coverageOf(name)) expect(shares).toHaveLength(8);
    }
  });

  it('say what the lesson says: all at 1200, a collapse that hops, a fork that heals, a start that sticks', () => {
    expect(servedAt('equal', 600)).toBeLessThan(2);
    expect(servedAt('equal', 1250)).toBe(8);
    for (let step = 0; step <= 2000; step += EVERY) expect(servedAt('collapse', step)).toBeLessThanOrEqual(3);
    expect(servedAt('slower', 1400)).toBeLessThan(3);
    expect(servedAt('stronger', 1400)).toBeGreaterThanOrEqual(7);
    expect(servedAt('both', 2400)).toBeGreaterThanOrEqual(7);
    for (const step of [1000, 1400, 2000]) expect(Math.abs(servedAt('start', step) - 5)).toBeLessThanOrEqual(1);
  });

  it('are recorded as the timeline makes them now', { timeout: 120_000 }, async () => {
    expect(await measureCoverage('collapse', 200)).toEqual(coverageOf('collapse').slice(0, 200 / EVERY + 1));
  });

  it('the fading gradient is recorded as it is measured now, and fades', { timeout: 60_000 }, async () => {
    const at = [0, 200];
    for (const [i, look] of (await measureFading(at)).entries()) {
      const said = fading.find(({ step }) => step === at[i])!;
      for (const key of ['belief', 'nonSaturating', 'saturating'] as const)
        expect(said[key] / look[key]).toBeCloseTo(1, 2);
    }
    const last = fading.at(-1)!;
    expect(last.step).toBe(800);
    expect(last.nonSaturating / last.saturating).toBeGreaterThan(500);
    expect(last.nonSaturating).toBeGreaterThan(1);
  });
});
