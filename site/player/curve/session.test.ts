// The session in which pages train and recordings are made, when only the curve is watched: any run, and the same numbers as ever.

import { describe, expect, it } from 'vitest';
import type { LoadOptions, StepMetrics } from '../protocol.ts';
import { Session } from '../Session.ts';
import { Timeline } from '../Timeline.ts';
import { plainTrack } from '../TrackSpec.ts';

async function open(options: LoadOptions) {
  const steps: StepMetrics[] = [];
  const evaluations: number[] = [];
  const session = await Session.open(options, {
    onMetrics: (entry) => steps.push(entry),
    onEvaluation: ({ step }) => evaluations.push(step),
  });
  return { session, steps, evaluations };
}

describe('a session that watches the curve', () => {
  it('makes the same steps as a track that records them and goes back in time', async () => {
    const options = { run: 'line-regression', seed: 7, examples: 48, testExamples: 10 };
    const curve = await open(options);
    const steps: StepMetrics[] = [];
    const evaluations: number[] = [];
    const events = {
      onMetrics: (_track: number, entry: StepMetrics) => steps.push(entry),
      onEvaluation: (_track: number, { step }: { step: number }) => evaluations.push(step),
      onKeyframe: () => {},
      onEnding: () => {},
    };
    const sizes = { examples: 48, testExamples: 10 };
    const timeline = await Timeline.open([plainTrack('line-regression', 7)], events, { sizes });
    for (let i = 0; i < 6; i++) {
      await curve.session.advance();
      expect((await timeline.advance(true))[0]?.step).toBe(i);
    }
    const losses = curve.steps.map(({ loss }) => loss);
    expect(steps.map(({ loss }) => loss)).toEqual(losses);
    // Back to step 1, and on from there: the loop is entered anew, and leaves one epoch for the next.
    await timeline.show(1);
    await timeline.advance(false);
    await timeline.advance(false);
    expect(steps.slice(-3).map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(steps.slice(-3).map(({ loss }) => loss)).toEqual(losses.slice(1, 4));
    expect(curve.evaluations).toEqual([3, 6]);
    expect(evaluations).toEqual([3, 6]);
  });

  it('tells both losses of two players, and what they make; looking changes nothing', async () => {
    const options = { run: 'ring-gan', seed: 7, examples: 256, testExamples: 20 } as const;
    const [seen, unseen] = [await open(options), await open(options)];
    for (let i = 0; i < 3; i++) {
      await seen.session.advance();
      await unseen.session.advance();
      const { shape, real, made } = (await seen.session.pictures())!;
      expect(shape).toEqual([200, 2]);
      expect([real.length, made.length]).toEqual([400, 400]);
      expect(made.every(Number.isFinite)).toBe(true);
    }
    expect(Object.keys(seen.steps[0]!.metrics).sort()).toEqual(['discriminatorLoss', 'loss']);
    expect(seen.steps).toEqual(unseen.steps);
  });

  it('has nothing to show where the run makes nothing', async () => {
    const { session } = await open({ run: 'line-regression', seed: 7, examples: 16, testExamples: 4 });
    expect(await session.pictures()).toBeNull();
    expect(await session.sample()).toBeNull();
  });

  it('refuses a backend that there is not', async () => {
    await expect(open({ run: 'line-regression', seed: 7, backend: 'abacus' })).rejects.toThrow(/abacus/);
  });
});
