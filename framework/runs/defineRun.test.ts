// A run of one's own: four parts make one that trains, is seeded, turned, saved and resumed like those that ship, and says what is wrong with a part.

import { describe, expect, it } from 'vitest';
import {
  type Cursor,
  captureState,
  crossEntropy,
  Dropout,
  defineRun,
  fit,
  generateMoons,
  hashParameters,
  Linear,
  mse,
  ones,
  type Run,
  type RunDefinition,
  restoreState,
  Sequential,
  SGD,
  Tanh,
  type TrainingSetup,
  tensor,
} from '../index.ts';

const moons = (more: Partial<RunDefinition> = {}): Run =>
  defineRun({
    knobs: { lr: 0.5, hidden: 8, drop: false },
    data: ({ count, random }) => generateMoons(count, random, { noise: 0.15 }),
    model: ({ knobs, random }) =>
      new Sequential(
        new Linear(2, knobs['hidden'] as number, { generator: random('weights') }),
        new Tanh(),
        new Dropout(knobs['drop'] === true ? 0.5 : 0, { generator: random('dropout') }),
        new Linear(knobs['hidden'] as number, 2, { generator: random('weights') }),
      ),
    loss: (outputs, targets) => crossEntropy(outputs, targets),
    optimizer: (parameters, { knobs }) => new SGD(parameters, { lr: knobs['lr'] as number }),
    epochs: 8,
    ...more,
  });

async function trained(
  setup: TrainingSetup,
  until: number,
  from?: Cursor,
): Promise<{ losses: number[]; next: Cursor }> {
  const losses: number[] = [];
  for await (const report of fit(setup, { validate: false, ...(from === undefined ? {} : { from }) })) {
    if (report.type !== 'step') continue;
    losses.push(report.metrics['loss']!);
    if (report.next.step === until) return { losses, next: report.next };
  }
  throw new Error('the run ended before');
}

describe('a run of four parts', () => {
  it('learns two moons, and is examined on others', async () => {
    const setup = await moons({ epochs: 150 }).build({ seed: 7, knobs: { lr: 1 } });
    const { losses } = await trained(setup, 150 * 7);
    expect(losses[0]).toBeGreaterThan(0.5);
    const lastEpoch = losses.slice(-7);
    expect(lastEpoch.reduce((sum, loss) => sum + loss) / lastEpoch.length).toBeLessThan(0.1);
    expect(setup.evaluate()['accuracy']).toBeGreaterThan(0.95);
  });

  it('is the same from the same seed, and another from another', async () => {
    const losses = await Promise.all(
      [7, 7, 8].map(async (seed) => (await trained(await moons().build({ seed }), 9)).losses),
    );
    expect(losses[1]).toEqual(losses[0]);
    expect(losses[2]).not.toEqual(losses[0]);
  });

  it('goes on from a saved state as if it had never stopped, dropout and all', async () => {
    const make = (): Promise<TrainingSetup> => moons().build({ seed: 3, knobs: { drop: true } });
    const whole = await make();
    await trained(whole, 20);
    const [before, after] = [await make(), await make()];
    const { next } = await trained(before, 9);
    const state = captureState(before, next);
    await trained(after, 20, restoreState(after, state));
    expect(hashParameters(after)).toBe(hashParameters(whole));
  });

  it('has knobs of its own beside those that every run has, with ranges about their defaults', () => {
    const { knobs } = moons();
    expect(Object.keys(knobs)).toEqual(['examples', 'batch', 'epochs', 'schedule', 'lr', 'hidden', 'drop']);
    expect(knobs['lr']).toMatchObject({ kind: 'number', default: 0.5, scale: 'log' });
    expect(knobs['hidden']).toMatchObject({ kind: 'number', integer: true, from: 1 });
    expect(knobs['drop']).toEqual({ kind: 'switch', default: false });
  });

  it('turns its knobs: three times as many hidden units, a smaller batch', async () => {
    const setup = await moons().build({ seed: 7, knobs: { hidden: 24, batch: 10 } });
    expect(setup.loader.length).toBe(20);
    expect([...setup.model.parameters()][0]!.shape).toEqual([24, 2]);
    await expect(moons().build({ knobs: { hidden: 0 } })).rejects.toThrow(/hidden = 0 is not possible/);
  });

  it('sets the rate of every step, and reports it', async () => {
    const setup = await moons({ rate: (step) => 1e-3 * 10 ** (step / 12) }).build({ seed: 7 });
    const rates: number[] = [];
    for await (const report of fit(setup, { validate: false })) {
      if (report.type === 'step') rates.push(report.metrics['lr']!);
      if (rates.length === 25) break;
    }
    expect(rates[0]).toBe(1e-3);
    expect(rates[12]).toBeCloseTo(1e-2, 12);
    expect(rates[24]).toBeCloseTo(1e-1, 12);
  });

  it('takes numbers for targets, and then tells no share that is right', async () => {
    const run = defineRun({
      data: () => [tensor([[1], [2], [3]]), tensor([[2], [4], [6]])],
      model: () => new Linear(1, 1),
      loss: mse,
      optimizer: (parameters) => new SGD(parameters, { lr: 0.05 }),
      heldOut: 0,
      epochs: 200,
    });
    const setup = await run.build();
    expect(Object.keys(setup.step([...setup.loader.epoch(0)][0]!))).toEqual(['loss']);
    expect(setup.evaluate()).toEqual({});
    const { losses } = await trained(setup, 200);
    expect(losses.at(-1)).toBeLessThan(1e-3);
  });
});

describe('what is wrong with a part', () => {
  const any = (value: unknown): never => value as never;

  it.each([
    ['no model', () => defineRun(any({ data: () => 1, loss: () => 1, optimizer: () => 1 })), /defineRun: .*model/],
    ['a knob that every run has', () => moons({ knobs: { epochs: 3 } }), /every run has a knob called 'epochs'/],
    ['a knob that is a text', () => moons({ knobs: any({ lr: 'high' }) }), /the knob lr is the text 'high'/],
  ])('%s is said at once', (_, make, sentence) => {
    expect(make).toThrow(sentence);
  });

  it.each([
    ['data that are no pairs', { data: any(() => ones([3, 2])) }, /data gave a tensor of shape \[3, 2\]/],
    ['a model that is a function', { model: any(() => () => 1) }, /model gave a function/],
    ['an optimizer of nothing', { optimizer: any(() => null) }, /optimizer gave null/],
    [
      'an optimizer of other weights',
      { optimizer: () => new SGD([ones([3]).requiresGrad_()], { lr: 0.1 }) },
      /has a parameter \[3\] that is not the model's/,
    ],
  ])('%s is said when it is built', async (_, part, sentence) => {
    await expect(moons(part).build()).rejects.toThrow(sentence);
  });

  it('a rate that is no number is said at its step', async () => {
    const setup = await moons({ rate: (step) => (step < 3 ? 0.1 : Number.NaN) }).build();
    await expect(trained(setup, 9)).rejects.toThrow(/the rate of step 3 is NaN/);
  });
});
