// What lesson 16 asks is answered by real steps: of the plain network, and of the dark one with batch norm.

import { beforeAll, describe, expect, it } from 'vitest';
import { findRun, loadSimd } from '#framework';
import { lessonRuns } from '../../player/lessonRuns.ts';
import type { Recording } from '../../player/PlayerState.ts';
import type { StepMetrics, StepTrace } from '../../player/protocol.ts';
import { record } from '../../player/record.ts';
import { unpackRecording } from '../../player/recording.ts';
import { couplingIn } from '../images/cnn/coupling.ts';
import { allStatistics } from '../images/cnn/statistics.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { cnnMeasures } from './cnnMeasures.ts';

let plain: StepTrace;
let dark: Recording;
beforeAll(async () => {
  await loadSimd();
  plain = await stepOf('digits-cnn', 0);
  dark = unpackRecording(await record(lessonRuns['digits-cnn-dark']!));
}, 120_000);

const seen = ({ info, trace, metrics }: Pick<Recording, 'info' | 'trace' | 'metrics'>) => ({
  info,
  trace,
  metrics,
  tracks: [],
});

describe('cnnMeasures', () => {
  it('one cell of a window hears, and most windows of a drawn digit are ties', () => {
    const state = seen({ info: dark.info, trace: plain, metrics: [] });
    expect(cnnMeasures['cells-that-hear'](state)).toBe(1);
    const ties = cnnMeasures['tied-windows'](state)!;
    expect(ties).toBeGreaterThan(60);
    expect(ties).toBeLessThan(95);
  });

  it('count the parameters that the model has', { timeout: 60_000 }, async () => {
    const { model } = await findRun('digits-cnn').build({ seed: 7, examples: 32, testExamples: 1 });
    const sizes = [...model.namedParameters()].map(([name, { size }]) => [name, size] as const);
    const total = (of: RegExp): number => sizes.reduce((sum, [name, size]) => sum + (of.test(name) ? size : 0), 0);
    // Of a step with every tensor, and of the recorded one, which did not keep the largest weight.
    const recorded = unpackRecording(await record(lessonRuns['digits-cnn']!));
    for (const state of [seen({ ...recorded, trace: plain }), seen(recorded)]) {
      expect(cnnMeasures['weights-of-the-last-layer'](state)).toBe(total(/^linear/));
      expect(cnnMeasures['share-of-convolutions'](state)).toBeCloseTo((100 * total(/^conv/)) / total(/./), 9);
    }
  });

  it('say that what is remembered lags: the batch is read far better than the test', () => {
    const inBatch = cnnMeasures['right-in-the-batch'](seen(dark))!;
    const inTest = cnnMeasures['held-out'](seen(dark))!;
    expect(inBatch).toBeGreaterThan(inTest + 20);
    const [first] = allStatistics(dark.metrics);
    expect(first).toMatchObject({ step: 0, rememberedMean: 0, rememberedSpread: 1 });
    // A tenth of the way to the first batch.
    const second = allStatistics(dark.metrics)[1]!;
    expect(second.rememberedMean).toBeCloseTo(0.1 * first!.mean, 5);
  });

  it('say that batch norm couples the pictures of a batch, and that without it nobody hears of anybody', async () => {
    expect(couplingIn(dark.trace)).toMatchObject({ heard: 31, others: 31 });
    expect(cnnMeasures['others-change'](seen(dark))).toBe(0);
    const alone = await stepOf('digits-cnn', 2, ['coupling']);
    expect(couplingIn(alone)).toMatchObject({ heard: 0, others: 31 });
    expect(cnnMeasures['others-change'](seen({ ...dark, trace: alone }))).toBe(1);
  });

  it('say whose loss comes down, and nothing before it can be said', () => {
    const curve = (end: number, steps: number): StepMetrics[] =>
      Array.from({ length: steps }, (_, step) => ({
        step,
        loss: 2.3 + ((end - 2.3) * step) / 50,
        accuracy: 0,
        metrics: {},
      }));
    const asked = (first: readonly StepMetrics[], second: readonly StepMetrics[]) =>
      cnnMeasures['whose-loss-moves']({
        ...seen(dark),
        tracks: [first, second].map((metrics) => ({ metrics })) as never,
      });
    expect(asked(curve(2.2, 51), curve(0.3, 51))).toBe(1);
    expect(asked(curve(0.3, 51), curve(0.3, 51))).toBe(2);
    expect(asked(curve(2.3, 51), curve(2.3, 51))).toBe(3);
    expect(asked(curve(2.3, 51), curve(0.3, 30))).toBeNull();
  });
});
