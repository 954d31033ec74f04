import { describe, expect, it } from 'vitest';
import type { TrackState } from '../../../player/PlayerState.ts';
import { parseTrack } from '../../../player/trackText.ts';
import { readTried, settingsOf, triedBy, verdictOn, withTried } from './tried.ts';

const track = (text: string, accuracy: number, step = 600): TrackState =>
  ({
    spec: parseTrack(text),
    info: { totalSteps: 600 },
    evaluations: [{ step, metrics: { loss: 0.75, trainLoss: 0.25, accuracy } }],
  }) as unknown as TrackState;

describe('cures that were tried', () => {
  it('count at their end, and only where they can be compared', () => {
    expect(triedBy(track('noisy-moons.7(l2=0.01,dropout=0.5)', 0.8))).toEqual({
      track: 'noisy-moons.7(dropout=0.5,l2=0.01)',
      seed: 7,
      setting: 'dropout=0.5,l2=0.01',
      gap: 0.5,
      accuracy: 0.8,
    });
    expect(triedBy(track('noisy-moons.7@100:l2=0.03', 0.8))?.setting).toBe('@100:l2=0.03');
    for (const text of [
      'noisy-moons.7(flips=0)',
      'noisy-moons.7@100:flips=0',
      'noisy-moons.7!dropout-in-eval',
      'spiral-mlp.7',
    ])
      expect(triedBy(track(text, 0.8)), text).toBeNull();
    expect(triedBy(track('noisy-moons.7', 0.8, 590))).toBeNull();
  });

  it('are near the limit only from three seeds', () => {
    const setting = (accuracy: number, ...seeds: number[]) => ({ setting: '', track: '', seeds, gap: 0.1, accuracy });
    expect(verdictOn(undefined, 0.834)).toBe('none');
    expect(verdictOn(setting(0.836, 7), 0.834)).toBe('few');
    expect(verdictOn(setting(0.821, 7, 1, 2), 0.834)).toBe('near');
    expect(verdictOn(setting(0.8, 7, 1, 2), 0.834)).toBe('far');
  });

  it('are read back, and nothing else is', () => {
    const one = triedBy(track('noisy-moons.7(l2=0.01)', 0.8))!;
    expect(readTried(JSON.stringify([one]))).toEqual([one]);
    const strange = [null, 3, {}, { ...one, track: 'javascript:0' }, { ...one, seed: '7' }, { ...one, gap: null }];
    expect(readTried(JSON.stringify([...strange, one]))).toEqual([one]);
    for (const text of ['{}', 'null', '"noisy-moons"']) expect(readTried(text)).toEqual([]);
  });

  it('are kept once each, and the seeds of a setting are one row', () => {
    const all = ['noisy-moons.7(l2=0.1)', 'noisy-moons.1(l2=0.1)', 'noisy-moons.7', 'noisy-moons.7(l2=0.1)'];
    const told = all.map((text, i) => triedBy(track(text, [0.75, 0.85, 0.75, 0.9][i]!)));
    let known = withTried([], told.slice(0, 1));
    known = withTried(known, [null, ...told.slice(1)]);
    expect(known).toHaveLength(3);
    expect(withTried(known, told)).toBe(known);
    expect(settingsOf(known)).toMatchObject([
      { setting: 'l2=0.1', seeds: [7, 1], accuracy: 0.8 },
      { setting: '', seeds: [7], accuracy: 0.75 },
    ]);
  });
});
