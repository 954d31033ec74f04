// What the pages of the runs say of numbers: qualities, promises, time, and the table of a curve.

import { describe, expect, it } from 'vitest';
import { runs } from '#framework';
import { stringsFor } from '../../../i18n/index.ts';
import type { LiveState } from '../../../player/curve/LiveRun.ts';
import { type CurveNumbers, largestGap, liveNumbers } from './curveNumbers.ts';
import { curveRows } from './curveRows.ts';
import { keepsPromise, metricText, promiseText } from './metricText.ts';
import { sparkline } from './sparkline.ts';
import { durationText, trainingText } from './trainingText.ts';

const words = stringsFor('en').runs;
const run = { metric: 'accuracy', better: 'higher', threshold: 0.93 } as const;
const state = (change: Partial<LiveState>): LiveState => ({
  status: 'training',
  seed: 7,
  info: { run: 'x', seed: 7, config: {}, totalSteps: 10, stepsPerEpoch: 5, parameters: 1, backend: 'reference' },
  steps: [0, 1].map((step) => ({ step, loss: 1, accuracy: 0, metrics: { loss: 2 - step } })),
  made: 2,
  timed: { steps: 0, ms: 0 },
  recovery: null,
  evaluations: [],
  trainedMs: 2000,
  pictures: null,
  sample: null,
  error: null,
  ...change,
});

describe('a quality', () => {
  it('is a percentage where it is a share, a count where it is one, else four digits', () => {
    expect(metricText('accuracy', 0.9534, words)).toBe('95.3 %');
    expect(metricText('modes', 8, words)).toBe('8');
    expect(metricText('rmse', 0.29621, words)).toBe('0.2962');
    expect(metricText('accuracy', Number.NaN, words)).toBe('NaN');
  });

  it('is promised at least or at most, and NaN keeps no promise', () => {
    expect(promiseText(run, words)).toBe('at least 93 %');
    expect(promiseText({ metric: 'rmse', better: 'lower', threshold: 0.33 }, words)).toBe('at most 0.33');
    expect([0.93, 0.929, Number.NaN].map((quality) => keepsPromise(run, quality))).toEqual([true, false, false]);
    expect(keepsPromise({ ...run, better: 'lower' }, 0.92)).toBe(true);
  });

  it('has a name for every run there is', () => {
    const nameless = runs.filter(({ metric }) => words.metrics[metric] === undefined);
    expect(nameless.map(({ name, metric }) => `${name}: give '${metric}' a name in i18n/en/runs.ts`)).toEqual([]);
  });
});

describe('the training says', () => {
  it('how far it is and how long it takes still, once it can know', () => {
    expect(trainingText(state({}), run, words)).toBe('Step 2 of 10 · about 8 s left');
    expect(trainingText(state({ trainedMs: 100 }), run, words)).toBe('Step 2 of 10');
  });

  it('what it reached, against what was promised', () => {
    const done = state({ status: 'finished', evaluations: [{ step: 10, metrics: { accuracy: 0.95 } }] });
    expect(trainingText(done, run, words)).toBe(
      'Finished: accuracy 95 % after 10 steps, in 2 s. Promised was at least 93 %: kept.',
    );
    expect(trainingText({ ...done, evaluations: [] }, run, words)).toContain('missed');
  });

  it('why it stopped', () => {
    const failed = state({ status: 'failed', error: { message: 'no memory', hint: 'close a tab.' } });
    expect(trainingText(failed, run, words)).toBe('Stopped: no memory close a tab.');
  });

  it('times as people do', () => {
    expect([0.146, 41.3, 75].map((seconds) => durationText(seconds, words))).toEqual(['0.1 s', '41 s', '1 min 15 s']);
  });
});

describe('the numbers of a curve', () => {
  const recorded: CurveNumbers = {
    losses: {
      loss: [
        { step: 0, value: 2 },
        { step: 1, value: 1.1 },
      ],
    },
    evaluations: [{ step: 2, metrics: { accuracy: 0.8 } }],
  };

  it('of two passes are compared step by step', () => {
    expect(largestGap(recorded, liveNumbers(state({})))).toBeCloseTo(0.1 / 1.1, 6);
    expect(largestGap(recorded, { losses: {}, evaluations: [] })).toBe(0);
  });

  it('stand in a table, the live ones beside the recorded ones', () => {
    const live = liveNumbers(state({ evaluations: [{ step: 2, metrics: { accuracy: 0.7 } }] }));
    const { columns, rows } = curveRows(run, recorded, live, words);
    expect(columns).toHaveLength(5);
    expect(rows).toEqual([['2', '1.100', '80 %', '1.000', '70 %']]);
    expect(curveRows(run, null, null, words).rows).toEqual([]);
  });

  it('make a small drawing without an axis', () => {
    expect(sparkline(recorded.losses['loss']!, 100, 20)).toBe('M0.0 0.0L100.0 20.0');
    expect(sparkline([], 100, 20)).toBe('');
  });
});
