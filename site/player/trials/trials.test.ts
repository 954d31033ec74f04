import { afterAll, expect, it } from 'vitest';
import { backendName, useBackend } from '#framework';
import recorded from './recordedSweep.json' with { type: 'json' };
import { sweepRates } from './sweepRates.ts';
import { BATCHES, timeUpdates } from './timeUpdates.ts';

const before = backendName();
afterAll(() => useBackend(before));

it('the recorded sweep is what the run gives: 0.33 has fallen, 0.34 has risen, and the edge lies between them', async () => {
  const sweep = await sweepRates(7);
  expect(sweep.edge).toBeCloseTo(0.331, 3);
  expect(sweep.fastest).toBeCloseTo(0.286, 3);
  const at = (rate: number): number => sweep.points.find((point) => point.rate === rate)!.loss;
  expect(at(0.33)).toBeLessThan(7.157);
  expect(at(0.34)).toBeGreaterThan(900);
  expect(at(0.286)).toBeLessThan(0.275);
  expect(recorded.points.map(({ rate }) => rate)).toEqual(sweep.points.map(({ rate }) => rate));
  for (const [i, { loss }] of recorded.points.entries()) expect(sweep.points[i]!.loss / loss).toBeCloseTo(1, 2);
  for (const name of ['seed', 'updates', 'edge', 'fastest'] as const)
    expect(recorded[name]).toBeCloseTo(sweep[name], 5);
}, 60_000);

it('another seed has another edge', async () => {
  expect((await sweepRates(1)).edge).toBeCloseTo(0.369, 3);
}, 60_000);

it('of 8,192 points every batch but one example alone needs about as many updates, and an update takes time', async () => {
  for (const batch of BATCHES.slice(1)) {
    const { ms, needed, timed } = await timeUpdates('reference', batch);
    expect(ms).toBeGreaterThan(0);
    expect(timed).toBeGreaterThan(7);
    expect(needed).toBeGreaterThan(15);
    expect(needed).toBeLessThan(30);
  }
}, 60_000);
