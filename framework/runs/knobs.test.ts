import { describe, expect, it } from 'vitest';
import {
  findRun,
  fit,
  hashParameters,
  type Knob,
  type KnobValue,
  type KnobValues,
  knobsConfig,
  knobsFromConfig,
  knobText,
  listen,
  nearestName,
  parseKnob,
  type Run,
  readKnobs,
  runs,
} from '../index.ts';

/** Another value than the default, well inside the range. */
function turned(knob: Knob, name = ''): KnobValue {
  if (name === 'examples') return 30; // quick to make
  if (name === 'epochs') return 3;
  if (name === 'clip') return 0.01;
  if (name === 'without' || name === 'extreme') return 5;
  if (name === 'eps') return 0.1; // 5e-9 for 1e-8 is nothing in float32
  switch (knob.kind) {
    case 'number': {
      const { from, to, scale, integer } = knob;
      const half = scale === 'log' ? knob.default / 2 : knob.default - (knob.default - from) / 2;
      const lower = integer === true ? Math.floor(half) : half;
      if (lower >= from && lower < knob.default) return lower;
      return integer === true ? Math.min(to, knob.default + 1) : (knob.default + to) / 2;
    }
    case 'choice':
      return knob.options.find((option) => option !== knob.default)!;
    case 'switch':
      return !knob.default;
    case 'list':
      return knob.default.map((value) => (value + knob.to) / 2);
  }
}

/** Knobs that tell only after more than the first steps: how many are made of a run for them. */
const SLOW: Readonly<Record<string, number>> = { patience: 60, resumeWith: 8 };
/** Knobs that work only while others are turned, too. */
const BESIDE: Readonly<Record<string, KnobValues>> = {
  clipEach: { clip: 0.01 },
  'credit-logistic.fairLabels': { groupEffect: -2, fairLabels: false },
  sigma: { clip: 1 },
  noiseSeed: { clip: 1, sigma: 1 },
  'line-three-ways.dropLast': { batch: 5 },
  'shapes-cnn.momentum': { optimizer: 'sgd' },
  'valley.momentum': { rule: 'momentum' },
  'valley.beta1': { rule: 'adam' },
  'valley.beta2': { rule: 'adam' },
  'valley.alpha': { rule: 'rmsprop' },
  'valley.eps': { rule: 'adam' },
  'noisy-moons.patience': { lr: 0.1 },
  'digits-mlp.patience': { lr: 0.1 },
  'five-mlp.eps': { optimizer: 'adam' },
  'deep-stack.std': { start: 'normal' },
  'digits-cnn.normMomentum': { norm: 'batch' },
  'digits-cnn.per': { bits: 3 },
  'digits-cnn.resumeWith': { optimizer: 'adam', dropout: 0.2 },
  'rents.cleaning': { faults: 'typos', examples: 400 },
  'rents.faults': { examples: 400 },
  'rents.fill': { faults: 'missing' },
};
/** Knobs of the examination alone. */
const EXAMINED = ['fairLabels'];
const STEPS = 3;

/** Everything the first steps show: batches, losses, and what they made of the parameters. */
async function firstSteps(run: Run, knobs: KnobValues, steps = STEPS): Promise<string> {
  const setup = await run.build({
    seed: 7,
    examples: 24,
    testExamples: 20,
    batchSize: 6,
    epochs: steps > STEPS ? 6 : 2,
    knobs,
  });
  const seen: unknown[] = [setup.loader.length * setup.epochs];
  const stop = listen((event) => {
    if (event.type === 'observed') seen.push(event.tensor.read().join());
    if (event.type === 'op.fwd') seen.push(event.output.shape.join());
    if (event.type === 'step.begin')
      seen.push(
        event.lr,
        [...event.batchIds],
        event.batch.map(({ read }) => read().join()),
      );
  });
  try {
    for await (const { type, metrics } of fit(setup, { validate: false })) {
      if (type === 'step') seen.push(metrics);
      if (--steps === 0) break;
    }
  } finally {
    stop();
  }
  if (EXAMINED.some((name) => Object.hasOwn(knobs, name))) seen.push(setup.evaluate());
  return JSON.stringify([seen, hashParameters(setup)]);
}

const SLOW_TEST = { timeout: 60_000 };

describe.each(runs.map((run) => [run.name, run] as const))('knobs of %s', (_, run) => {
  it('each change the trace', SLOW_TEST, async () => {
    const plain = new Map<string, string>();
    for (const [name, knob] of Object.entries(run.knobs)) {
      const [steps, beside] = [SLOW[name] ?? STEPS, BESIDE[`${run.name}.${name}`] ?? BESIDE[name] ?? {}];
      const key = JSON.stringify([steps, beside]);
      if (!plain.has(key)) plain.set(key, await firstSteps(run, beside, steps));
      expect
        .soft(await firstSteps(run, { ...beside, [name]: turned(knob, name) }, steps), name)
        .not.toBe(plain.get(key));
    }
  });

  it('survive being written down', () => {
    for (const [name, knob] of Object.entries(run.knobs)) {
      for (const value of [knob.default, turned(knob)]) {
        expect.soft(parseKnob(knob, knobText(value)), name).toEqual(value);
        expect.soft(readKnobs(run, { [name]: value })[name], name).toEqual(value);
      }
    }
    const all = Object.fromEntries(Object.entries(run.knobs).map(([name, knob]) => [name, turned(knob)]));
    expect(knobsFromConfig(run.knobs, knobsConfig(run.knobs, all).knobs!)).toEqual(all);
    expect(knobsConfig(run.knobs, readKnobs(run))).toEqual({});
  });

  it('refuse what is out of range, and say the range', () => {
    for (const [name, knob] of Object.entries(run.knobs)) {
      const read = (value: unknown) => () => readKnobs(run, { [name]: value as KnobValue });
      for (const wrong of [Number.NaN, {}, 'nonsense', [1], undefined as unknown].slice(0, 4))
        expect.soft(read(wrong), name).toThrow(`${run.name}: ${name} = `);
      if (knob.kind === 'number') {
        for (const wrong of [knob.from - 1, knob.to * 1.01 + 1])
          expect.soft(read(wrong)).toThrow(`from ${knob.from} to ${knob.to}`);
      }
    }
  });

  it('have a rate and a schedule that can be constant', () => {
    const names = Object.keys(run.knobs);
    expect(names.some((name) => name === 'lr' || name === 'generatorLr')).toBe(true);
    const { schedule } = run.knobs;
    if (schedule !== undefined)
      expect(schedule).toMatchObject({ kind: 'choice', options: expect.arrayContaining(['none']) });
  });
});

describe('knobs', () => {
  it('of a mistyped name are answered with the nearest', () => {
    expect(() => readKnobs(findRun('ring-gan'), { generatorLR: 1 })).toThrow(
      /ring-gan has no knob called 'generatorLR'\nhint: did you mean 'generatorLr'\?/,
    );
    expect(() => readKnobs(findRun('ring-gan'), { zebra: 1 })).toThrow(/it has .*generatorLr, /);
    expect(nearestName('batchs', ['batch', 'lr'])).toBe('batch');
    expect(nearestName('x', ['batch', 'lr'])).toBeNull();
  });

  it('refuse text of another kind', () => {
    const { lr } = findRun('line-regression').knobs;
    expect(() => parseKnob(lr!, 'fast')).toThrow(/'fast' is not a number/);
    expect(() => parseKnob({ kind: 'switch', default: true }, 'maybe')).toThrow(/neither true nor false/);
    expect(parseKnob({ kind: 'list', from: 0, to: 1, default: [0, 0] }, '0.25|1')).toEqual([0.25, 1]);
    expect(() =>
      readKnobs({ name: 'x', knobs: { list: { kind: 'list', from: 0, to: 1, default: [0, 0] } } }, { list: [1, 2] }),
    ).toThrow(/list = 1,2 is not possible, it is a number from 0 to 1/);
  });
});
