// A state that travels with the site stands for the steps before it: a run goes on from it to the bits that it comes to from its beginning.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint, type TrainingState } from '#framework';
import { lessonRuns } from '../lessonRuns.ts';
import { Timeline, type TimelineOptions } from '../Timeline.ts';
import { plainTrack, type TrackSpec } from '../TrackSpec.ts';
import { shippedFor } from './shippedStates.ts';

const spec: TrackSpec = { ...plainTrack('sine-gru', 7), options: {} };
const SHIPPED = 12;

function open(options: Partial<TimelineOptions> = {}, specs: readonly TrackSpec[] = [spec]) {
  const told = { steps: [] as number[], same: [] as (boolean | null)[], evaluated: [] as number[] };
  const timeline = Timeline.open(
    specs,
    {
      onMetrics: (_track, { step }) => told.steps.push(step),
      onEvaluation: (_track, { step }) => told.evaluated.push(step),
      onKeyframe: (_track, _step, _hash, same) => told.same.push(same),
      onEnding: () => {},
    },
    options,
  );
  return { told, timeline };
}

let bytes: ReturnType<typeof encodeCheckpoint>;
let hash = '';
const load = async (): Promise<TrainingState> => decodeCheckpoint(bytes, 'a state');
const shipped: NonNullable<TimelineOptions['shipped']> = () => [{ step: SHIPPED, load }];

beforeAll(async () => {
  const timeline = await open().timeline;
  const [track] = timeline.tracks;
  await track!.goTo(SHIPPED);
  bytes = encodeCheckpoint(track!.state);
  await track!.goTo(SHIPPED + 3);
  hash = track!.hash;
});

describe('a run with a shipped state', () => {
  it('comes to a later step by the steps behind it alone, with the same weights', async () => {
    const { told, timeline } = open({ shipped });
    const opened = await timeline;
    await opened.show(SHIPPED + 2);
    expect(told.steps).toEqual([SHIPPED, SHIPPED + 1, SHIPPED + 2]);
    expect(opened.tracks[0]!.hash).toBe(hash);
    expect(opened.tracks[0]!.spentBefore(SHIPPED + 1)).toBeNull();
  });

  it('goes back to before it from the beginning, and what it passes there is the same', async () => {
    const { told, timeline } = open({ shipped });
    const opened = await timeline;
    await opened.show(SHIPPED + 2);
    await opened.show(2);
    expect(told.steps.slice(3)).toEqual([0, 1, 2]);
    // From a step that the state does not save enough for it is trained; passing, it is compared.
    await opened.show(SHIPPED + 1);
    expect(told.steps.slice(6)).toEqual([SHIPPED, SHIPPED + 1]);
    await opened.show(3);
    while (opened.step <= SHIPPED + 2) await opened.advance(false);
    expect(told.same).toContain(true);
    expect(told.same).not.toContain(false);
    expect(opened.tracks[0]!.hash).toBe(hash);
  });

  it('trains where the state is damaged, belongs elsewhere or cannot be had, and asks for it once', async () => {
    const asks = [
      vi.fn(async () =>
        decodeCheckpoint(
          bytes.map((byte, i) => (i === bytes.length - 5 ? byte ^ 1 : byte)),
          'damaged',
        ),
      ),
      vi.fn(async () => {
        const state = await load();
        return { ...state, manifest: { ...state.manifest, seed: 8 } };
      }),
      vi.fn(() => Promise.reject(new TypeError('Failed to fetch'))),
    ];
    for (const ask of asks) {
      const { told, timeline } = open({ shipped: () => [{ step: SHIPPED, load: ask }] });
      const opened = await timeline;
      await opened.show(SHIPPED + 2);
      expect(told.steps[0]).toBe(0);
      expect(opened.tracks[0]!.hash).toBe(hash);
      await opened.show(0);
      await opened.show(SHIPPED + 2);
      expect(ask).toHaveBeenCalledTimes(1);
    }
  });

  it('makes every step where their time counts', async () => {
    const { told, timeline } = open({ shipped, clock: 'milliseconds' });
    await (await timeline).show(SHIPPED + 1);
    expect(told.steps[0]).toBe(0);
  });

  it('lends it to its forks', async () => {
    const fork = {
      ...spec,
      forks: [{ at: SHIPPED + 1, edits: [{ kind: 'option', key: 'lr', value: '0.001' } as const] }],
    };
    const { told, timeline } = open({ shipped: ({ forks }) => (forks.length === 0 ? shipped(spec) : []) }, [fork]);
    await (await timeline).show(SHIPPED + 3);
    expect(told.steps).toEqual([SHIPPED, SHIPPED + 1, SHIPPED + 2, SHIPPED + 3]);
  });
});

describe('shippedFor', () => {
  const { run, seed, options = {}, ships = [] } = lessonRuns['tiny-gpt']!;
  const shown: TrackSpec = { ...plainTrack(run, seed), options };

  it('knows the states of a run as its lesson shows it', () => {
    expect(shippedFor(shown).map(({ step }) => step)).toEqual(ships);
    expect(ships.length).toBeGreaterThan(0);
    expect([...ships].sort((a, b) => a - b)).toEqual(ships);
  });

  it('has none for any other run', () => {
    const others: Partial<TrackSpec>[] = [
      { seed: 8 },
      { options: {} },
      { options: { ...options, lr: '0.1' } },
      { bugs: ['mask-off-by-one'] },
      { answers: ['softmax'] },
      { forks: [{ at: 120, edits: [] }] },
    ];
    for (const other of others) expect(shippedFor({ ...shown, ...other }), JSON.stringify(other)).toEqual([]);
    expect(shippedFor(spec)).toEqual([]);
  });
});
