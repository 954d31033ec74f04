// Bugs that run live, end to end: the same bits watched and unwatched, marked in the trace, their first difference found; right answers
// in the same places change nothing; and one that fails ends its own track only.

import { describe, expect, it, vi } from 'vitest';
import {
  type AdamOptions,
  bugs,
  findRun,
  fit,
  loadSimd,
  runs,
  type Substitute,
  substituting,
  type Tensor,
  type Update,
} from '#framework';
import { lessonRuns } from './lessonRuns.ts';
import type { Evaluation, StepMetrics, StepTrace } from './protocol.ts';
import { Timeline } from './Timeline.ts';
import type { TrackSpec } from './TrackSpec.ts';
import { parseTrack } from './trackText.ts';

vi.mock('./substitutesOf.ts', async (original) => {
  const { substitutesOf } = await original<typeof import('./substitutesOf.ts')>();
  const failing: Record<string, Substitute['run']> = {
    throws: () => {
      throw new TypeError('y is not defined');
    },
    'returns-a-list': () => [1, 2],
    'of-another-shape': (x: Tensor) => x.sum(),
  };
  return {
    substitutesOf: async (
      run: never,
      ids: readonly string[],
      answers: readonly string[],
    ): Promise<readonly Substitute[]> => {
      const made = ids.flatMap((id) => {
        const fail = failing[id];
        let calls = 0;
        // Right at first, so that the track has a past when it ends.
        const late = (x: Tensor): unknown => (++calls <= 2 ? x.maximum(0) : fail!(x as never));
        return fail === undefined ? [] : [{ name: 'relu', id, by: 'bug' as const, run: late as Substitute['run'] }];
      });
      return made.length > 0 ? made : substitutesOf(run, ids, answers);
    },
  };
});

const sizes = { examples: 32, testExamples: 8 };

async function open(texts: readonly string[], counts: object = sizes) {
  const steps = texts.map(() => new Map<number, StepMetrics>());
  const endings: unknown[] = [];
  const examinations = texts.map(() => new Map<number, Evaluation['metrics']>());
  const timeline = await Timeline.open(
    texts.map((text) => parseTrack(text) as TrackSpec),
    {
      onMetrics: (track, metrics) => steps[track]!.set(metrics.step, metrics),
      onEvaluation: (track, { step, metrics }) => examinations[track]!.set(step, metrics),
      onKeyframe: () => {},
      onEnding: (track, { step, message }) => endings.push([track, step, message]),
    },
    { sizes: counts },
  );
  return { timeline, steps, endings, examinations };
}

describe.each([
  // The way forwards parts where the kernel or the gate is used; Adam's only where it writes.
  ['digits-cnn.7', 'kernel-flipped', { step: 0, phase: 'forward', op: expect.stringMatching(/^conv1/) }],
  ['names-lstm.7', 'forget-gate-inverted', { step: 0, phase: 'forward', op: expect.stringContaining('l0.t0') }],
  ['spiral-mlp.7', 'no-bias-correction', { step: 0, phase: 'update', op: expect.stringContaining('weight') }],
])('%s with %s', (track, bug, parts) => {
  it('has the same bits watched and unwatched, its mark in the trace, and parts where it must', async () => {
    const [unwatched, watched] = [await open([`${track}!${bug}`]), await open([track, `${track}!${bug}`])];
    for (let step = 0; step < 2; step++) await unwatched.timeline.advance(false);
    const traces: StepTrace[] = [];
    for (let step = 0; step < 2; step++) traces.push((await watched.timeline.advance(true))[1]!);
    expect(watched.timeline.tracks[1]!.hash).toBe(unwatched.timeline.tracks[0]!.hash);
    expect(watched.timeline.tracks[0]!.hash).not.toBe(unwatched.timeline.tracks[0]!.hash);
    const marks = [...traces[0]!.ops, ...traces[0]!.updates].map(({ substitute }) => substitute?.id);
    expect(marks).toContain(bug);
    expect(marks).toContain(undefined);
    expect(await watched.timeline.difference(0, 1)).toEqual(parts);
  });

  it('is off again behind a fork that says so, and everywhere outside its track', async () => {
    const { timeline, steps } = await open([track, `${track}!${bug}@1:!`, track]);
    await timeline.advance(false);
    const [, , right] = timeline.tracks;
    const [, fixed] = (await timeline.show(1))!;
    expect(fixed!.ops.every(({ substitute }) => substitute === undefined)).toBe(true);
    expect(timeline.tracks[0]).toBe(right);
    expect(steps[0]!.get(0)!.loss).toBe(steps[2]!.get(0)!.loss);
  });
});

/** Where a bug shows only under some setting of a run. */
const settings: Readonly<Record<string, string>> = {
  'valley!no-bias-correction': '(rule=adam)',
  'valley!t-starts-at-zero': '(rule=adam)',
  'valley!eps-inside-sqrt': '(rule=adam,eps=0.01)',
  'spiral-mlp!eps-inside-sqrt': '(optimizer=adam)',
  'valley!momentum-sign': '(rule=momentum)',
  'spiral-mlp!momentum-sign': '(optimizer=momentum)',
  'valley!lr-inside-velocity': '(rule=momentum)',
  'spiral-mlp!lr-inside-velocity': '(optimizer=momentum)',
  'valley!weight-decay-in-moments': '(rule=adamw,weightDecay=0.1)',
  'spiral-mlp!weight-decay-in-moments': '(optimizer=adamw)',
  'line-three-ways!no-shuffle': '(batch=8)',
  'three-clouds!softmax-no-max-shift': '(featureScale=100)',
  'noisy-moons!no-inverse-scaling': '(dropout=0.5)',
  'noisy-moons!new-mask-in-backward': '(dropout=0.5)',
  'noisy-moons!dropout-in-eval': '(dropout=0.5)',
  'digits-cnn!stats-as-constants': '(norm=batch)',
  'digits-cnn!running-stats-in-train': '(norm=batch)',
  'digits-cnn!momentum-inverted': '(norm=batch)',
  'digits-cnn!wrong-norm-axes': '(norm=batch)',
  'spiral-mlp!shared-state': '(optimizer=adam)',
  'valley!shared-state': '(rule=adam)',
  'digits-cnn!optimizer-state-lost': '(optimizer=adam,dropout=0.2)',
  'digits-cnn!rng-state-lost': '(optimizer=adam,dropout=0.2)',
  'digits-workers!mean-of-means': '(shards=ragged)',
  'digits-workers!bn-stats-per-shard': '(norm=batch)',
  'digits-mlp!validates-in-train-mode': '(dropout=0.5)',
  'noisy-moons!penalises-bias': '(l2=0.03)',
  'credit-logistic!clips-the-mean-not-each': '(clip=0.5,sigma=0)',
  'credit-logistic!noise-before-sum': '(clip=1,sigma=1)',
};

/** One only costs time, some show in examinations alone, or later than three steps: tests of their own say what they do. */
const UNSEEN: readonly string[] = [
  'fake-not-detached',
  'dropout-in-eval',
  'momentum-inverted',
  'mean-of-batch-means',
  'augments-validation',
  'keeps-last-not-best',
  'preprocessing-not-saved',
  'cursor-lost',
  'gradient-of-loss-not-logit',
  'path-not-averaged',
  'relu-missing',
];

describe('every bug', () => {
  // Of each two runs that there are; of the slowest only where there is no other.
  const known = bugs.flatMap((bug) => {
    const there = bug.runs.filter((name) => runs.some((run) => run.name === name));
    const quick = there.filter((name) => name !== 'tiny-gpt');
    return (quick.length > 0 ? quick : there).slice(0, 2).map((run) => [bug.id, run] as const);
  });

  it('has an id that means one thing within a run, a sentence, and a run that there is', () => {
    const pairs = bugs.flatMap(({ id, runs: names }) => names.map((run) => `${run}!${id}`));
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const { id, summary } of bugs) {
      expect([id, summary]).toEqual([
        expect.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/),
        expect.stringMatching(/^[A-Z].*\.$/),
      ]);
      expect(known.map(([name]) => name)).toContain(id);
    }
  });

  it.each(known)('%s does something to %s, the same watched and unwatched', async (id, run) => {
    const track = `${run}.7${settings[`${run}!${id}`] ?? ''}`;
    const { timeline, endings } = await open([track, `${track}!${id}`]);
    const alone = await open([`${track}!${id}`]);
    for (let step = 0; step < 3; step++) {
      await timeline.advance(true);
      await alone.timeline.advance(false);
    }
    const [right, wrong] = timeline.tracks;
    expect(wrong!.hash).toBe(alone.timeline.tracks[0]!.hash);
    expect(alone.endings.map((ending) => (ending as unknown[])[1])).toEqual(
      endings.map((ending) => (ending as unknown[])[1]),
    );
    expect(endings.length > 0).toBe(['no-unbroadcast', 'no-detach', 'loss-does-not-fit-output'].includes(id));
    // Back and forth again: nothing is kept between steps that a keyframe does not hold.
    const { hash } = wrong!;
    await timeline.show(0);
    await timeline.show(2);
    expect(wrong!.hash).toBe(hash);
    if (!UNSEEN.includes(id)) expect(wrong!.hash).not.toBe(right!.hash);
  });
});

describe('what the storyboards measured', () => {
  it('dropout-in-eval: learns the same to the bit, and is another network in the examination', async () => {
    const tracks = ['noisy-moons.7(dropout=0.5)', 'noisy-moons.7(dropout=0.5)!dropout-in-eval'];
    const { timeline, steps } = await open(tracks, {});
    for (let step = 0; step <= 10; step++) await timeline.advance(false);
    expect(steps[1]).toEqual(steps[0]);
    expect(timeline.tracks[1]!.hash).toBe(timeline.tracks[0]!.hash);
    const setup = await findRun('noisy-moons').build({ seed: 7, knobs: { dropout: 0.5 } });
    const bug = bugs
      .find(({ id }) => id === 'dropout-in-eval')!
      .substitutes.map((one): Substitute => ({ ...one, id: 'dropout-in-eval', by: 'bug' }));
    const stream = setup.generators['dropout']!;
    const before = stream.getState();
    const examined = substituting(bug, () => setup.evaluate());
    expect(examined['loss']).not.toBe(setup.evaluate()['loss']);
    expect(stream.getState()).toEqual(before);
    stream.skip(1);
    expect(substituting(bug, () => setup.evaluate())['loss']).not.toBe(examined['loss']);
  });

  it('grad-overwrite: only the example visited last teaches', async () => {
    const { timeline, steps } = await open(['xor-scalars.4', 'xor-scalars.4!grad-overwrite'], {});
    for (let step = 0; step <= 16; step++) await timeline.advance(false);
    const losses = (track: number, at: readonly number[]): string[] =>
      at.map((step) => steps[track]!.get(step)!.loss.toFixed(3));
    expect(losses(0, [0, 16])).toEqual(['1.043', '0.045']);
    expect(losses(1, [0, 1, 5, 16])).toEqual(['1.043', '1.064', '1.627', '1.777']);
  });

  it('no-zero-grad: learns to about step 20, then unlearns; the second step is the first that differs', async () => {
    const { timeline, steps } = await open(['digits-cnn.7', 'digits-cnn.7!no-zero-grad'], {
      examples: 2000,
      testExamples: 10,
    });
    for (let step = 0; step <= 50; step++) await timeline.advance(false);
    const losses = [0, 20, 50].map((step) => steps[1]!.get(step)!.loss);
    for (const [i, loss] of [2.295, 1.299, 2.405].entries()) expect(losses[i]).toBeCloseTo(loss, 2);
    expect(await timeline.difference(0, 1)).toMatchObject({ step: 1 });
  });

  it('heads-by-reshape-without-transpose parts in the split, no-positions where places are added', async () => {
    const { timeline } = await open([
      'sort-transformer.7',
      'sort-transformer.7!heads-by-reshape-without-transpose',
      'sort-transformer.7!no-positions',
    ]);
    expect((await timeline.difference(0, 1))?.op).toMatch(/self_attn\.heads\.q/);
    expect((await timeline.difference(0, 2))?.op).toMatch(/^position/);
  });

  it('transpose-by-reshape learns little, throws nothing, and is told at the view itself', async () => {
    const { timeline, steps } = await open(['plane-regression.7', 'plane-regression.7!transpose-by-reshape'], {});
    for (let step = 0; step < 60; step++) await timeline.advance(false);
    const losses = (track: number): string[] => [0, 10, 59].map((step) => steps[track]!.get(step)!.loss.toPrecision(3));
    expect(losses(0)).toEqual(['7.31', '0.117', '0.0815']);
    expect(losses(1)).toEqual(['8.53', '7.05', '7.04']);
    expect(await timeline.difference(0, 1)).toMatchObject({
      step: 0,
      phase: 'forward',
      op: expect.stringMatching(/^(transpose|reshape)/),
    });
  });

  it('updates-inside-gradient: another first step, and it still converges where the right one explodes', async () => {
    const { timeline } = await open(['line-three-ways.7', 'line-three-ways.7!updates-inside-gradient'], {});
    const [right, wrong] = (await timeline.show(0))!.map((trace) =>
      ['bias', 'weight'].map(
        (name) => trace!.tensors.get(trace!.updates.find(({ label }) => label === name)!.after)!.values[0]!,
      ),
    );
    expect(right!.map((value) => value.toFixed(3))).toEqual(['0.174', '0.773']);
    expect(wrong!.map((value) => value.toFixed(3))).toEqual(['0.174', '0.737']);
    const beyond = await open(['line-three-ways.7(lr=0.36)', 'line-three-ways.7(lr=0.36)!updates-inside-gradient'], {});
    const [exploded, converged] = (await beyond.timeline.show(100))!;
    expect(exploded!.loss).toBeGreaterThan(1e6);
    expect(converged!.loss).toBeLessThan(0.28);
  }, 60_000);

  /** Losses of the right track and of the wrong one at these steps, and where the two part. */
  async function measured(track: string, id: string, at: readonly number[]) {
    const { timeline, steps } = await open([track, `${track}!${id}`], {});
    for (let step = 0; step <= at.at(-1)!; step++) await timeline.advance(false);
    const [right, wrong] = steps.map((reports) => at.map((step) => reports.get(step)!.loss));
    const difference = await timeline.difference(0, 1);
    timeline.close();
    return {
      right: right!,
      wrong: wrong!,
      parts: difference && `${difference.step} ${difference.phase} ${difference.op}`,
    };
  }

  it('bias-not-summed: the line creeps, and parts in the way back of linear', async () => {
    const { right, wrong, parts } = await measured(
      'line-three-ways.7(batch=50,start=3|0)',
      'bias-not-summed',
      [20, 100],
    );
    expect(wrong[0]! / right[0]!).toBeGreaterThan(5);
    expect(wrong[1]! / right[1]!).toBeGreaterThan(2);
    expect(parts).toBe('0 backward linear');
  });

  it('shuffles-x-not-y: nothing is left to learn but the mean, and the loss parts first', async () => {
    const { right, wrong, parts } = await measured('rents.7', 'shuffles-x-not-y', [0, 100]);
    expect(wrong[0]).toBeCloseTo(right[0]!, 3);
    expect(wrong[1]! / right[1]!).toBeGreaterThan(3);
    expect(parts).toBe('0 forward mse');
  });

  it.each([
    ['line-regression.7', 'missing-mean', '0 backward mse'],
    ['clouds-logistic.7', 'missing-mean', '0 backward bceWithLogits'],
    ['three-clouds.7', 'diagonal-only-jacobian', '0 backward crossEntropy'],
    ['three-clouds.7', 'softmax-wrong-axis', '0 forward'],
    ['moons-skip.7', 'matmul-operand-not-transposed', '0 backward'],
    ['moons-skip.7', 'mean-not-divided', '0 backward crossEntropy'],
    ['digits-cnn.7(norm=batch)', 'stats-as-constants', '0 backward'],
    ['digits-cnn.7(norm=batch)', 'running-stats-in-train', '0 forward'],
    ['digits-cnn.7', 'maxpool-grad-spread', '0 backward pool'],
    ['digits-cnn.7', 'flatten-order-kept', '0 forward flatten'],
    ['digits-workers.7', 'sum-not-mean', '0 update conv1.weight'],
    ['digits-workers.7(shards=ragged)', 'mean-of-means', '0 update conv1.weight'],
    // The borders of four chunks lie in the last layer's weights, where most of the numbers are.
    ['digits-workers.7', 'shards-overlap', '0 update linear.weight'],
    // The whole batch goes forward together where statistics are pooled; here every worker goes by itself, from the first op on.
    ['digits-workers.7(norm=batch)', 'bn-stats-per-shard', '0 forward together.conv1'],
  ])('%s!%s parts where its mistake is', async (track, id, place) => {
    const { timeline } = await open([track, `${track}!${id}`]);
    const { step, phase, op } = (await timeline.difference(0, 1))!;
    expect(`${step} ${phase} ${op}`.startsWith(place), `${step} ${phase} ${op}`).toBe(true);
    timeline.close();
  });

  /** The same of the examinations, and everything that was reported on the way. */
  async function examined(track: string, id: string, updates: number) {
    const { examples, testExamples } = lessonRuns[(parseTrack(track) as TrackSpec).run]!;
    const counts = examples === undefined ? {} : { examples, testExamples };
    const { timeline, steps, examinations } = await open([track, `${track}!${id}`], counts);
    for (let step = 0; step < updates; step++) await timeline.advance(false);
    const [right, wrong] = examinations;
    const difference = await timeline.difference(0, 1);
    return { timeline, steps, right: right!, wrong: wrong!, difference };
  }

  it('mean-of-batch-means: every step is the same, and each examination a little too kind', async () => {
    const { steps, right, wrong, difference } = await examined('digits-mlp.7', 'mean-of-batch-means', 224);
    expect(steps[1]).toEqual(steps[0]);
    expect(difference).toBeNull();
    expect([right.get(224)!['loss']!.toFixed(4), wrong.get(224)!['loss']!.toFixed(4)]).toEqual(['0.4492', '0.4484']);
    expect([right.get(224)!['accuracy']!.toFixed(3), wrong.get(224)!['accuracy']!.toFixed(3)]).toEqual([
      '0.888',
      '0.887',
    ]);
  });

  it('validates-in-train-mode: worse in every examination, and from the first on other units are silent', async () => {
    const track = 'digits-mlp.7(dropout=0.5)';
    const { timeline, right, wrong, difference } = await examined(track, 'validates-in-train-mode', 64);
    const accuracies = [32, 64].map((step) => [right, wrong].map((at) => at.get(step)!['accuracy']!.toFixed(3)));
    expect(accuracies).toEqual([
      ['0.682', '0.532'],
      ['0.794', '0.650'],
    ]);
    expect(difference).toEqual({ step: 32, phase: 'forward', op: 'dropout' });
    // Back over an examination that draws: the same bits.
    await timeline.show(63);
    const { hash } = timeline.tracks[1]!;
    await timeline.show(10);
    await timeline.show(63);
    expect(timeline.tracks[1]!.hash).toBe(hash);
  });

  it('trains-on-validation: the examination is better and better, because it was learned by heart', async () => {
    const { timeline, right, wrong, difference } = await examined('digits-mlp.7', 'trains-on-validation', 256);
    expect([right, wrong].map((at) => at.get(256)!['accuracy']!.toFixed(3))).toEqual(['0.890', '0.948']);
    expect(difference).toEqual({ step: 32, phase: 'forward', op: 'hidden' });
    await timeline.show(255);
    const { hash } = timeline.tracks[1]!;
    await timeline.show(20);
    await timeline.show(255);
    expect(timeline.tracks[1]!.hash).toBe(hash);
  }, 60_000);

  it.each([
    ['digits-mlp.7(epochs=12,schedule=none,lr=0.01,patience=2)', 360, 384, ['0.331', '0.362'], '352 network.hidden'],
    ['noisy-moons.7(patience=5)', 120, 120, ['0.499', '0.691'], '80 network.hidden1'],
  ])('keeps-last-not-best: %s rests with the weights it stopped at', async (track, steps, at, losses, place) => {
    const { timeline, right, wrong, difference } = await examined(track, 'keeps-last-not-best', Math.max(steps, at));
    expect([right, wrong].map((all) => all.get(at)!['loss']!.toFixed(3))).toEqual(losses);
    expect(`${difference!.step} ${difference!.op}`).toBe(place);
    timeline.close();
  });

  it('penalises-bias: biases shrink with the weights, and parts in the penalty', async () => {
    const { timeline, difference } = await examined('noisy-moons.7(l2=0.03)', 'penalises-bias', 300);
    const [right, wrong] = (await timeline.show(299))!.map((trace) =>
      Math.hypot(
        ...trace!.updates.flatMap(({ label, after }) =>
          label.endsWith('bias') ? [...trace!.tensors.get(after)!.values] : [],
        ),
      ),
    );
    expect(right! / wrong!).toBeGreaterThan(2);
    expect(difference).toEqual({ step: 0, phase: 'forward', op: 'l2.square2' });
  });

  it('augments-validation: every step is the same, and it looks worse than it is', async () => {
    const track = 'noisy-moons.7(jitter=0.3)';
    const { steps, right, wrong, difference } = await examined(track, 'augments-validation', 200);
    expect(steps[1]).toEqual(steps[0]);
    expect(difference).toBeNull();
    expect([right, wrong].map((at) => at.get(140)!['accuracy']!.toFixed(3))).toEqual(['0.840', '0.784']);
    for (const [step, { loss }] of right) expect(wrong.get(step)!['loss']).toBeGreaterThan(loss!);
  });

  it.each([
    // Learns for a while, and is lost by the end.
    ['moons-skip.7', 'wrong-visit-order', ['0.294', '0.296'], ['0.101', '0.278'], '0 backward a2.add'],
    ['moons-skip.7', 'visits-node-per-path', ['0.294', '0.314'], ['0.101', '0.081'], '0 backward h1'],
    ['moons-skip.7', 'stale-intermediate-grad', ['0.294', '0.841'], ['0.101', '0.291'], '0 backward z.add'],
    // The deeper a value lies, the more often its gradient was counted.
    ['xor-scalars.4', 'stale-intermediate-grad', ['0.000', 'NaN'], ['0.000', 'NaN'], '0 backward total.add3'],
    ['valley.7(rule=adam)', 'shared-state', ['1.536', '10.915'], ['0.000', '8.856'], '0 update b'],
    // On spirals it does no harm that one would see.
    ['spiral-mlp.7(optimizer=adam)', 'shared-state', ['0.583', '0.715'], ['0.573', '0.486'], '0 update 0.weight'],
  ])('%s!%s does what was measured, at steps 50 and 199, and parts where it is', async (track, id, ...expected) => {
    const last = track.startsWith('valley') || track.startsWith('xor') ? 199 : 200;
    const { right, wrong, parts } = await measured(track, id, [50, last]);
    const found = [0, 1].map((i) => [right[i], wrong[i]].map((loss) => loss!.toFixed(3)));
    expect([...found, parts]).toEqual(expected);
  });

  it.each([
    ['optimizer-state-lost', 2000, 94, 'update conv1.weight'],
    ['rng-state-lost', 320, 15, 'forward dropout'],
    ['cursor-lost', 320, 15, 'batch '],
  ])(
    '%s: with %i examples up to step %i every bit is the same, then it parts in %s',
    async (id, examples, at, place) => {
      const track = `digits-cnn.7(examples=${examples},epochs=3,optimizer=adam,dropout=0.2)`;
      const { timeline, steps, difference } = await examined(track, id, at + 3);
      const losses = (place: number) => Array.from({ length: at }, (_, step) => steps[place]!.get(step)!.loss);
      expect(losses(1)).toEqual(losses(0));
      expect(`${difference!.step} ${difference!.phase} ${difference!.op}`).toBe(`${at} ${place}`);
      // Back over the place where it was resumed: the same bits.
      await timeline.show(at + 2);
      const { hash } = timeline.tracks[1]!;
      await timeline.show(at - 4);
      await timeline.show(at + 2);
      expect(timeline.tracks[1]!.hash).toBe(hash);
      timeline.close();
    },
  );

  it('preprocessing-not-saved: every step is the same, and the loss of the examination is another world’s', async () => {
    const { steps, right, wrong } = await examined(
      'digits-cnn.7(examples=2000,epochs=3)',
      'preprocessing-not-saved',
      189,
    );
    expect(steps[1]).toEqual(steps[0]);
    expect([right, wrong].map((at) => at.get(189)!['accuracy']!.toFixed(3))).toEqual(['0.920', '0.914']);
    expect(wrong.get(189)!['loss']! / right.get(189)!['loss']!).toBeGreaterThan(100);
  });

  it('window-leaks-future: an error below the noise, and parts in the batch itself', async () => {
    const { timeline, right, wrong, difference } = await examined('sine-gru.7', 'window-leaks-future', 150);
    expect([right, wrong].map((at) => at.get(150)!['rmse']!.toFixed(3))).toEqual(['0.144', '0.052']);
    expect(difference).toEqual({ step: 0, phase: 'batch', op: '' });
    const [, trace] = (await timeline.show(149))!;
    const [inputs, targets] = [trace!.inputs, trace!.targets!].map((id) => trace!.tensors.get(id)!);
    const history = inputs!.shape[1]!;
    const last = Array.from(targets!.values, (_, row) => inputs!.values[row * history + history - 1]);
    expect(last).toEqual([...targets!.values]);
  }, 60_000);

  it.each([
    ['sine-gru', /nll/],
    ['credit-logistic', /nll/],
    ['motif-cnn', /hinge/],
    ['reviews-transformer', /hinge/],
  ])('loss-does-not-fit-output: %s ends at its first step with the framework’s sentence', async (run, sentence) => {
    const { timeline, endings } = await open([`${run}.7`, `${run}.7!loss-does-not-fit-output`]);
    await timeline.advance(false);
    expect(endings).toEqual([[1, 0, expect.stringMatching(sentence)]]);
    timeline.close();
  });

  it('softmax-no-max-shift is right until the logits are large, and then it is nothing', async () => {
    const small = await measured('three-clouds.7', 'softmax-no-max-shift', [20]);
    expect(small.wrong[0]).toBeCloseTo(small.right[0]!, 5);
    const large = await measured('three-clouds.7(featureScale=1000)', 'softmax-no-max-shift', [3]);
    expect(large.right[0]).toBeGreaterThanOrEqual(0);
    expect(large.wrong[0]).toBeNaN();
  });

  it('std-used-as-variance: no gradient comes through, and first weights are what differs', async () => {
    const { right, wrong, parts } = await measured('deep-stack.7', 'std-used-as-variance', [100, 199]);
    expect(wrong[1]).toBeCloseTo(Math.LN2, 2);
    expect(right[1]).toBeLessThan(0.3);
    // The first layer reads two numbers: its deviation is 1, and the root of 1 is 1. The second is the first that differs.
    expect(parts).toBe('0 forward linear2');
  });

  it.each([
    ['noisy-moons.7(dropout=0.5)', 'dropout-in-eval'],
    ['digits-cnn.7(norm=batch)', 'momentum-inverted'],
  ])('%s!%s leaves every update as it is, and shows in the examination', async (track, id) => {
    const results = [];
    for (const text of [track, `${track}!${id}`]) {
      const evaluations: number[] = [];
      const timeline = await Timeline.open(
        [parseTrack(text) as TrackSpec],
        {
          onMetrics: () => {},
          onEvaluation: (_track, { metrics }) => evaluations.push(metrics['loss']!),
          onKeyframe: () => {},
          onEnding: () => {},
        },
        { sizes },
      );
      for (let step = 0; step < 12; step++) await timeline.advance(false);
      results.push({ hash: timeline.tracks[0]!.hash, evaluations });
    }
    expect(results[1]!.hash).toBe(results[0]!.hash);
    expect(results[0]!.evaluations.length).toBeGreaterThan(0);
    expect(results[1]!.evaluations).not.toEqual(results[0]!.evaluations);
  });

  it('missing-unsqueeze keeps the line flat, and parts at the difference', async () => {
    const { timeline } = await open(['line-regression.7', 'line-regression.7!missing-unsqueeze'], {});
    const slopes: number[][] = [];
    for (const step of [10, 50]) {
      const traces = (await timeline.show(step))!;
      slopes.push(
        traces.map(
          (trace) => trace!.tensors.get(trace!.updates.find(({ label }) => label === 'weight')!.before)!.values[0]!,
        ),
      );
    }
    expect(slopes[0]![0]).toBeCloseTo(1.9, 1);
    expect(slopes[0]![1]).toBeCloseTo(0.065, 2);
    expect(slopes[1]![0]).toBeCloseTo(2.01, 1);
    expect(slopes[1]![1]).toBeCloseTo(0.142, 2);
    expect(await timeline.difference(0, 1)).toEqual({
      step: 0,
      phase: 'forward',
      op: expect.stringMatching(/^(mse|sub)/),
    });
    const [, wrong] = (await timeline.show(0))!;
    const [sub] = wrong!.ops.filter(({ name }) => name === 'sub');
    expect(wrong!.tensors.get(sub!.output)!.shape).toEqual([16, 16]);
  });
});

describe('a right answer in the same place', () => {
  const answers: readonly (readonly [string, string, Substitute['run']])[] = [
    [
      'digits-cnn',
      'conv2d',
      // im2col: every window a column, times the kernels as rows.
      (x: Tensor, weight: Tensor, bias: Tensor, { padding = 0 }: { padding?: number } = {}) => {
        const [n, , height, width] = x.shape as [number, number, number, number];
        const columns = x.unfold(weight.shape[2]!, { padding }); // [N, C·K·K, H·W]
        const sums = weight.reshape([1, weight.shape[0]!, -1]).matmul(columns);
        return sums.reshape([n, weight.shape[0]!, height, width]).add(bias.reshape([-1, 1, 1]));
      },
    ],
    [
      'names-lstm',
      'LSTM.cell',
      (fromInput: Tensor, [h, c]: [Tensor, Tensor], { weightHh, biasHh }: { weightHh: Tensor; biasHh: Tensor }) => {
        const gates = fromInput.add(h.matmul(weightHh.transpose(0, 1))).add(biasHh);
        const [i, f, g, o] = gates.chunk(4, 1) as [Tensor, Tensor, Tensor, Tensor];
        const next = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()));
        return [o.sigmoid().mul(next.tanh()), next];
      },
    ],
    [
      'spiral-mlp',
      'Adam.update',
      ({ parameter, gradient, settings: { lr, betas, eps }, steps, slot }: Update<AdamOptions>) => {
        const [mean, variance] = [slot('mean'), slot('variance')];
        mean.copyFrom_(mean.mul(betas[0]).add(gradient.mul(1 - betas[0])));
        variance.copyFrom_(variance.mul(betas[1]).add(gradient.square().mul(1 - betas[1])));
        const [m, v] = [mean.div(1 - betas[0] ** steps), variance.div(1 - betas[1] ** steps)];
        parameter.copyFrom_(parameter.sub(m.div(v.sqrt().add(eps)).mul(lr)));
      },
    ],
  ];

  it.each(answers)('of %s, %s, has the losses that ours has', async (name, part, run) => {
    await loadSimd();
    const losses = async (substitutes: readonly Substitute[]): Promise<number[]> => {
      const setup = await findRun(name).build({ seed: 7, ...sizes });
      const { step } = setup;
      const found: number[] = [];
      const acting = {
        ...setup,
        step: (batch: Parameters<typeof step>[0]) => substituting(substitutes, () => step(batch)),
      };
      for await (const report of fit(acting, { validate: false })) {
        if (report.type === 'step') found.push(report.metrics['loss']!);
        if (found.length === 4) break;
      }
      return found;
    };
    const ours = await losses([]);
    const yours = await losses([{ name: part, id: 'yours', by: 'reader', run }]);
    expect(yours).toHaveLength(ours.length);
    for (const [i, loss] of yours.entries()) expect(loss).toBeCloseTo(ours[i]!, 4);
  });
});

describe('a substitute that fails', () => {
  it.each([
    ['throws', /^relu \(throws\) threw: y is not defined$/],
    ['returns-a-list', /^relu \(returns-a-list\) returned a list where one of shape \[8, 8, 28, 28\] belongs$/],
    ['of-another-shape', /^relu \(of-another-shape\) returned a tensor of shape \[\] where one of shape/],
  ])('%s: its track ends with a sentence, the other goes on', async (id, sentence) => {
    const { timeline, endings, steps } = await open(['digits-cnn.7', `digits-cnn.7!${id}`]);
    for (let step = 0; step < 3; step++) await timeline.advance(true);
    expect(endings).toHaveLength(1);
    const [[track, step, message]] = endings as [[number, number, string]];
    expect([track, step]).toEqual([1, 1]);
    expect(message).toMatch(sentence);
    expect([...steps[0]!.keys()]).toEqual([0, 1, 2]);
    expect([...steps[1]!.keys()]).toEqual([0]);
    const [right] = (await timeline.show(2))!;
    expect(right!.step).toBe(2);
  });
});
