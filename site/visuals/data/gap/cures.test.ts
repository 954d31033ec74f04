import { describe, expect, it } from 'vitest';
import { figures } from '../../../i18n/en/figures.ts';
import { parseTrack } from '../../../player/trackText.ts';
import {
  type CureName,
  cures,
  lossCurves,
  meanOf,
  outcomeOf,
  placeOf,
  placeOfShare,
  SEEDS,
  trackOf,
  trained,
} from './cures.ts';
import { bestAccuracy } from './limit.ts';
import recorded from './recordedSeeds.json' with { type: 'json' };
import { seedsOf } from './seeds.ts';

describe('the cures of noisy-moons', () => {
  it('have a name in the figure, each of them', () => {
    expect(Object.keys(cures)).toEqual(Object.keys(figures.gapBoard.cures));
  });

  it('are tracks that a link can open', () => {
    for (const name of Object.keys(cures) as CureName[]) {
      const track = parseTrack(trackOf(name));
      if (typeof track === 'string') throw new Error(track);
      const options = Object.fromEntries(Object.entries(cures[name]!).map(([knob, value]) => [knob, String(value)]));
      expect(track).toMatchObject({ run: 'noisy-moons', seed: 7, options });
    }
  });

  it('shrink the gap, and L1 switches weights off', async () => {
    const gap = async (name: CureName): Promise<number> => {
      const { heldLoss, trainLoss } = await outcomeOf(name);
      return heldLoss - trainLoss;
    };
    const none = await gap('none');
    expect(none).toBeGreaterThan(2);
    for (const name of ['smaller', 'l1', 'l2', 'patience'] as const) expect(await gap(name)).toBeLessThan(none / 2);
    expect((await outcomeOf('l1')).smallWeights).toBeGreaterThan(0.9);
    expect((await outcomeOf('patience')).heldLoss).toBeCloseTo(0.499, 2);
    expect((await outcomeOf('none')).lastStep).toBe(599);
  }, 120_000);

  it('are recorded from five seeds, as they are trained now', async () => {
    expect(Object.keys(recorded)).toEqual(Object.keys(cures));
    for (const name of Object.keys(cures) as CureName[]) expect(seedsOf(name)).toHaveLength(SEEDS.length);
    for (const [name, place] of [
      ['none', 0],
      ['l2', 2],
      ['patience', 4],
    ] as const) {
      const { trainLoss, heldLoss, ...rest } = await trained(name, SEEDS[place]!);
      const said = seedsOf(name)[place]!;
      expect(said).toMatchObject(rest);
      expect(said.trainLoss / trainLoss).toBeCloseTo(1, 3);
      expect(said.heldLoss / heldLoss).toBeCloseTo(1, 3);
    }
    const gap = meanOf(seedsOf('all'), ({ heldLoss, trainLoss }) => heldLoss - trainLoss);
    expect(gap).toBeLessThan(0.1);
    expect(meanOf(seedsOf('none'), ({ heldLoss }) => heldLoss)).toBeGreaterThan(3);
  }, 120_000);

  it('end below the best rule there is, as the storyboard measured it', () => {
    expect(bestAccuracy()).toBe(0.834);
    expect(placeOfShare(0.75)).toBeCloseTo(0.5, 9);
  });

  it('turn early: the held-out loss is lowest at its third look after the first', async () => {
    const { held, train } = await lossCurves();
    expect([held.length, train.length]).toEqual([61, 61]);
    expect(10 * held.indexOf(Math.min(...held))).toBe(30);
    expect(held.at(-1)).toBeGreaterThan(2);
    expect(train.at(-1)).toBeLessThan(0.01);
  }, 60_000);

  it('stand on the axis by their powers of ten', () => {
    expect([0.001, 0.1, 10, 0, 100].map(placeOf)).toEqual([0, 0.5, 1, 0, 1]);
  });
});
