import { describe, expect, it } from 'vitest';
import type { LiveState } from '../../../player/curve/LiveRun.ts';
import { compareBackends, type Trained, trainedOf } from './compareBackends.ts';

const trained = (backend: string, stepsPerSecond: number, losses: number[], seed = 7): Trained => ({
  backend,
  seed,
  stepsPerSecond,
  timedSteps: 50,
  losses,
});

const step = (at: number, loss: number) => ({ step: at, loss, accuracy: 0, metrics: { loss } });
const state = (change: Partial<LiveState>): LiveState =>
  ({
    info: { backend: 'simd' },
    seed: 7,
    steps: [step(0, 2), step(1, 1)],
    timed: { steps: 40, ms: 500 },
    ...change,
  }) as LiveState;

describe('the comparison of backends', () => {
  it('says nothing before two have trained', () => {
    expect(compareBackends([])).toBeNull();
    expect(compareBackends([trained('simd', 120, [1])])).toBeNull();
  });

  it('puts SIMD first, and the others in proportion to it', () => {
    const { rows, difference } = compareBackends([
      trained('webgpu', 50, [2, 1.5]),
      trained('simd', 100, [2, 1.25, 1]),
      trained('reference', 200, [2, 1.25]),
    ])!;
    expect(rows.map(({ backend, share, times }) => [backend, share, times])).toEqual([
      ['simd', 0.5, 1],
      ['reference', 1, 2],
      ['webgpu', 0.25, 0.5],
    ]);
    expect(difference).toEqual({ largest: 0.25, steps: 2 });
  });

  it('compares no losses of different seeds', () => {
    expect(compareBackends([trained('simd', 1, [1], 7), trained('webgpu', 1, [2], 8)])?.difference).toBeNull();
  });
});

describe('a training', () => {
  it('says its speed once enough steps were timed, and its first losses without a gap', () => {
    expect(trainedOf(state({}))).toMatchObject({ backend: 'simd', stepsPerSecond: 80, losses: [2, 1] });
    expect(trainedOf(state({ steps: [step(0, 2), step(2, 1)] }))?.losses).toEqual([2]);
    expect(trainedOf(state({ timed: { steps: 3, ms: 5 } }))).toBeNull();
    expect(trainedOf(state({ info: null }))).toBeNull();
  });
});
