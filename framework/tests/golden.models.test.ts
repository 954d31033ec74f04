/**
 * Whole networks beside PyTorch: its weights, loaded by name, give the same outputs, and ten training steps on the same
 * batches give the same ten losses to 1e-5. JSON by golden/generate.py.
 */
import { describe, expect, it } from 'vitest';
import { Adam, crossEntropy, digitsNetwork, Generator } from '../index.ts';
import { float32Tolerance, mismatch } from './golden/mismatch.ts';
import { type GoldenNumber, type PackedTensor, readGolden, unpackTensor } from './golden/readGolden.ts';

interface ModelCase {
  readonly model: string;
  readonly settings: { readonly lr: number };
  readonly weights: Readonly<Record<string, PackedTensor>>;
  readonly batches: readonly { readonly inputs: PackedTensor; readonly targets: PackedTensor }[];
  /** Of the first batch, before training. */
  readonly outputs: readonly GoldenNumber[];
  readonly losses: readonly number[];
}

const ALLOWED = 1e-5; // how far a loss may be from PyTorch's

const cases = readGolden<ModelCase>('models');
const named = (model: string): ModelCase => cases.find((golden) => golden.model === model)!;

const unpackAll = (weights: Readonly<Record<string, PackedTensor>>) =>
  Object.fromEntries(Object.entries(weights).map(([name, packed]) => [name, unpackTensor(packed)]));

describe("digits-cnn with PyTorch's weights", () => {
  const golden = named('digits-cnn');
  const batches = golden.batches.map(({ inputs, targets }) => ({
    inputs: unpackTensor(inputs),
    targets: unpackTensor(targets),
  }));
  const network = digitsNetwork(new Generator(0));
  network.loadStateDict(unpackAll(golden.weights));

  it('gives the same logits', () => {
    const logits = network.forward(batches[0]!.inputs);
    expect(mismatch(logits.dataSync(), golden.outputs, logits.shape, float32Tolerance)).toBeNull();
  });

  it('has the same first ten training losses', () => {
    const optimizer = new Adam(network.parameters(), golden.settings);
    const losses = golden.losses.map((_, step) => {
      const { inputs, targets } = batches[step % batches.length]!;
      optimizer.zeroGrad();
      const loss = crossEntropy(network.forward(inputs), targets);
      loss.backward();
      optimizer.step();
      return loss.itemSync();
    });
    expect(mismatch(losses, golden.losses, [losses.length], { relative: 0, absolute: ALLOWED })).toBeNull();
  });
});
