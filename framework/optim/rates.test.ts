/** A rate that would be NaN, infinite or negative is refused where it is set, and nothing is changed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Adam,
  type AnyOptimizer,
  CosineAnnealingLR,
  CosineAnnealingWarmRestarts,
  ExponentialLR,
  LambdaLR,
  LinearLR,
  MultiStepLR,
  OneCycleLR,
  type OneCycleLROptions,
  ReduceLROnPlateau,
  type Scheduler,
  SGD,
  StepLR,
  tensor,
} from '../index.ts';

const leaf = () => tensor([1], { requiresGrad: true });
const sgd = (lr = 1): SGD => new SGD([leaf()], { lr, momentum: 0.9 });
const bad: readonly unknown[] = [Number.NaN, Number.POSITIVE_INFINITY, -1, undefined, null, '0.1'];
const any = (value: unknown): never => value as never;

describe('the rate of an optimizer', () => {
  it.each(bad)('is not %s', (value) => {
    const optimizer = sgd();
    const message =
      /SGD: (lr = .* is not possible\nhint: it must be a finite number of at least 0|option lr is .* must be a number)/;
    expect(() => sgd(any(value ?? null))).toThrow(message);
    expect(() => new SGD([{ params: [leaf()], lr: any(value) }], { lr: 1 })).toThrow(message);
    expect(() => {
      optimizer.lr = any(value);
    }).toThrow(message);
    expect(() => {
      optimizer.groups[0]!.settings = { ...optimizer.groups[0]!.settings, lr: any(value) };
    }).toThrow(message);
    const state = optimizer.stateDict();
    const damaged = { ...state, groups: [{ ...state.groups[0], lr: value }] };
    expect(() => optimizer.loadStateDict(damaged)).toThrow(message);
    expect(optimizer.lr).toBe(1);
  });

  it.each(bad)('does not become %s in a group', (value) => {
    const optimizer = sgd();
    const [group] = optimizer.groups as unknown as [{ lr: number; momentum: number; settings: { lr: number } }];
    expect(() => {
      group.lr = any(value);
    }).toThrow(/SGD: lr = .* is not possible/);
    expect(() => {
      group.momentum = -1;
    }).toThrow(/SGD: momentum = -1 is not possible/);
    expect([group.lr, group.momentum, optimizer.lr]).toEqual([1, 0.9, 1]);
    group.lr = 0.5;
    expect(optimizer.lr).toBe(0.5);
    // Where nobody looked when it was set, it is refused before anything moves.
    const [parameter] = optimizer.parameters();
    parameter!.grad = tensor([1]);
    group.settings.lr = any(value);
    expect(() => optimizer.step()).toThrow(/SGD: lr = .* is not possible/);
    expect(parameter!.itemSync()).toBe(1);
    const adam = new Adam([leaf()]);
    (adam.groups[0]!.settings.betas as unknown as number[])[0] = any(value);
    expect(() => adam.step()).toThrow(/Adam: betas = .* is not possible/);
  });

  it('may be 0, and betas are two', () => {
    expect(sgd(0).lr).toBe(0);
    expect(() => new Adam([leaf()], { betas: any([0.9]) })).toThrow(/betas is \[0.9\].* two in a list/);
    expect(() => new Adam([leaf()], { betas: any(0.9) })).toThrow(/betas = 0.9/);
    expect(() => new Adam([leaf()], { eps: any(undefined) })).toThrow(/eps = undefined/);
  });
});

describe('schedules', () => {
  const factors: readonly (readonly [string, (optimizer: AnyOptimizer, value: never) => unknown])[] = [
    ['ExponentialLR: gamma', (o, gamma) => new ExponentialLR(o, { gamma })],
    ['StepLR: gamma', (o, gamma) => new StepLR(o, { stepSize: 1, gamma })],
    ['MultiStepLR: gamma', (o, gamma) => new MultiStepLR(o, { milestones: [1], gamma })],
    ['LinearLR: startFactor', (o, startFactor) => new LinearLR(o, { startFactor })],
    ['LinearLR: endFactor', (o, endFactor) => new LinearLR(o, { endFactor })],
    ['CosineAnnealingLR: etaMin', (o, etaMin) => new CosineAnnealingLR(o, { tMax: 2, etaMin })],
    ['CosineAnnealingWarmRestarts: etaMin', (o, etaMin) => new CosineAnnealingWarmRestarts(o, { t0: 2, etaMin })],
    ['OneCycleLR: maxLr', (o, maxLr) => new OneCycleLR(o, { maxLr: [maxLr] as never, totalSteps: 3 })],
    ['ReduceLROnPlateau: factor', (o, factor) => new ReduceLROnPlateau(o, { factor })],
    ['ReduceLROnPlateau: minLr', (o, minLr) => new ReduceLROnPlateau(o, { minLr })],
  ];
  it.each(factors)('%s is a finite number of at least 0', (name, make) => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -0.1, '0.1', null]) {
      const optimizer = sgd();
      expect(() => make(optimizer, any(value))).toThrow(
        new RegExp(
          `${name} = .* would not leave a rate|option ${name.split(': ')[1]} is (.*, it must be a number|missing)`,
        ),
      );
      expect(optimizer.lr).toBe(1);
    }
  });

  it('refuse a rate that comes out wrong on the way, and stay where they are', () => {
    const optimizer = sgd();
    const falling = new LambdaLR(optimizer, { lrLambda: (step) => 1 - step * 0.4 });
    for (let i = 0; i < 2; i++) falling.step();
    expect(() => falling.step()).toThrow(/LambdaLR: the rate of step 3 would be -0.2/);
    expect([optimizer.lr, falling.stateDict().steps]).toEqual([1 - 0.8, 2]);
    expect(() => new LambdaLR(sgd(), { lrLambda: any(() => undefined) })).toThrow(/rate of step 0 would be NaN/);
    const growing = new ExponentialLR(sgd(), { gamma: 1e200 });
    growing.step();
    expect(() => growing.step()).toThrow(/ExponentialLR: the rate of step 2 would be Infinity/);
  });

  it('refuse saved rates and places that cannot be', () => {
    const optimizer = sgd();
    const schedule = new StepLR(optimizer, { stepSize: 2 });
    expect(() => schedule.loadStateDict({ steps: 1, baseRates: [any(null)] })).toThrow(/StepLR: saved rate = null/);
    expect(() => schedule.rateAt(0, 1)).toThrow(/no rate of group 1 at step 0/);
    for (const step of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => schedule.rateAt(step)).toThrow(/rateAt: step is .* it must be a whole number of at least 0/);
    const plateau = new ReduceLROnPlateau(optimizer);
    expect(() => plateau.loadStateDict({ ...plateau.stateDict(), rates: [Number.NaN] })).toThrow(/saved rate = NaN/);
    expect(() => new MultiStepLR(optimizer, { milestones: [1.5] })).toThrow(/milestone = 1.5/);
    expect(optimizer.lr).toBe(1);
  });

  it('on a plateau refuse what is no measurement, and options that are none', () => {
    const plateau = new ReduceLROnPlateau(sgd());
    expect(() => plateau.step(any(undefined))).toThrow(/step was given nothing/);
    expect(() => plateau.step(any(tensor(1)))).toThrow(/given object.*\nhint: .*item/);
    expect(() => new ReduceLROnPlateau(sgd(), { mode: any('lower') })).toThrow(/mode 'lower'/);
    expect(() => new ReduceLROnPlateau(sgd(), { thresholdMode: any('relative') })).toThrow(/thresholdMode 'relative'/);
    expect(() => new ReduceLROnPlateau(sgd(), { patience: -1 })).toThrow(/patience = -1/);
  });
});

describe('OneCycleLR', () => {
  const cycle = (options: Partial<OneCycleLROptions>): Scheduler =>
    new OneCycleLR(sgd(), { maxLr: 1, totalSteps: 10, ...options });

  it('takes as many calls as it has steps, and ends at its last rate', () => {
    for (const totalSteps of [1, 2, 3, 10]) {
      for (const pctStart of [0, 0.3, 0.5, 1]) {
        for (const annealStrategy of ['cos', 'linear'] as const) {
          const schedule = cycle({ totalSteps, pctStart, annealStrategy });
          const rates = Array.from({ length: totalSteps }, () => {
            const [rate] = schedule.getLastLr();
            schedule.step();
            return rate!;
          });
          expect(rates.every((rate) => rate >= 1 / 25 / 1e4 - 1e-15 && rate <= 1)).toBe(true);
          const last = rates.at(-1)!;
          expect(schedule.getLastLr()[0]).toBeCloseTo(pctStart < 1 ? last : 1 / 25 / 1e4, 12);
          expect(() => schedule.step()).toThrow(/lies beyond the cycle/);
        }
      }
    }
  });

  it('stands at the top where going up takes a single step', () => {
    // its peak is step 0.5 · 2 - 1 = 0: PyTorch 1.13 divides by zero here
    expect(cycle({ totalSteps: 2, pctStart: 0.5 }).getLastLr()).toEqual([1]);
  });

  it('has finite rates whatever its options', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.boolean(),
        fc.constantFrom('cos', 'linear'),
        (totalSteps, pctStart, threePhase, annealStrategy) => {
          const schedule = cycle({ totalSteps, pctStart, threePhase, annealStrategy: any(annealStrategy) });
          for (let i = 0; i < totalSteps; i++) schedule.step();
          expect(schedule.getLastLr()[0]).toBeCloseTo(1 / 25 / 1e4, 12);
        },
      ),
    );
  });

  it.each([
    [{ annealStrategy: any('cosine') }, /annealStrategy 'cosine'/],
    [{ pctStart: 1.5 }, /pctStart = 1.5 is not a share/],
    [{ pctStart: 0.6, threePhase: true }, /pctStart = 0.6 .*way down/],
    [{ divFactor: 0 }, /divFactor = 0/],
    [{ finalDivFactor: -1 }, /finalDivFactor = -1/],
    [{ baseMomentum: 1 }, /baseMomentum = 1/],
  ])('refuses %o', (options, message) => {
    expect(() => cycle(options)).toThrow(message);
  });
});
