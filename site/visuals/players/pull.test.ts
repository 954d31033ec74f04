import { beforeAll, describe, expect, it } from 'vitest';
import type { StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { arenaOf, servedOf } from './arena.ts';
import { angleBetween, discriminatorOf, pullAt } from './pull.ts';

let trace: StepTrace;
beforeAll(async () => {
  trace = await stepOf('ring-gan', 40);
}, 60_000);

describe('pullAt', () => {
  it('is at every generated point what the framework recorded there', () => {
    const discriminator = discriminatorOf(trace)!;
    const arena = arenaOf(trace)!;
    for (const { x, y, logit, gradient } of arena.generated) {
      const found = pullAt(discriminator, x, y);
      expect(found.logit).toBeCloseTo(logit, 4);
      expect(Math.hypot(found.pull[0] + gradient[0], found.pull[1] + gradient[1])).toBeLessThan(1e-3 * arena.pull);
    }
  });

  it('knows when there is no discriminator of the plane', async () => {
    expect(discriminatorOf(await stepOf('spiral-mlp', 0))).toBeNull();
  });
});

describe('angleBetween', () => {
  it('goes the short way round', () => {
    expect(angleBetween([1, 0], [0, 2])).toBeCloseTo(90);
    expect(angleBetween([-1, 0.01], [-1, -0.01])).toBeLessThan(2);
    expect(angleBetween([1, 0], [-3, 0])).toBeCloseTo(180);
  });
});

describe('servedOf', () => {
  it('counts clouds with a fifth of a fair share', () => {
    expect(servedOf([0.025, 0.02499, 0.5, 0, 0, 0, 0, 0])).toBe(2);
    expect(servedOf([])).toBe(0);
  });
});
