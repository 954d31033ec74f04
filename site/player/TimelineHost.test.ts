// Where playing comes to its end: on a full batch, and from there from the beginning.

import { describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import { TimelineHost } from './TimelineHost.ts';
import type { TrackSpec } from './TrackSpec.ts';
import type { FromTimeline, ToTimeline } from './timelineProtocol.ts';
import { parseTrack } from './trackText.ts';

/** A host with these tracks; `told` grows with all that it says. */
async function host(texts: readonly string[]) {
  await loadSimd();
  const told: FromTimeline[] = [];
  const one = new TimelineHost((message) => told.push(message));
  const tracks = texts.map((text) => parseTrack(text) as TrackSpec);
  const ask = (message: ToTimeline): Promise<void> => one.receive(message);
  await ask({ type: 'open', tracks, clock: 'updates', item: 0, observes: [], reading: null, request: 1 });
  const shown = () =>
    told.flatMap((message) => (message.type === 'traces' ? [message.traces.map((t) => t?.step)] : []));
  const ends = () => told.flatMap((message) => (message.type === 'finished' ? [message.at] : []));
  const toItsEnd = () => ask({ type: 'play', speed: Number.POSITIVE_INFINITY });
  return { ask, told, shown, ends, toItsEnd };
}

describe('a run that was played to its end', () => {
  it('stands on its last full batch, and goes from there from the beginning', async () => {
    const { ask, told, shown, ends, toItsEnd } = await host(['credit-logistic.7(epochs=2)']);
    const opened = told.find((message) => message.type === 'opened')!;
    const last = opened.totalSteps - 1;
    await toItsEnd();
    expect(ends()).toEqual([last - 1]);
    expect(shown().at(-1)).toEqual([last - 1]);
    // The smaller batch was trained on, and examined behind.
    const steps = told.flatMap((message) =>
      message.type === 'progress' ? message.metrics.map(({ step }) => step) : [],
    );
    expect(steps).toContain(last);
    expect(told.some((message) => message.type === 'evaluated' && message.evaluation.step === last + 1)).toBe(true);
    // To look at another example is not to move.
    await ask({ type: 'item', item: 3 });
    const before = shown().length;
    await toItsEnd();
    expect(shown()[before]).toEqual([0]);
    expect(ends()).toEqual([last - 1, last - 1]);
    await ask({ type: 'seek', step: last });
    expect(shown().at(-1)).toEqual([last]);
    await toItsEnd();
    expect(shown().at(-1)).toEqual([last - 1]);
  });

  it('stands on the step before the last for whoever went there, and makes the last when it is played on', async () => {
    const { ask, told, shown, toItsEnd } = await host(['credit-logistic.7(epochs=2)']);
    const opened = told.find((message) => message.type === 'opened')!;
    await ask({ type: 'seek', step: opened.totalSteps - 2 });
    const before = shown().length;
    await toItsEnd();
    expect(shown().slice(before)).not.toContainEqual([0]);
  });

  it('stands on its last step where all batches are full', async () => {
    const { ends, toItsEnd, shown } = await host(['plane-regression.7', 'plane-regression.8']);
    await toItsEnd();
    expect(ends()).toEqual([59]);
    expect(shown().at(-1)).toEqual([59, 59]);
  });
});
