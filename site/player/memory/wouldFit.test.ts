import { describe, expect, it } from 'vitest';
import { lessonRuns } from '../lessonRuns.ts';
import { needOf, wouldNotFit } from './wouldFit.ts';

describe('what a run needs', () => {
  it('was measured for every run of a lesson', () => {
    for (const name of Object.keys(lessonRuns)) expect(needOf(name), `${name}: run recordNeeds.ts`).toBeGreaterThan(0);
  });

  it('fits a laptop, every one of them, alone', () => {
    for (const name of Object.keys(lessonRuns)) expect(wouldNotFit(name, 8), name).toBeNull();
  });

  it('is told where the device is too small, and only where the browser says how large it is', () => {
    const [largest] = Object.keys(lessonRuns).sort((a, b) => needOf(b)! - needOf(a)!);
    const needs = needOf(largest!)!;
    expect(wouldNotFit(largest!, needs / 256 - 0.01)).toEqual({ needs, has: needs / 256 - 0.01 });
    expect(wouldNotFit(largest!, needs / 256)).toBeNull();
    expect(wouldNotFit(largest!, needs / 256, 2)).toEqual({ needs: 2 * needs, has: needs / 256 });
    expect(wouldNotFit(largest!, undefined)).toBeNull();
    expect(wouldNotFit('no-such-run', 1)).toBeNull();
  });
});
