// The table of this exercise is what training gives: all of it as lesson 27 recorded it, and two rows trained anew.

import { describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import { type Trained, trained } from '../../site/visuals/kernels/workers/rates.ts';
import recorded from '../../site/visuals/kernels/workers/recordedRates.json' with { type: 'json' };
import { accuracies } from './check.ts';

const rows = recorded as readonly Trained[];
const settings = {
  usual: [32, 0.2],
  double: [64, 0.4],
  large: [256, 0.2],
  rooted: [256, 0.2 * Math.sqrt(8)],
  eightfold: [256, 1.6],
  slow: [32, 0.025],
  slowDouble: [64, 0.05],
  slowLarge: [256, 0.025],
} as const;

describe('accuracies by batch and rate', () => {
  it.each(Object.entries(settings))('%s is what was recorded', (name, [batch, rate]) => {
    const row = rows.find((one) => one.batch === batch && Math.abs(one.rate - rate) < 1e-9)!;
    expect(accuracies[name as keyof typeof accuracies]).toBe(row.accuracy);
  });

  it.each([
    [256, 0.2, 'none'],
    [256, 0.2, 'linear'],
  ] as const)('%i with the rate of %d, %s, comes to it again', async (batch, lr, lrRule) => {
    await loadSimd();
    const row = rows.find((one) => one.batch === batch && one.lr === lr && one.lrRule === lrRule)!;
    const again = await trained({ batch, lr, lrRule });
    expect([again.steps, again.rate]).toEqual([row.steps, row.rate]);
    // Half-way digits may turn with another processor's rounding.
    expect(Math.abs(again.accuracy - row.accuracy)).toBeLessThan(0.01);
  });
});
