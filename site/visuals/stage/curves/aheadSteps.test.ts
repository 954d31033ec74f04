import { expect, it } from 'vitest';
import { lessonRuns } from '../../../player/lessonRuns.ts';
import { record } from '../../../player/record.ts';
import { aheadSteps } from './aheadSteps.ts';

const frame = lessonRuns['line-full-batch']!;
const recording = await record(frame);
const { ahead, metrics, info, trace } = recording;
const recorded = { source: 'recorded', tracks: [{}], metrics } as unknown as Parameters<typeof aheadSteps>[1];

it('records the rest of the curve, step by step to the end', () => {
  expect(trace.step).toBe(0);
  const steps = aheadSteps(ahead!, recorded, false);
  expect([...metrics, ...steps].map(({ step }) => step)).toEqual(Array.from({ length: info.totalSteps }, (_, i) => i));
});

it('is the curve that the run makes when it is recorded at its last step', async () => {
  const { ahead: _, ...plain } = frame;
  const whole = await record({ ...plain, recordedStep: info.totalSteps - 1 });
  expect(aheadSteps(ahead!, recorded, false).map(({ loss }) => loss)).toEqual(
    whole.metrics.slice(metrics.length).map(({ loss }) => loss),
  );
});

it('says no more than the beginning before a guess, and nothing beside a run', () => {
  const steps = aheadSteps(ahead!, recorded, true);
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.length).toBeLessThan(0.2 * info.totalSteps);
  expect(aheadSteps(ahead!, { ...recorded, source: 'live' }, false)).toEqual([]);
  expect(aheadSteps(null, recorded, false)).toEqual([]);
});
