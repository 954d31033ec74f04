// What a watched update says of itself: memories before and after, and summands that add up to the change.

import { describe, expect, it } from 'vitest';
import {
  Adadelta,
  Adagrad,
  Adam,
  AdamW,
  Lion,
  listen,
  NAdam,
  type ParameterUpdate,
  RMSprop,
  SGD,
  type Tensor,
  tensor,
} from '../index.ts';

type Rule = { step(): void; zeroGrad(): void };

/** Three updates with gradients that change, of which the last is heard. */
function lastUpdate(make: (parameters: Tensor[]) => Rule): ParameterUpdate & { numbers: Record<string, number[]> } {
  const w = tensor([0.5, -2, 3], { requiresGrad: true, dtype: 'float64' });
  const rule = make([w]);
  const heard: (ParameterUpdate & { numbers: Record<string, number[]> })[] = [];
  const stop = listen((event) => {
    if (event.type !== 'param.update') return;
    const numbers: Record<string, number[]> = {
      before: [...event.before.read()],
      after: [...event.parameter.read()],
      gradient: [...event.gradient.read()],
    };
    for (const { name, tensor: part } of event.parts) numbers[`part ${name}`] = [...part.read()];
    for (const { name, before, after } of event.state) {
      numbers[`${name} before`] = [...before.read()];
      numbers[`${name} after`] = [...after.read()];
    }
    heard.push({ ...event, numbers });
  });
  for (const factor of [1, -3, 0.5]) {
    rule.zeroGrad();
    w.square()
      .mul(tensor([factor, 1, 2], { dtype: 'float64' }))
      .sum()
      .backward();
    rule.step();
  }
  stop();
  expect(heard).toHaveLength(3);
  return heard[2]!;
}

const rules: readonly [string, (parameters: Tensor[]) => Rule, string[], string[]][] = [
  ['plain descent', (p) => new SGD(p, { lr: 0.1 }), [], ['gradient']],
  ['a heavy ball', (p) => new SGD(p, { lr: 0.1, momentum: 0.9, dampening: 0.2 }), ['velocity'], ['gradient', 'memory']],
  [
    'decay',
    (p) => new SGD(p, { lr: 0.1, momentum: 0.9, weightDecay: 0.01 }),
    ['velocity'],
    ['gradient', 'memory', 'decay'],
  ],
  [
    'RMSprop',
    (p) => new RMSprop(p, { lr: 0.1, alpha: 0.9, momentum: 0.5, weightDecay: 0.1 }),
    ['squares', 'velocity'],
    ['gradient', 'memory', 'decay'],
  ],
  ['centred RMSprop', (p) => new RMSprop(p, { lr: 0.1, centered: true }), ['squares', 'mean'], ['gradient']],
  ['Adam', (p) => new Adam(p, { lr: 0.1 }), ['mean', 'variance'], ['gradient', 'memory']],
  [
    'Adam with decay in the gradient',
    (p) => new Adam(p, { lr: 0.1, weightDecay: 0.1 }),
    ['mean', 'variance'],
    ['gradient', 'memory', 'decay'],
  ],
  ['Adagrad', (p) => new Adagrad(p, { lr: 0.1, lrDecay: 0.3, weightDecay: 0.1 }), ['sum'], ['gradient', 'decay']],
  ['Adadelta', (p) => new Adadelta(p, { weightDecay: 0.1 }), ['squares', 'changes'], ['gradient', 'decay']],
  ['Lion', (p) => new Lion(p, { lr: 0.1, weightDecay: 0.1 }), ['mean'], ['gradient', 'memory', 'decay']],
  ['NAdam', (p) => new NAdam(p, { lr: 0.1, weightDecay: 0.1 }), ['mean', 'variance'], ['gradient', 'memory', 'decay']],
  ['AdamW', (p) => new AdamW(p, { lr: 0.1, weightDecay: 0.1 }), ['mean', 'variance'], ['gradient', 'memory', 'decay']],
];

describe('a watched update', () => {
  it.each(rules)('of %s is taken apart without a rest', (_, make, slots, parts) => {
    const { numbers, state, parts: told, steps, pass } = lastUpdate(make);
    expect([steps, pass]).toEqual([3, '']);
    expect(state.map(({ name }) => name).sort()).toEqual([...slots].sort());
    expect(told.map(({ name }) => name).sort()).toEqual([...parts].sort());
    for (let i = 0; i < 3; i++) {
      const sum = parts.reduce((total, name) => total + numbers[`part ${name}`]![i]!, 0);
      expect(sum).toBeCloseTo(numbers['after']![i]! - numbers['before']![i]!, 12);
    }
  });

  it('shows memories as they were: Adam’s mean moves a tenth of the way to the gradient', () => {
    const { numbers, settings, optimizer } = lastUpdate((p) => new Adam(p, { lr: 0.1 }));
    const [before, after, g] = ['mean before', 'mean after', 'gradient'].map((name) => numbers[name]![1]!);
    expect(after).toBeCloseTo(0.9 * before! + 0.1 * g!, 12);
    expect([optimizer, settings['lr']]).toEqual(['Adam', 0.1]);
  });

  it('of a rule that does not say has memories, but no parts', () => {
    const { parts, state } = lastUpdate((p) => new SGD(p, { lr: 0.1, momentum: 0.9, nesterov: true }));
    expect(parts).toEqual([]);
    expect(state).toHaveLength(1);
  });
});
