import { describe, expect, it } from 'vitest';
import { figures } from '../../i18n/en/figures.ts';
import { parseTrack } from '../../player/trackText.ts';
import { type CureName, cures, outcomeOf, placeOf, trackOf } from './cures.ts';

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

  it('stand on the axis by their powers of ten', () => {
    expect([0.001, 0.1, 10, 0, 100].map(placeOf)).toEqual([0, 0.5, 1, 0, 1]);
  });
});
