/**
 * Whole networks beside PyTorch: its weights, loaded by name, give the same outputs, and ten training steps on the same
 * batches give the same ten losses to 1e-5: a CNN, an LSTM, a Transformer, a GAN. JSON by golden/generate.py.
 */
import { describe, expect, it } from 'vitest';
import {
  Adam,
  bceWithLogits,
  crossEntropy,
  digitsNetwork,
  Embedding,
  Generator,
  LayerNorm,
  LearnedPositionalEncoding,
  Linear,
  LSTM,
  Module,
  ones,
  ReLU,
  Sequential,
  type Tensor,
  TransformerEncoderLayer,
  zeros,
} from '../index.ts';
import { float32Tolerance, mismatch } from './golden/mismatch.ts';
import { type GoldenNumber, type PackedTensor, readGolden, unpackTensor } from './golden/readGolden.ts';

type PackedState = Readonly<Record<string, PackedTensor>>;

interface SupervisedCase {
  readonly model: string;
  readonly settings: { readonly lr: number };
  readonly weights: PackedState;
  readonly batches: readonly { readonly inputs: PackedTensor; readonly targets: PackedTensor }[];
  /** Of the first batch, before training. */
  readonly outputs: readonly GoldenNumber[];
  readonly losses: readonly number[];
}

interface AdversarialCase {
  readonly model: 'gan';
  readonly settings: { readonly lr: number; readonly betas: readonly [number, number] };
  readonly generator: PackedState;
  readonly discriminator: PackedState;
  readonly batches: readonly { readonly noise: PackedTensor; readonly real: PackedTensor }[];
  /** [of the discriminator, of the generator] in each step. */
  readonly losses: readonly (readonly [number, number])[];
}

const lossTolerance = { relative: 0, absolute: 1e-5 };

const cases = readGolden<SupervisedCase | AdversarialCase>('models');
const named = <Case extends { readonly model: string }>(model: string): Case =>
  cases.find((golden) => golden.model === model) as unknown as Case;

const load = (module: Module, state: PackedState): void => {
  module.loadStateDict(Object.fromEntries(Object.entries(state).map(([name, packed]) => [name, unpackTensor(packed)])));
};

const VOCABULARY = 12;
const LENGTH = 6;
const WIDTH = 8;
const HIDDEN = 12;
const HEADS = 2;

/** Embedding, one LSTM layer, a linear layer. characters int32 [N, T] → logits [N·T, V] */
class CharLstm extends Module {
  readonly embedding = new Embedding(VOCABULARY, WIDTH);
  readonly lstm = new LSTM(WIDTH, HIDDEN, { batchFirst: true });
  readonly linear = new Linear(HIDDEN, VOCABULARY);

  forward(characters: Tensor): Tensor {
    const [states] = this.lstm.forward(this.embedding.forward(characters));
    return this.linear.forward(states).flatten(0, 1);
  }
}

/** A decoder of one block, norm first. characters int32 [N, T] → logits [N·T, V] */
class Transformer extends Module {
  readonly embedding = new Embedding(VOCABULARY, WIDTH);
  readonly position = new LearnedPositionalEncoding(LENGTH, WIDTH);
  readonly block = new TransformerEncoderLayer(WIDTH, HEADS, {
    dimFeedforward: 4 * WIDTH,
    dropout: 0,
    activation: 'gelu',
    normFirst: true,
  });
  readonly norm = new LayerNorm(WIDTH);
  readonly linear = new Linear(WIDTH, VOCABULARY);

  forward(characters: Tensor): Tensor {
    const x = this.position.forward(this.embedding.forward(characters));
    return this.linear.forward(this.norm.forward(this.block.forward(x, { causal: true }))).flatten(0, 1);
  }
}

const networks: Readonly<Record<string, () => Module & { forward(inputs: Tensor): Tensor }>> = {
  'digits-cnn': () => digitsNetwork(new Generator(0)),
  'char-lstm': () => new CharLstm(),
  transformer: () => new Transformer(),
};

for (const [model, build] of Object.entries(networks)) {
  describe(`${model} with PyTorch's weights`, () => {
    const golden = named<SupervisedCase>(model);
    const batches = golden.batches.map((batch) => ({
      inputs: unpackTensor(batch.inputs),
      targets: unpackTensor(batch.targets),
    }));

    it('gives the same logits', () => {
      const network = build();
      load(network, golden.weights);
      const logits = network.forward(batches[0]!.inputs);
      expect(mismatch(logits.dataSync(), golden.outputs, logits.shape, float32Tolerance)).toBeNull();
    });

    it('has the same first ten training losses', () => {
      const network = build();
      load(network, golden.weights);
      const optimizer = new Adam(network.parameters(), golden.settings);
      const losses = golden.losses.map((_, step) => {
        const { inputs, targets } = batches[step % batches.length]!;
        optimizer.zeroGrad();
        const loss = crossEntropy(network.forward(inputs), targets);
        loss.backward();
        optimizer.step();
        return loss.itemSync();
      });
      expect(losses).toHaveLength(10);
      expect(mismatch(losses, golden.losses, [losses.length], lossTolerance)).toBeNull();
    });
  });
}

describe("a GAN with PyTorch's weights", () => {
  it('has the same first ten losses on both sides', () => {
    const golden = named<AdversarialCase>('gan');
    const generator = new Sequential(new Linear(2, 16), new ReLU(), new Linear(16, 2));
    const discriminator = new Sequential(new Linear(2, 16), new ReLU(), new Linear(16, 1));
    load(generator, golden.generator);
    load(discriminator, golden.discriminator);
    const ofGenerator = new Adam(generator.parameters(), golden.settings);
    const ofDiscriminator = new Adam(discriminator.parameters(), golden.settings);
    const losses = golden.losses.map((_, step) => {
      const batch = golden.batches[step % golden.batches.length]!;
      const [noise, real] = [unpackTensor(batch.noise), unpackTensor(batch.real)];
      const [yes, no] = [ones([real.shape[0]!, 1]), zeros([real.shape[0]!, 1])];
      ofDiscriminator.zeroGrad();
      const onFakes = bceWithLogits(discriminator.forward(generator.forward(noise).detach()), no);
      const caught = bceWithLogits(discriminator.forward(real), yes).add(onFakes);
      caught.backward();
      ofDiscriminator.step();
      ofGenerator.zeroGrad();
      const fooled = bceWithLogits(discriminator.forward(generator.forward(noise)), yes);
      fooled.backward();
      ofGenerator.step();
      return [caught.itemSync(), fooled.itemSync()] as const;
    });
    expect(mismatch(losses.flat(), golden.losses.flat(), [losses.length, 2], lossTolerance)).toBeNull();
  });
});
