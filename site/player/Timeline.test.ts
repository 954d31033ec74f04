// Tracks in time: the numbers are those of the framework run plainly, back and forth come the same bits, forks share their past, and
// what differs is found. One run of each kind of network.

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findRun, fit, hashParameters, loadSimd } from '#framework';
import { buildTrack } from './buildTrack.ts';
import { bytesOf, KEYFRAME_BYTES, spacing } from './Keyframes.ts';
import type { StepMetrics, StepTrace } from './protocol.ts';
import { Timeline, type TimelineOptions } from './Timeline.ts';
import type { TrackSpec } from './TrackSpec.ts';
import { parseTrack } from './trackText.ts';
import { worstSeek } from './worstSeek.ts';

const small = { examples: 48, testExamples: 8 };
const spec = (text: string): TrackSpec => parseTrack(text) as TrackSpec;

async function open(texts: readonly string[], options: TimelineOptions = {}) {
  const steps = texts.map(() => new Map<number, StepMetrics>());
  const endings: string[] = [];
  const replays: (boolean | null)[] = [];
  const timeline = await Timeline.open(
    texts.map(spec),
    {
      onMetrics: (track, metrics) => steps[track]!.set(metrics.step, metrics),
      onEvaluation: () => {},
      onKeyframe: (_track, _step, _hash, same) => replays.push(same),
      onEnding: (track, { step, message }) => endings.push(`${track}@${step}: ${message}`),
    },
    { sizes: small, ...options },
  );
  return { timeline, steps, endings, replays };
}

/** Every number of a recorded step, apart from how long it took. */
function bitsOf({ loss, ops, tensors }: StepTrace): string {
  const hash = createHash('sha1').update(`${loss} ${ops.map(({ label, backward }) => `${label} ${backward?.index}`)}`);
  for (const { values } of tensors.values()) hash.update(values);
  return hash.digest('hex');
}

/** Losses and the weights' hash of the framework run plainly. */
async function plainly(
  run: string,
  seed: number,
  steps: number,
  knobs = {},
): Promise<{ losses: number[]; hash: string }> {
  await loadSimd();
  const setup = await findRun(run).build({ seed, ...small, knobs });
  const losses: number[] = [];
  for await (const report of fit(setup, { validate: false })) {
    if (report.type === 'step') losses.push(report.metrics['loss']!);
    if (losses.length === steps) break;
  }
  return { losses, hash: hashParameters(setup) };
}

const networks = ['digits-cnn', 'spiral-mlp', 'names-rnn', 'names-lstm', 'sine-gru', 'sort-transformer', 'ring-gan'];

describe.each(networks)('%s', (run) => {
  it('has the numbers of the framework run plainly, and the same bits after steps back and forth, alone and as one of four', async () => {
    const plain = await plainly(run, 7, 4);
    for (const texts of [[`${run}.7`], [`${run}.7`, `${run}.8`, `${run}.9`, `${run}.10`]]) {
      const { timeline, steps, replays } = await open(texts);
      const traces: StepTrace[][] = [];
      for (let step = 0; step < 4; step++) traces.push((await timeline.advance(true)) as StepTrace[]);
      expect(traces.map(([first]) => first!.step)).toEqual([0, 1, 2, 3]);
      expect([...steps[0]!.values()].map(({ loss }) => loss)).toEqual(plain.losses);
      expect(timeline.tracks[0]!.hash).toBe(plain.hash);
      for (const step of [1, 0, 2]) {
        const again = (await timeline.show(step)) as StepTrace[];
        expect(again.map(bitsOf)).toEqual(traces[step]!.map(bitsOf));
      }
      await timeline.show(3);
      expect(timeline.tracks[0]!.hash).toBe(plain.hash);
      expect(replays).not.toContain(false);
      timeline.close();
      expect(timeline.keyframes.bytes).toBe(0);
    }
  });

  it('has a fork that shares its past bit for bit, and goes its own way from its step on', async () => {
    const { timeline } = await open([`${run}.7`, `${run}.7@2:${run === 'ring-gan' ? 'generatorLr' : 'lr'}=0.0123`]);
    for (const step of [3, 1, 0, 3]) {
      const [one, forked] = (await timeline.show(step)) as StepTrace[];
      expect(bitsOf(forked!) === bitsOf(one!)).toBe(step < 2);
    }
    expect(timeline.tracks[1]!.hash).not.toBe(timeline.tracks[0]!.hash);
  });
});

describe('a fork', () => {
  it('shares its past bit for bit, and the keyframes there; from its step on it goes its own way', async () => {
    const { timeline, steps } = await open(['spiral-mlp.7', 'spiral-mlp.7@3:lr=0.3']);
    for (let step = 0; step < 6; step++) await timeline.advance(false);
    const past = (await timeline.show(2))!;
    expect(bitsOf(past[1]!)).toBe(bitsOf(past[0]!));
    const here = (await timeline.show(3))!;
    expect(here[1]!.loss).toBe(here[0]!.loss); // the new rate shows in what the step makes of the weights
    const after = (await timeline.show(4))!;
    expect(after[1]!.loss).not.toBe(after[0]!.loss);
    expect([0, 1, 2, 3].map((step) => steps[1]!.get(step)!.loss)).toEqual(
      [0, 1, 2, 3].map((step) => steps[0]!.get(step)!.loss),
    );
    expect(await timeline.difference(0, 1)).toEqual({
      step: 3,
      phase: 'update',
      op: expect.stringContaining('weight'),
    });
  });

  it('without a change that matters is the same to the last bit as its parent', async () => {
    const { timeline } = await open(['names-lstm.7', 'names-lstm.7@1:batch=16']);
    for (let step = 0; step < 3; step++) await timeline.advance(false);
    expect(timeline.tracks[1]!.hash).toBe(timeline.tracks[0]!.hash);
    expect(await timeline.difference(0, 1)).toBeNull();
  });

  it('sets a cell, and the first op that reads it is named', async () => {
    const { timeline } = await open(['digits-cnn.7', 'digits-cnn.7@2:set(conv1.weight[3,0,1,1],0)']);
    const [, trace] = (await timeline.show(2))!;
    const weight = trace!.tensors.get(trace!.ops[0]!.inputs[1]!)!;
    expect(weight.values[3 * 9 + 4]).toBe(0);
    expect(await timeline.difference(0, 1)).toEqual({ step: 2, phase: 'forward', op: 'conv1' });
  });

  it('leaves an example out, of its batch alone', async () => {
    const plain = await open(['digits-cnn.7']);
    const [whole] = (await plain.timeline.show(1))!;
    const left = whole!.batchIds[2]!;
    const { timeline } = await open(['digits-cnn.7', `digits-cnn.7@1:skip(${left})`]);
    const [, trace] = (await timeline.show(1))!;
    expect(trace!.batchIds).toEqual(whole!.batchIds.filter((id) => id !== left));
    expect(await timeline.difference(0, 1)).toEqual({ step: 1, phase: 'batch', op: '' });
  });

  it('ablates a head: its weights become even over what it may see, and the other head’s stay', async () => {
    const { timeline } = await open([
      'sort-transformer.7',
      'sort-transformer.7@2:ablate(encoder.layers.0.self_attn,1)',
    ]);
    const [right, cut] = (await timeline.show(2))!;
    const weightsOf = (trace: StepTrace): number[][] => {
      const op = trace.ops.find(({ label }) => label.endsWith('self_attn.weights'))!;
      const { values, shape } = trace.tensors.get(op.output)!;
      const [, heads, queries, keys] = shape as [number, number, number, number];
      const each = queries * keys;
      return Array.from(
        { length: heads },
        (_, head) => [...values.subarray(head * each, (head + 1) * each)] as number[],
      );
    };
    const [before, after] = [weightsOf(right!), weightsOf(cut!)];
    const keys = Math.sqrt(after[1]!.length);
    for (const weight of after[1]!) expect(weight).toBeCloseTo(1 / keys, 6);
    expect(after[0]).toEqual(before[0]);
    expect(await timeline.difference(0, 1)).toEqual({
      step: 2,
      phase: 'forward',
      op: expect.stringContaining('self_attn'),
    });
    // Back before the fork and over it again: the same bits.
    const { hash } = timeline.tracks[1]!;
    await timeline.show(0);
    await timeline.show(2);
    expect(timeline.tracks[1]!.hash).toBe(hash);
  });

  it('detaches a layer: what it computes is the same, and nothing before it learns any more', async () => {
    const { timeline } = await open(['digits-cnn.7', 'digits-cnn.7@2:detach(conv2)']);
    const [right, cut] = (await timeline.show(2))!;
    expect(cut!.loss).toBe(right!.loss);
    expect(right!.updates.map(({ label }) => label)).toHaveLength(6);
    expect(cut!.updates.map(({ label }) => label)).toEqual(['linear.weight', 'linear.bias']);
    expect(await timeline.difference(0, 1)).toMatchObject({ step: 2, phase: 'backward' });
  });

  it('freezes one number of a parameter: what arrives there is not heard, and the others move as they did', async () => {
    const { timeline } = await open(['plane-regression.7', 'plane-regression.7@2:freeze(weight[0,1])']);
    const [right, held] = (await timeline.show(2))!;
    const moved = (trace: StepTrace): number[] => {
      const { before, after } = trace.updates.find(({ label }) => label === 'weight')!;
      const [from, to] = [trace.tensors.get(before)!.values, trace.tensors.get(after)!.values];
      return Array.from(to, (value, i) => value - from[i]!);
    };
    expect(moved(right!)[1]).not.toBe(0);
    expect(moved(held!)).toEqual(moved(right!).with(1, 0));
    const [first] = [...(await timeline.show(9))!].slice(1);
    const weight = ({ updates, tensors }: StepTrace, at: 'before' | 'after'): number =>
      tensors.get(updates.find(({ label }) => label === 'weight')![at])!.values[1]!;
    expect(weight(first!, 'after')).toBe(weight(held!, 'before'));
  });

  it('freezes a whole parameter', async () => {
    const { timeline } = await open(['line-regression.7', 'line-regression.7@1:freeze(bias)']);
    const [right, held] = (await timeline.show(4))!;
    const bias = (trace: StepTrace): number[] =>
      (['before', 'after'] as const).map(
        (at) => trace.tensors.get(trace.updates.find(({ label }) => label === 'bias')![at])!.values[0]!,
      );
    expect(new Set(bias(held!)).size).toBe(1);
    expect(new Set(bias(right!)).size).toBe(2);
  });

  it('examines by the examined batch’s own statistics, and trains to the same bit', async () => {
    const dark = 'digits-cnn.7(norm=batch,contrast=0.2,lr=0.03,schedule=none)';
    const { timeline, steps } = await open([dark, `${dark}@2:examine(batch)`]);
    await timeline.show(6);
    const [remembered, own] = steps.map((track) => track.get(6)!);
    expect(own!.loss).toBe(remembered!.loss);
    const names = ['batchMean', 'rememberedMean', 'rememberedSpread'] as const;
    for (const name of names) expect(own!.metrics[name]).toBe(remembered!.metrics[name]);
    // Before any step the memory is mean 0 and spread 1, which dark digits are far from.
    const [plain, cut] = await Promise.all(
      [dark, `${dark}@2:examine(batch)`].map((text) => buildTrack(spec(text), small)),
    );
    const memory = (): number[] => Array.from(cut!.setup.model.stateDict()['norm1.running_mean']!.dataSync());
    const before = memory();
    const [loss, ownLoss] = await Promise.all(
      [plain!, cut!].map(async ({ setup }) => (await setup.evaluate())['loss']),
    );
    expect(ownLoss).toBeGreaterThan(0);
    expect(Math.abs(ownLoss! - loss!)).toBeGreaterThan(1e-3);
    expect(memory()).toEqual(before);
  });

  it('that leaves nothing to learn ends its track with the framework’s sentence, and the other goes on', async () => {
    const { timeline, endings, steps } = await open(['digits-cnn.7', 'digits-cnn.7@2:detach(linear)']);
    await timeline.show(3);
    expect(endings).toEqual([expect.stringMatching(/^1@2: backward: .*has no history to walk/)]);
    expect([steps[0]!.has(3), steps[1]!.has(3)]).toEqual([true, false]);
  });

  it('of a fork goes on from there', async () => {
    const { timeline } = await open(['line-regression.7@1:lr=0.2@2:lr=0.1', 'line-regression.7@1:lr=0.2']);
    const [here] = (await timeline.show(2))!;
    expect(here!.step).toBe(2);
    expect((await timeline.difference(0, 1))?.step).toBe(2);
  });

  it.each([
    ['spiral-mlp.7@3:hidden=8', /must leave the network as it is/],
    ['spiral-mlp.7@99999:lr=1', /behind the run's end/],
    ['spiral-mlp.7@2:set(nobody.weight[0],1)', /no parameter called 'nobody.weight'/],
    ['digits-cnn.7@2:set(conv1.weight[8,0,0,0],1)', /no cell \[8,0,0,0\]/],
    ['digits-cnn.7@2:skip(48)', /there is no example 48/],
    ['sort-transformer.7@2:ablate(encoder.layers.0.self_attn,9)', /there is no head 9/],
    ['digits-cnn.7@2:ablate(conv1,0)', /conv1 has no heads/],
    ['digits-cnn.7@2:detach(conv9)', /no layer called 'conv9'/],
    ['digits-cnn.7@2:freeze(nobody)', /no parameter called 'nobody'/],
    ['plane-regression.7@2:freeze(weight[0,4])', /no place \[0, 4\]/],
    ['digits-cnn.7@2:examine(batch)', /has no batch norm/],
    ['spiral-mlp.7(lr=999)', /lr = 999 is not possible/],
    ['spiral-mlp.7(lrr=1)', /no knob called 'lrr'/],
    ['spiral-mlp.7!no-such-bug', /no bug called 'no-such-bug'/],
    ['no-such-run.7', /no run called 'no-such-run'/],
  ])('%s is refused in a sentence', async (text, sentence) => {
    await expect(open([text]).then(({ timeline }) => timeline.show(4))).rejects.toThrow(sentence);
  });
});

describe('tracks side by side', () => {
  it('find the first step and op at which they differ', async () => {
    const { timeline } = await open(['digits-cnn.7', 'digits-cnn.8', 'digits-cnn.7(lr=0.1)']);
    expect(await timeline.difference(0, 1)).toEqual({ step: 0, phase: 'batch', op: '' });
    expect(await timeline.difference(0, 2)).toMatchObject({ step: 0, phase: 'update' });
    expect(await timeline.difference(0, 0)).toBeNull();
  });

  it('of different lengths go on until the last is done', async () => {
    const { timeline } = await open(['line-regression.7(batch=16)', 'line-regression.7(batch=8)']);
    expect(timeline.totalSteps).toBe(timeline.tracks[1]!.info.totalSteps);
    const last = timeline.tracks[0]!.lastStep;
    const [first, second] = (await timeline.show(last + 5))!;
    expect([first!.step, second!.step]).toEqual([last, last + 5]);
  });

  it('on a clock of examples stand where as many were seen', async () => {
    const { timeline } = await open(['line-regression.7(batch=48)', 'line-regression.7(batch=8)'], {
      clock: 'examples',
    });
    const [first, second] = (await timeline.show(3))!;
    expect([first!.step, second!.step]).toEqual([3, 18]);
    const [, next] = await timeline.advance(true);
    expect(next!.step).toBe(24);
  });

  it('on a clock of milliseconds stand where they had taken as long', async () => {
    const { timeline } = await open(['ring-gan.7', 'ring-gan.8'], { clock: 'milliseconds' });
    await timeline.show(4);
    const [one, two] = timeline.tracks as [Timeline['tracks'][number], Timeline['tracks'][number]];
    const at = two.step - 1;
    expect(two.spentBefore(at)!).toBeLessThanOrEqual(one.spentBefore(4)!);
    expect(two.spentBefore(at + 1)!).toBeGreaterThan(one.spentBefore(4)!);
  });
});

describe('keyframes', () => {
  it('stay within their budget over a whole run, and go back exactly all the same', async () => {
    const keyframeBytes = 400_000;
    const { timeline, replays } = await open(['names-lstm.7', 'names-lstm.8'], { keyframeBytes });
    const first = (await timeline.show(0))!;
    while (!timeline.isFinished && timeline.step < 24) await timeline.advance(false);
    expect(timeline.keyframes.mostBytes).toBeLessThanOrEqual(keyframeBytes);
    expect((await timeline.show(0))!.map((trace) => bitsOf(trace!))).toEqual(first.map((trace) => bitsOf(trace!)));
    await timeline.show(20);
    expect(replays).toContain(true);
    expect(replays).not.toContain(false);
  });

  it.each([
    'line-regression',
    'plane-regression',
    'clouds-logistic',
    'three-clouds',
    'valley',
    'five-mlp',
    'credit-owners',
    'noisy-moons',
  ])(
    'of four tracks of %s stay within a tight budget from the first step to the last, and any step comes back',
    async (run) => {
      const one = await open([`${run}.7`], { sizes: {} });
      await one.timeline.advance(false);
      const { keyframeBytes: bytes } = one.timeline.tracks[0]!;
      const keyframeBytes = 12 * bytes; // three for each of four: far fewer than a run makes steps
      const texts = [7, 8, 9, 10].map((seed) => `${run}.${seed}`);
      const { timeline, replays } = await open(texts, { keyframeBytes, sizes: {} });
      const [first, middle] = [0, Math.floor(timeline.totalSteps / 3)];
      const hashes = new Map<number, readonly string[]>();
      while (!timeline.isFinished) {
        if (timeline.step === first || timeline.step === middle)
          hashes.set(
            timeline.step,
            timeline.tracks.map(({ hash }) => hash),
          );
        await timeline.advance(false);
        expect(timeline.keyframes.bytes).toBeLessThanOrEqual(keyframeBytes);
      }
      expect(timeline.keyframes.mostBytes).toBeLessThanOrEqual(keyframeBytes);
      for (const step of [middle, first, middle]) {
        for (const track of timeline.tracks) await track.goTo(step);
        expect(timeline.tracks.map(({ hash }) => hash)).toEqual(hashes.get(step));
      }
      expect(replays).not.toContain(false);
    },
  );

  it('are counted as they are: Adam three times its weights, plain descent once', async () => {
    const copies = async (run: string): Promise<number> => {
      const { timeline } = await open([run]);
      await timeline.advance(false);
      const [track] = timeline.tracks;
      return (track!.keyframeBytes - bytesOf({ tensors: {} } as never)) / (4 * track!.info.parameters);
    };
    expect(await copies('digits-cnn.7')).toBe(1);
    expect(await copies('spiral-mlp.7')).toBe(3);
  });

  it.each([
    ['a small run', { totalSteps: 1500, stepMs: 0.3, recordedMs: 1, bytes: 20_000 }],
    ['a large one', { totalSteps: 1878, stepMs: 50, recordedMs: 200, bytes: 6_500_000 }],
  ])(
    'of %s stay within the budget over all its steps, with a step back never further than to the one before last',
    (_size, cost) => {
      for (const count of [1, 4]) {
        const { mostBytes, nearMs, farMs } = worstSeek(cost, count);
        expect(mostBytes).toBeLessThanOrEqual(KEYFRAME_BYTES);
        expect(nearMs).toBeLessThanOrEqual(
          count * (2 * spacing(cost.stepMs, cost.recordedMs, count) * cost.stepMs + cost.recordedMs),
        );
        expect(farMs).toBeGreaterThanOrEqual(nearMs);
      }
    },
  );
});

describe('a text that is read in the batch’s place', () => {
  const reading = { text: 'guadalajara', letter: 10 };

  it('leaves every bit of the run as it is, and brings its own ops, loss and gradients', async () => {
    const [plain, read] = [await open(['names-rnn.7']), await open(['names-rnn.7'])];
    read.timeline.look({ reading });
    for (let step = 0; step < 3; step++) {
      const [made] = await plain.timeline.advance(true);
      const [seen] = await read.timeline.advance(true);
      expect(seen!.reading).toEqual(reading);
      expect(seen!.tensors.get(seen!.inputs)!.shape).toEqual([1, 12]);
      expect(seen!.loss).not.toBe(made!.loss);
      expect(seen!.metrics).toEqual(made!.metrics);
      expect(seen!.updates.map(({ norms }) => norms)).toEqual(made!.updates.map(({ norms }) => norms));
    }
    expect(read.timeline.tracks[0]!.hash).toBe(plain.timeline.tracks[0]!.hash);
    read.timeline.look({ reading: null });
    expect(bitsOf((await read.timeline.show(1))![0]!)).toBe(bitsOf((await plain.timeline.show(1))![0]!));
  });

  it('what the storyboard measured: how much of the last letter’s error reaches the first state', async () => {
    const shares = async (run: string, step: number): Promise<string> => {
      const { timeline } = await open([`${run}.7`], { sizes: {} });
      timeline.look({ reading });
      const [trace] = (await timeline.show(step))!;
      const gradient = (t: number): number => {
        const op = trace!.ops.find(({ label }) => label === `recurrent.l0.t${t}.hidden`)!;
        return Math.hypot(...trace!.tensors.get(op.backward!.gradOutput)!.values);
      };
      return (gradient(0) / gradient(10)).toExponential(1);
    };
    expect([await shares('names-rnn', 0), await shares('names-lstm', 0)]).toEqual(['2.5e-3', '9.5e-4']);
    expect([await shares('names-rnn', 200), await shares('names-lstm', 200)]).toEqual(['9.1e-3', '1.7e-2']);
  }, 60_000);

  it('does not stand in the way of a comparison, and bugs are in force in it', async () => {
    const { timeline } = await open(['names-rnn.7', 'names-rnn.7!bptt-last-step-only']);
    timeline.look({ reading });
    const [right, cut] = (await timeline.show(0))!;
    const gradient = (trace: StepTrace, t: number): number => {
      const op = trace.ops.find(({ label }) => label === `recurrent.l0.t${t}.hidden`)!;
      return op.backward === null ? 0 : Math.hypot(...trace.tensors.get(op.backward.gradOutput)!.values);
    };
    expect(cut!.loss).toBe(right!.loss);
    expect([gradient(right!, 5) > 0, gradient(cut!, 5)]).toEqual([true, 0]);
    expect(await timeline.difference(0, 1)).toMatchObject({ step: 0, phase: 'backward' });
    expect((await timeline.show(0))![0]!.reading).toEqual(reading);
  });

  it('is nothing to a run that reads no letters', async () => {
    const { timeline } = await open(['spiral-mlp.7']);
    timeline.look({ reading });
    expect((await timeline.show(0))![0]!.reading).toBeUndefined();
  });
});

it('goes back to the first step also where a far one was opened first', async () => {
  const { timeline } = await open(['rents.7', 'rents.7!leak-fit-on-all']);
  await timeline.show(499);
  expect(await timeline.difference(0, 1)).toMatchObject({ step: 0, phase: 'batch' });
  expect((await timeline.show(0))!.map((trace) => trace?.step)).toEqual([0, 0]);
});
