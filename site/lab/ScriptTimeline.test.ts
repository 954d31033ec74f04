// A recorded program moved like a run: forwards, backwards, to steps that are made again, and told when it took another way.

import { describe, expect, it } from 'vitest';
import { lab } from '../i18n/en/lab.ts';
import type { StepMetrics, StepTrace } from '../player/protocol.ts';
import { plainTrack } from '../player/TrackSpec.ts';
import type { FromTimeline } from '../player/timelineProtocol.ts';
import { ScriptTimeline } from './ScriptTimeline.ts';
import { starterText } from './starters/index.ts';
import { tryProgram } from './tryProgram.ts';

async function timeline(
  kept: (step: number) => boolean,
  change: (losses: StepMetrics) => StepMetrics = (same) => same,
) {
  const source = starterText('rate-finder');
  const { metrics, traces, ending } = await tryProgram(source);
  if (ending.type !== 'script') throw new Error('it is a script');
  const told: FromTimeline[] = [];
  const asked: number[] = [];
  const script = new ScriptTimeline(
    { info: ending.info, metrics: metrics.map(change), traces: traces.filter(({ step }) => kept(step)) },
    {
      post: (message) => told.push(message),
      again: async (step) => {
        asked.push(step);
        return (await tryProgram(source, { from: step - 1, to: step + 1 })).traces;
      },
      words: lab.script,
    },
  );
  await script.receive({ type: 'open', tracks: [plainTrack('program', 0)], clock: 'updates', item: 0, observes: [], reading: null, request: 1 }); // biome-ignore format: one line reads better
  const shown = (): StepTrace[] => told.flatMap((message) => (message.type === 'traces' ? [message.traces[0]!] : []));
  return { script, told, asked, shown, metrics };
}

describe('a recorded program', () => {
  it('opens with all its losses, and shows any of its steps', async () => {
    const { script, told, shown, metrics, asked } = await timeline(() => true);
    expect(told[0]).toMatchObject({ type: 'opened', totalSteps: 61 });
    expect(told[0]?.type === 'opened' && told[0].tracks[0]!.metrics).toEqual(metrics);
    for (const step of [60, 12, 0]) await script.receive({ type: 'seek', step });
    expect(shown().map(({ step, loss }) => [step, loss])).toEqual(
      [60, 12, 0].map((step) => [step, metrics[step]!.loss]),
    );
    expect(asked).toEqual([]);
  });

  it('makes a step that was not kept again, the same', async () => {
    const { script, shown, metrics, asked } = await timeline((step) => step % 16 === 0);
    await script.receive({ type: 'seek', step: 21 });
    await script.receive({ type: 'seek', step: 22 });
    expect(asked).toEqual([21]); // its neighbour came along
    expect(shown().map(({ loss }) => loss)).toEqual([metrics[21]!.loss, metrics[22]!.loss]);
  });

  it('tells a program that does not repeat itself', async () => {
    const { script, told, shown } = await timeline(
      (step) => step === 0,
      (entry) => (entry.step === 9 ? { ...entry, loss: entry.loss + 1e-9 } : entry),
    );
    await script.receive({ type: 'seek', step: 0 });
    await script.receive({ type: 'seek', step: 9 });
    expect(told.at(-1)).toMatchObject({
      type: 'ending',
      ending: { step: 9, message: expect.stringMatching(/another way at step 9/) },
    });
    expect(shown().at(-1)!.step).toBe(0);
  });

  it('plays to its end through the steps it has, and stops when it is told', async () => {
    const { script, told, shown } = await timeline((step) => step % 20 === 0);
    await script.receive({ type: 'play', speed: Number.POSITIVE_INFINITY });
    expect(shown().map(({ step }) => step)).toEqual([0, 20, 40, 60]);
    expect(told.at(-1)).toEqual({ type: 'finished', at: 60 });
  });

  it('has one track, and answers what only a run can do', async () => {
    const { script, told } = await timeline(() => true);
    await script.receive({ type: 'open', tracks: [plainTrack('program', 8)], clock: 'updates', item: 0, observes: [], reading: null, request: 2 }); // biome-ignore format: one line reads better
    expect(told.at(-1)).toMatchObject({ type: 'refused', request: 2 });
    await script.receive({ type: 'difference', between: [0, 0], request: 3 });
    expect(told.at(-1)).toMatchObject({ type: 'difference', request: 3, difference: null });
    await script.receive({ type: 'nudge', track: 0, step: 0, cell: {} as never, request: 4 });
    expect(told.at(-1)).toMatchObject({ type: 'nudged', request: 4, nudged: expect.stringMatching(/only a run/) });
  });
});
