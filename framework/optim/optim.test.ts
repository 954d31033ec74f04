import { describe, expect, it } from 'vitest';
import {
  Adadelta,
  Adagrad,
  Adam,
  AdamW,
  type AnyOptimizer,
  CosineAnnealingLR,
  clipGradNorm,
  clipGradValue,
  Generator,
  LambdaLR,
  LinearLR,
  Lion,
  l1Penalty,
  l2Penalty,
  NAdam,
  OneCycleLR,
  ReduceLROnPlateau,
  RMSprop,
  randn,
  SequentialLR,
  SGD,
  StepLR,
  type Tensor,
  tensor,
} from '../index.ts';

const leaf = (values: number[]): Tensor => tensor(values, { dtype: 'float64', requiresGrad: true });

/** One step on Σ x²/2, whose gradient is x itself. */
function stepOn(optimizer: AnyOptimizer, ...parameters: readonly Tensor[]): void {
  optimizer.zeroGrad();
  for (const parameter of parameters) parameter.square().sum().mul(0.5).backward();
  optimizer.step();
}

describe('parameter groups', () => {
  it('have settings of their own and fall back to the common ones', () => {
    const [slow, fast] = [leaf([1]), leaf([1])];
    const optimizer = new SGD([{ params: [slow], lr: 0.1 }, { params: [fast] }], { lr: 0.5 });
    stepOn(optimizer, slow, fast);
    expect([slow.toArray(), fast.toArray()]).toEqual([[0.9], [0.5]]);
  });

  it('can leave biases out of the weight decay', () => {
    const [weight, bias] = [leaf([2]), leaf([2])];
    const optimizer = new AdamW([{ params: [weight] }, { params: [bias], weightDecay: 0 }], {
      lr: 0.1,
      weightDecay: 0.5,
    });
    for (const parameter of [weight, bias]) parameter.mul(0).sum().backward();
    optimizer.step();
    expect(weight.itemSync()).toBeCloseTo(2 * (1 - 0.1 * 0.5), 12);
    expect(bias.itemSync()).toBe(2);
  });

  it('refuse a parameter that is listed twice, and settings that make no sense', () => {
    const x = leaf([1]);
    expect(() => new SGD([{ params: [x] }, { params: [x] }], { lr: 1 })).toThrow(/listed twice/);
    expect(() => new Adam([x], { lr: -1 })).toThrow(/Adam: lr = -1 is not possible\nhint: it must be a finite number/);
    expect(() => new Adam([x], { lr: Number.NaN })).toThrow(/lr = NaN/);
    expect(() => new Lion([x], { betas: [0.9, 1] })).toThrow(/betas = \[0.9, 1\].*below 1/s);
  });
});

const rules: readonly (readonly [string, (x: Tensor) => AnyOptimizer])[] = [
  ['SGD', (x) => new SGD([x], { lr: 0.1, momentum: 0.9 })],
  ['Adam', (x) => new Adam([x], { lr: 0.1 })],
  ['AdamW', (x) => new AdamW([x], { lr: 0.1 })],
  ['RMSprop', (x) => new RMSprop([x], { momentum: 0.5, centered: true })],
  ['Adagrad', (x) => new Adagrad([x], { lr: 0.1, lrDecay: 0.1, initialAccumulatorValue: 0.5 })],
  ['Adadelta', (x) => new Adadelta([x])],
  ['NAdam', (x) => new NAdam([x], { lr: 0.1 })],
  ['Lion', (x) => new Lion([x], { lr: 0.1 })],
];

describe.each(rules)('%s', (_name, make) => {
  it('goes downhill', () => {
    const x = leaf([3, -2]);
    const optimizer = make(x);
    for (let i = 0; i < 50; i++) stepOn(optimizer, x);
    const after = x.dataSync();
    expect(Math.hypot(after[0]!, after[1]!)).toBeLessThan(Math.hypot(3, -2));
  });

  it('goes on with the same bits from a saved state', () => {
    const whole = leaf([3, -2]);
    const first = make(whole);
    for (let i = 0; i < 7; i++) stepOn(first, whole);
    const copy = leaf([...whole.dataSync()]);
    const second = make(copy);
    const { tensors, ...rest } = first.stateDict();
    second.loadStateDict({ ...(JSON.parse(JSON.stringify(rest)) as typeof rest), tensors });
    for (let i = 0; i < 5; i++) {
      stepOn(first, whole);
      stepOn(second, copy);
    }
    expect(copy.toArray()).toEqual(whole.toArray());
  });
});

describe('clipGradNorm', () => {
  const withGradients = (...gradients: number[][]): Tensor[] =>
    gradients.map((gradient) => {
      const parameter = leaf(gradient.map(() => 0));
      parameter.grad = tensor(gradient, { dtype: 'float64' });
      return parameter;
    });

  it('shortens all gradients together and gives the norm before', () => {
    const parameters = withGradients([3, 0], [4]);
    expect(clipGradNorm(parameters, 1).itemSync()).toBeCloseTo(5, 12);
    const [a, b] = parameters.map((parameter) => [...parameter.grad!.dataSync()]);
    expect(a![0]).toBeCloseTo(0.6, 5);
    expect(b![0]).toBeCloseTo(0.8, 5);
    expect(a![1]).toBe(0);
  });

  it('leaves short gradients and missing ones alone', () => {
    const parameters = [...withGradients([0.3], [0]), leaf([1])];
    clipGradNorm(parameters, 1);
    expect(parameters.map((parameter) => parameter.grad?.toArray() ?? null)).toEqual([[0.3], [0], null]);
    expect(clipGradNorm([leaf([1])], 1).itemSync()).toBe(0);
  });

  it('knows other norms', () => {
    expect(clipGradNorm(withGradients([3, -5], [4]), 100, { normType: Number.POSITIVE_INFINITY }).itemSync()).toBe(5);
    expect(clipGradNorm(withGradients([3, -5], [4]), 100, { normType: 1 }).itemSync()).toBeCloseTo(12, 12);
  });

  it('refuses a norm that cannot be', () => {
    expect(() => clipGradNorm([], -1)).toThrow(/at most -1 is not possible/);
    expect(() => clipGradNorm([], 1, { normType: 0 })).toThrow(/no norm of type 0/);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses a norm of %s if asked to, and changes nothing', (bad) => {
    const parameters = withGradients([3, 0], [bad, 1]);
    expect(() => clipGradNorm(parameters, 1, { errorIfNonfinite: true })).toThrow(
      new RegExp(`norm of the gradients is ${bad} \\(parameter 1\\).*\nhint: .*detectAnomaly`),
    );
    expect(parameters.map((parameter) => parameter.grad!.toArray())).toEqual([
      [3, 0],
      [bad, 1],
    ]);
    expect(clipGradNorm(parameters, 1).itemSync()).toBe(bad);
    expect(clipGradNorm(withGradients([3], [4]), 1, { errorIfNonfinite: true }).itemSync()).toBe(5);
  });
});

describe('clipGradValue', () => {
  it('cuts every entry', () => {
    const x = leaf([0, 0, 0]);
    x.grad = tensor([-3, 0.2, 7], { dtype: 'float64' });
    clipGradValue([x, leaf([1])], 0.5);
    expect(x.grad.toArray()).toEqual([-0.5, 0.2, 0.5]);
  });
});

describe('penalties', () => {
  it('l2Penalty times λ is what weightDecay λ does', () => {
    const [penalised, decayed] = [leaf([3, -2]), leaf([3, -2])];
    const [a, b] = [new SGD([penalised], { lr: 0.1 }), new SGD([decayed], { lr: 0.1, weightDecay: 0.3 })];
    penalised
      .sum()
      .add(l2Penalty([penalised]).mul(0.3))
      .backward();
    decayed.sum().backward();
    a.step();
    b.step();
    expect(penalised.dataSync()[0]).toBeCloseTo(decayed.dataSync()[0]!, 14);
    expect(penalised.dataSync()[1]).toBeCloseTo(decayed.dataSync()[1]!, 14);
  });

  it('l1Penalty pulls every number by the same amount', () => {
    const x = leaf([3, -0.5]);
    const y = leaf([2]);
    const penalty = l1Penalty([x, y]);
    expect(penalty.itemSync()).toBe(5.5);
    penalty.backward();
    expect([x.grad?.toArray(), y.grad?.toArray()]).toEqual([[1, -1], [1]]);
  });
});

describe('schedules', () => {
  it('can be plotted without training', () => {
    const optimizer = new SGD([leaf([1])], { lr: 1 });
    const cosine = new CosineAnnealingLR(optimizer, { tMax: 4 });
    const plotted = [0, 1, 2, 3, 4].map((step) => cosine.rateAt(step));
    expect(optimizer.lr).toBe(1);
    const lived = plotted.map(() => {
      const { lr } = optimizer;
      cosine.step();
      return lr;
    });
    expect(plotted).toEqual(lived);
    expect(plotted[2]).toBeCloseTo(0.5, 14);
  });

  it('follow a function of your own, one for each group', () => {
    const optimizer = new SGD([{ params: [leaf([1])] }, { params: [leaf([1])], lr: 4 }], { lr: 1 });
    const schedule = new LambdaLR(optimizer, { lrLambda: [(step) => 1 / (step + 1), () => 0.5] });
    schedule.step();
    schedule.step();
    expect(schedule.getLastLr()).toEqual([1 / 3, 2]);
    expect(() => new LambdaLR(optimizer, { lrLambda: [] })).toThrow(/0 functions for 2 parameter groups/);
  });

  it('take the rate from before any schedule, though another one has changed it', () => {
    const optimizer = new SGD([leaf([1])], { lr: 1 });
    const warmUp = new LinearLR(optimizer, { startFactor: 0.1, totalIters: 2 });
    const steps = new StepLR(optimizer, { stepSize: 2 });
    new SequentialLR(optimizer, { schedulers: [warmUp, steps], milestones: [2] });
    expect(optimizer.lr).toBeCloseTo(0.1, 14);
    expect(steps.rateAt(0)).toBe(1);
  });

  it('refuse what they cannot do, and say how it is meant', () => {
    const optimizer = new SGD([leaf([1])], { lr: 1 });
    const other = new SGD([leaf([1])], { lr: 1 });
    const step = new StepLR(optimizer, { stepSize: 1 });
    expect(() => new StepLR(optimizer, { stepSize: 0 })).toThrow(/stepSize = 0 is not a number of steps/);
    expect(() => new SequentialLR(optimizer, { schedulers: [step], milestones: [2] })).toThrow(/one milestone between/);
    expect(
      () => new SequentialLR(other, { schedulers: [step, new StepLR(other, { stepSize: 1 })], milestones: [2] }),
    ).toThrow(/belongs to another optimizer/);
    expect(() => new OneCycleLR(new Adagrad([leaf([1])]), { maxLr: 1, totalSteps: 5 })).toThrow(
      /Adagrad has no momentum to cycle/,
    );
    const cycle = new OneCycleLR(optimizer, { maxLr: 1, totalSteps: 2, cycleMomentum: false });
    cycle.step();
    cycle.step();
    expect(() => cycle.step()).toThrow(/step 3 lies beyond the cycle of 2 steps/);
    expect(() => step.loadStateDict({ steps: 1, baseRates: [1, 1] })).toThrow(/of 2 groups, this optimizer has 1/);
  });

  it('cycle the first beta of rules that have betas', () => {
    const optimizer = new Adam([leaf([1])]);
    new OneCycleLR(optimizer, { maxLr: 0.1, totalSteps: 10 });
    expect(optimizer.groups[0]!.settings.betas).toEqual([0.95, 0.999]);
    expect(optimizer.lr).toBeCloseTo(0.1 / 25, 14);
  });

  it('a plateau counts a NaN as no progress', () => {
    const optimizer = new SGD([leaf([1])], { lr: 1 });
    const plateau = new ReduceLROnPlateau(optimizer, { patience: 1 });
    for (let i = 0; i < 2; i++) plateau.step(Number.NaN);
    expect(optimizer.lr).toBeCloseTo(0.1, 14);
    expect(() => new ReduceLROnPlateau(optimizer, { factor: 1 })).toThrow(/would not reduce anything/);
  });

  it('bring a regression to its minimum', () => {
    const generator = new Generator(3);
    const x = randn([64, 2], { generator, dtype: 'float64' });
    const y = x.matmul(tensor([[2], [-1]], { dtype: 'float64' }));
    const w = tensor([[0], [0]], { dtype: 'float64', requiresGrad: true });
    const optimizer = new SGD([w], { lr: 0.3 });
    const schedule = new CosineAnnealingLR(optimizer, { tMax: 100 });
    for (let i = 0; i < 100; i++) {
      optimizer.zeroGrad();
      x.matmul(w).mse(y).backward();
      optimizer.step();
      schedule.step();
    }
    expect(w.dataSync()[0]).toBeCloseTo(2, 6);
    expect(w.dataSync()[1]).toBeCloseTo(-1, 6);
  });
});
