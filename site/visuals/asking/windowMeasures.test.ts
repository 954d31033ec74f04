import { describe, expect, it } from 'vitest';
import { conv2d, ones, zeros } from '#framework';
import type { RunInfo } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { windowMeasures } from './windowMeasures.ts';

describe('windowMeasures', () => {
  it('count what the gradient of a convolution counts', async () => {
    const x = zeros([1, 1, 28, 28]).requiresGrad_();
    conv2d(x, ones([1, 1, 3, 3]), undefined, { padding: 1 })
      .sum()
      .backward();
    const counts = (x.grad!.toArray() as number[][][][])[0]![0]!;
    const trace = await stepOf('learn-a-filter', 0);
    const state = { trace, info: {} as RunInfo, metrics: [], tracks: [] };
    expect(windowMeasures['windows-at-the-corner'](state)).toBe(counts[0]![0]);
    expect(windowMeasures['windows-inside'](state)).toBe(counts[10]![10]);
    expect(windowMeasures['votes-of-one-weight'](state)).toBe(16 * 28 * 28);
    expect(windowMeasures['numbers-of-im2col'](state)).toBe(32 * 28 * 28 * 9);
    // The hidden filter has 2 there, the first weights are near 0: the step has to make it larger.
    expect(windowMeasures['sign-of-the-left-weight'](state)).toBe(1);
  }, 60_000);
});
