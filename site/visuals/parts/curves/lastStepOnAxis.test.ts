import { describe, expect, it } from 'vitest';
import { lastStepOnAxis } from './lastStepOnAxis.ts';

describe('the axis of steps', () => {
  it('ends with the pass over the data that the run is in', () => {
    expect([0, 1, 63, 64, 300].map((known) => lastStepOnAxis(known, 63, 315))).toEqual([63, 63, 63, 126, 315]);
  });

  it('never ends after the run', () => {
    expect(lastStepOnAxis(315, 63, 315)).toBe(315);
    expect(lastStepOnAxis(5, 63, 20)).toBe(20);
  });
});
