import { describe, expect, it } from 'vitest';
import { parseTrack } from '../../player/trackText.ts';
import { frameworkMeasures } from './frameworkMeasures.ts';
import type { Measured } from './Measure.ts';

const step = (at: number, loss: number, accuracy: number) => ({ step: at, loss, metrics: { accuracy } });
const track = (text: string, metrics: readonly object[]) => ({ spec: parseTrack(text), metrics });
const asked = (name: keyof typeof frameworkMeasures, ...tracks: readonly object[]) =>
  frameworkMeasures[name]({ tracks } as unknown as Measured);

describe('an import at a step', () => {
  const whole = track('digits-cnn.7!flatten-order-kept', [step(149, 0.3, 0.9), step(150, 0.2, 0.9)]);

  it('is read off the second track, where it leaves the first', () => {
    const imported = track('digits-cnn.7!flatten-order-kept@150:!', [
      step(149, 0.3, 0.9),
      step(150, 0.2, 0.9),
      step(150, 2.75, 0.0625),
      step(151, 2.5, 0.2),
    ]);
    expect(asked('loss-at-import', whole, imported)).toBe(2.75);
    expect(asked('right-at-import', whole, imported)).toBe(6.25);
  });

  it('is unknown without a fork, and before it was made', () => {
    expect(asked('loss-at-import', whole)).toBeNull();
    expect(asked('loss-at-import', whole, whole)).toBeNull();
    expect(asked('right-at-import', whole, track('digits-cnn.7@150:!', [step(149, 0.3, 0.9)]))).toBeNull();
  });
});
