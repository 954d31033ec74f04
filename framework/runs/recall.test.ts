// What lesson 19 says about recall-rnn, recall-lstm and recall-gru, with seed 7.

import { describe, expect, it } from 'vitest';
import { crossEntropy, Generator, generateRecall, inScope, listen, type Module, type Tensor } from '../index.ts';
import type { KnobValues } from './knobs.ts';
import { watchRun } from './lessonFigures.ts';
import { tellGradientsOfStates } from './stateGradients.ts';

/** Lengths of ∂L/∂h_t (and ∂L/∂c_t) at the start, on 32 sequences of the stream `probe`. */
async function probed(name: string, knobs: KnobValues): Promise<Record<string, number[]>> {
  const { setup } = await watchRun(name, knobs);
  const { inputs, targets } = generateRecall(32, 30, 4, new Generator(7).fork('probe'));
  const { recurrent, embedding, head } = setup.model as unknown as Record<
    string,
    Module & { forward(x: Tensor): never }
  >;
  const seen: Record<string, number[]> = {};
  const stop = listen((event) => {
    if (event.type === 'observed') seen[event.name] = [...event.tensor.read()];
  });
  tellGradientsOfStates(30, () => {
    const [, last] = inScope('recurrent', () => recurrent!.forward(embedding!.forward(inputs))) as [
      Tensor,
      Tensor | Tensor[],
    ];
    const hidden = Array.isArray(last) ? last[0]! : last;
    crossEntropy(head!.forward(hidden.select(0, 0)), targets).backward();
  });
  stop();
  return seen;
}

describe('at the start, over 30 letters', () => {
  it.each([
    { name: 'recall-rnn', knobs: {}, first: 9e-9, ratio: 1.0e-7 },
    { name: 'recall-lstm', knobs: {}, first: 5e-8, ratio: 6.6e-7 },
    { name: 'recall-lstm', knobs: { forgetBias: 3 }, first: 4e-3, ratio: 5.3e-2 },
    { name: 'recall-gru', knobs: {}, first: null, ratio: 5e-6 },
    { name: 'recall-rnn', knobs: { recurrentScale: 1.5 }, first: null, ratio: 4e-3 },
    { name: 'recall-rnn', knobs: { recurrentScale: 4 }, first: 2e1, ratio: 260 },
  ])('$name with $knobs hears the first with $ratio of the last', async ({ name, knobs, first, ratio }) => {
    const { hiddenGradients: lengths } = await probed(name, knobs);
    expect(lengths).toHaveLength(30);
    if (first !== null) expect(Number(lengths![0]!.toPrecision(1))).toBe(first);
    const told = lengths![0]! / lengths![29]!;
    expect(told / ratio).toBeGreaterThan(0.85);
    expect(told / ratio).toBeLessThan(1.15);
  });

  it('an open forget gate lets the gradient of the memory pass', async () => {
    const { memoryGradients, forgetGates } = await probed('recall-lstm', { forgetBias: 3 });
    expect(memoryGradients![0]! / memoryGradients![29]!).toBeCloseTo(1.2, 1);
    expect(forgetGates!.reduce((sum, gate) => sum + gate, 0) / 30).toBeCloseTo(0.953, 2); // σ(3)
  });
});

describe('learning to remember', () => {
  const accuracyAt = async (name: string, knobs: KnobValues, steps: number): Promise<number> => {
    const run = await watchRun(name, knobs);
    await run.to(steps);
    return run.setup.evaluate()['accuracy']!;
  };

  it('needs 60 steps with open gates over 30 letters, where the plain start stays at chance', {
    timeout: 30_000,
  }, async () => {
    expect(await accuracyAt('recall-lstm', { forgetBias: 3 }, 40)).toBeLessThan(0.98);
    expect(await accuracyAt('recall-lstm', { forgetBias: 3 }, 60)).toBeGreaterThanOrEqual(0.98);
    expect(await accuracyAt('recall-lstm', {}, 60)).toBeLessThan(0.4);
  });

  it('takes the plain cell 100 steps over 10 letters, the LSTM more', { timeout: 30_000 }, async () => {
    expect(await accuracyAt('recall-rnn', { length: 10 }, 100)).toBeGreaterThanOrEqual(0.98);
    expect(await accuracyAt('recall-lstm', { length: 10 }, 100)).toBeLessThan(0.98);
    expect(await accuracyAt('recall-gru', { length: 10 }, 100)).toBeGreaterThanOrEqual(0.98);
  });

  it('with weights that explode works only with clipping', { timeout: 30_000 }, async () => {
    const exploding = { length: 20, recurrentScale: 3, optimizer: 'sgd', lr: 0.5 };
    expect(await accuracyAt('recall-rnn', { ...exploding, clip: 1 }, 50)).toBe(1);
    expect(await accuracyAt('recall-rnn', exploding, 50)).toBeLessThan(0.33);
  });

  it('never sees a sequence twice', async () => {
    const { setup } = await watchRun('recall-rnn', { batch: 4 });
    const ids = [0, 1].flatMap((epoch) => [...setup.loader.epoch(epoch)].flatMap((batch) => [...batch.ids]));
    expect(new Set(ids).size).toBe(160);
    const whole = generateRecall(160, 30, 4, new Generator(7).fork('data'));
    expect([...setup.loader.epoch(1, 19)][0]!.tensors[0]!.toArray()).toEqual(
      (whole.inputs.toArray() as unknown[]).slice(156),
    );
  });
});
