/**
 * The training steps that the benchmark times, with fixed shapes, so that they can be compared with the same steps in other
 * frameworks (benchmarks/). Data is random: only the time counts. A step returns its loss, which the benchmark reads back as a real
 * loop would.
 */
import {
  Adam,
  AdamW,
  bceWithLogits,
  Conv2d,
  crossEntropy,
  Embedding,
  Flatten,
  type Generator,
  Linear,
  LSTM,
  MaxPool2d,
  type Module,
  noGrad,
  type Optimizer,
  ones,
  Parameter,
  ReLU,
  RNN,
  randint,
  randn,
  Sequential,
  SGD,
  type Tensor,
  TransformerEncoder,
  zeros,
} from '../index.ts';

export interface Workload {
  readonly name: string;
  /** One line: the network and the batch. */
  readonly shape: string;
  /** Build it; the result makes one training step and returns the loss, not read yet. */
  readonly build: (generator: Generator) => () => Tensor;
}

type AnyOptimizer = Optimizer<{ lr: number }>;

const step = (optimizer: AnyOptimizer, loss: () => Tensor): Tensor => {
  optimizer.zeroGrad();
  const value = loss();
  value.backward();
  optimizer.step();
  return value;
};

function classify(model: Sequential, optimizer: AnyOptimizer, images: Tensor, labels: Tensor): () => Tensor {
  return () => step(optimizer, () => crossEntropy(model.forward(images), labels));
}

const mnistCnn: Workload = {
  name: 'mnist-cnn',
  shape: 'conv 1→8, pool, conv 8→16, pool, linear 784→10; batch 32 of 28×28; Adam',
  build: (generator) => {
    const model = new Sequential(
      new Conv2d(1, 8, 3, { padding: 1, generator }),
      new ReLU(),
      new MaxPool2d(2),
      new Conv2d(8, 16, 3, { padding: 1, generator }),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Linear(784, 10, { generator }),
    );
    const images = randn([32, 1, 28, 28], { generator });
    return classify(model, new Adam(model.parameters()), images, randint(0, 10, [32], { generator }));
  },
};

const seedCnn: Workload = {
  name: 'seed-cnn',
  shape: 'conv 3→32, pool, conv 32→64, pool, linear 4096→128→10; batch 64 of 32×32; SGD with momentum',
  build: (generator) => {
    const model = new Sequential(
      new Conv2d(3, 32, 3, { padding: 1, generator }),
      new ReLU(),
      new MaxPool2d(2),
      new Conv2d(32, 64, 3, { padding: 1, generator }),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Linear(64 * 8 * 8, 128, { generator }),
      new ReLU(),
      new Linear(128, 10, { generator }),
    );
    const optimizer = new SGD(model.parameters(), { lr: 1e-3, momentum: 0.9 });
    return classify(model, optimizer, randn([64, 3, 32, 32], { generator }), randint(0, 10, [64], { generator }));
  },
};

const mlp: Workload = {
  name: 'mlp',
  shape: '2-16-16-1 tanh; batch 64; SGD',
  build: (generator) => {
    const layers = [
      new Linear(2, 16, { generator }),
      new Linear(16, 16, { generator }),
      new Linear(16, 1, { generator }),
    ] as const;
    const optimizer = new SGD(
      layers.flatMap((layer: Module) => [...layer.parameters()]),
      { lr: 1e-2 },
    );
    const x = randn([64, 2], { generator });
    const y = randint(0, 2, [64, 1], { generator }).to('float32');
    const [first, second, third] = layers;
    return () => step(optimizer, () => bceWithLogits(third.forward(second.forward(first.forward(x).tanh()).tanh()), y));
  },
};

/** Three linear layers with leaky ReLU between: both players of the GAN. */
function leakyNetwork(
  sizes: readonly [number, number, number, number],
  generator: Generator,
): { forward: (x: Tensor) => Tensor; parameters: Tensor[] } {
  const SLOPE = 0.2;
  const [a, b, c] = [0, 1, 2].map((i) => new Linear(sizes[i]!, sizes[i + 1]!, { generator })) as [
    Linear,
    Linear,
    Linear,
  ];
  return {
    forward: (x) => c.forward(b.forward(a.forward(x).leakyRelu(SLOPE)).leakyRelu(SLOPE)),
    parameters: [a, b, c].flatMap((layer) => [...layer.parameters()]),
  };
}

const gan: Workload = {
  name: 'gan',
  shape: 'generator 2-64-64-2 against discriminator 2-64-64-1, leaky ReLU; batch 128; a step of each; Adam',
  build: (generator) => {
    const generatorNet = leakyNetwork([2, 64, 64, 2], generator);
    const discriminator = leakyNetwork([2, 64, 64, 1], generator);
    const [generatorRule, discriminatorRule] = [new Adam(generatorNet.parameters), new Adam(discriminator.parameters)];
    const [real, fakeLabel] = [ones([128, 1]), zeros([128, 1])];
    return () => {
      const fake = generatorNet.forward(randn([128, 2], { generator }));
      step(discriminatorRule, () =>
        bceWithLogits(discriminator.forward(randn([128, 2], { generator })), real).add(
          bceWithLogits(discriminator.forward(fake.detach()), fakeLabel),
        ),
      );
      return step(generatorRule, () => bceWithLogits(discriminator.forward(fake), real));
    };
  },
};

const [CHARACTERS, EMBEDDED, HIDDEN, STEPS, SEQUENCES] = [28, 32, 64, 16, 32];

/** A character model around a recurrent layer: every step predicts the next character. */
function characterModel(name: 'rnn' | 'lstm', generator: Generator): () => Tensor {
  const embed = new Embedding(CHARACTERS, EMBEDDED, { generator });
  const options = { batchFirst: true, generator };
  const cell = name === 'rnn' ? new RNN(EMBEDDED, HIDDEN, options) : new LSTM(EMBEDDED, HIDDEN, options);
  const read = new Linear(HIDDEN, CHARACTERS, { generator });
  const optimizer = new Adam([embed, cell, read].flatMap((layer: Module) => [...layer.parameters()]));
  const words = randint(0, CHARACTERS, [SEQUENCES, STEPS], { generator });
  const next = randint(0, CHARACTERS, [SEQUENCES * STEPS], { generator });
  return () =>
    step(optimizer, () => {
      const [outputs] = cell.forward(embed.forward(words)); // [N, T, H]
      return crossEntropy(read.forward(outputs).reshape([-1, CHARACTERS]), next);
    });
}

const recurrent = (name: 'rnn' | 'lstm'): Workload => ({
  name,
  shape: 'embedding 28→32, hidden 64, linear 64→28; 32 sequences of 16; Adam',
  build: (generator) => characterModel(name, generator),
});

const gpt: Workload = {
  name: 'gpt',
  shape: '65 tokens, width 64, 4 heads, 2 pre-norm blocks; 16 sequences of 64; AdamW',
  build: (generator) => {
    const [tokens, width, length, batch] = [65, 64, 64, 16];
    const embed = new Embedding(tokens, width, { generator });
    const places = new Parameter(randn([length, width], { generator }).mul(0.02).detach());
    const blocks = new TransformerEncoder(width, 4, {
      numLayers: 2,
      dimFeedforward: 4 * width,
      dropout: 0,
      activation: 'gelu',
      normFirst: true,
      generator,
    });
    const read = new Linear(width, tokens, { generator });
    const optimizer = new AdamW([...[embed, blocks, read].flatMap((layer: Module) => [...layer.parameters()]), places]);
    const text = randint(0, tokens, [batch, length], { generator });
    const next = randint(0, tokens, [batch * length], { generator });
    return () =>
      step(optimizer, () => {
        const thought = blocks.forward(embed.forward(text).add(places), { causal: true }); // [N, T, D]
        return crossEntropy(read.forward(thought).reshape([-1, tokens]), next);
      });
  },
};

export const workloads: readonly Workload[] = [mnistCnn, seedCnn, recurrent('rnn'), recurrent('lstm'), gpt, gan, mlp];

/** Matrix sizes whose product is timed alone. */
export const matmulSizes: readonly number[] = [512, 1024];

/** One product of two square matrices. */
export const matmulOf = (n: number, generator: Generator): (() => Tensor) => {
  const [a, b] = [randn([n, n], { generator }), randn([n, n], { generator })];
  return () => noGrad(() => a.matmul(b));
};
