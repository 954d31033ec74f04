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
  embedding,
  Generator,
  Linear,
  layerNorm,
  linear,
  Module,
  ones,
  Parameter,
  ReLU,
  Sequential,
  type Shape,
  scaledDotProductAttention,
  stack,
  type Tensor,
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

const load = (module: Module, state: PackedState): void =>
  module.loadStateDict(Object.fromEntries(Object.entries(state).map(([name, packed]) => [name, unpackTensor(packed)])));

/** Parameters under PyTorch's names, for parts that are written here from ops. */
class Weights extends Module {
  constructor(shapes: Readonly<Record<string, Shape>>) {
    super();
    for (const [name, shape] of Object.entries(shapes)) Object.assign(this, { [name]: new Parameter(zeros(shape)) });
  }

  get(name: string): Tensor {
    return this.stateDict()[name]!;
  }
}

const VOCABULARY = 12;
const LENGTH = 6;
const WIDTH = 8;
const HIDDEN = 12;
const HEADS = 2;

/** Embedding, one LSTM layer unrolled from ops, a linear layer. characters int32 [N, T] → logits [N·T, V] */
class CharLstm extends Module {
  readonly embedding = new Weights({ weight: [VOCABULARY, WIDTH] });
  readonly lstm = new Weights({
    weight_ih_l0: [4 * HIDDEN, WIDTH],
    weight_hh_l0: [4 * HIDDEN, HIDDEN],
    bias_ih_l0: [4 * HIDDEN],
    bias_hh_l0: [4 * HIDDEN],
  });
  readonly linear = new Linear(HIDDEN, VOCABULARY);

  forward(characters: Tensor): Tensor {
    const [examples, length] = characters.shape as [number, number];
    const words = embedding(characters, this.embedding.get('weight')); // [N, T, E]
    let state = zeros([examples, HIDDEN]);
    let memory = zeros([examples, HIDDEN]);
    const states: Tensor[] = [];
    for (let t = 0; t < length; t++) {
      const fromWord = linear(words.select(1, t), this.lstm.get('weight_ih_l0'), this.lstm.get('bias_ih_l0'));
      const fromState = linear(state, this.lstm.get('weight_hh_l0'), this.lstm.get('bias_hh_l0'));
      const [i, f, g, o] = fromWord.add(fromState).chunk(4, 1) as [Tensor, Tensor, Tensor, Tensor];
      memory = f.sigmoid().mul(memory).add(i.sigmoid().mul(g.tanh()));
      state = o.sigmoid().mul(memory.tanh());
      states.push(state);
    }
    return this.linear.forward(stack(states, 1)).flatten(0, 1);
  }
}

/** Causal attention with PyTorch's packed projection. x [N, T, E] → [N, T, E] */
class Attention extends Module {
  readonly in_proj_weight = new Parameter(zeros([3 * WIDTH, WIDTH]));
  readonly in_proj_bias = new Parameter(zeros([3 * WIDTH]));
  readonly out_proj = new Linear(WIDTH, WIDTH);

  forward(x: Tensor): Tensor {
    const [examples, length] = x.shape as [number, number, number];
    const split = (t: Tensor): Tensor => t.reshape([examples, length, HEADS, -1]).transpose(1, 2);
    const [q, k, v] = linear(x, this.in_proj_weight, this.in_proj_bias).chunk(3, -1).map(split) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const seen = scaledDotProductAttention(q, k, v, { causal: true }); // [N, heads, T, E/heads]
    return this.out_proj.forward(seen.transpose(1, 2).reshape(x.shape));
  }
}

class Norm extends Module {
  readonly weight = new Parameter(zeros([WIDTH]));
  readonly bias = new Parameter(zeros([WIDTH]));

  forward(x: Tensor): Tensor {
    return layerNorm(x, WIDTH, this.weight, this.bias);
  }
}

class Block extends Module {
  readonly self_attn = new Attention();
  readonly linear1 = new Linear(WIDTH, 4 * WIDTH);
  readonly linear2 = new Linear(4 * WIDTH, WIDTH);
  readonly norm1 = new Norm();
  readonly norm2 = new Norm();

  forward(x: Tensor): Tensor {
    const attended = x.add(this.self_attn.forward(this.norm1.forward(x)));
    return attended.add(this.linear2.forward(this.linear1.forward(this.norm2.forward(attended)).gelu()));
  }
}

/** A decoder of one block, norm first. characters int32 [N, T] → logits [N·T, V] */
class Transformer extends Module {
  readonly embedding = new Weights({ weight: [VOCABULARY, WIDTH] });
  readonly position = new Weights({ weight: [LENGTH, WIDTH] });
  readonly block = new Block();
  readonly norm = new Norm();
  readonly linear = new Linear(WIDTH, VOCABULARY);

  forward(characters: Tensor): Tensor {
    const x = embedding(characters, this.embedding.get('weight')).add(this.position.get('weight'));
    return this.linear.forward(this.norm.forward(this.block.forward(x))).flatten(0, 1);
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
