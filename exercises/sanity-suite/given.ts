/**
 * What the sandbox hands to the student's test: three healthy trainings, and the way a test is asked about one. Everything comes from a
 * seed, the same at every build.
 */
import {
  Adam,
  crossEntropy,
  DataLoader,
  Dropout,
  Generator,
  Linear,
  Module,
  noGrad,
  type Optimizer,
  ReLU,
  SGD,
  type Tensor,
  TensorDataset,
  type TrainingSetup,
  tensor,
} from '#framework';

const [CLASSES, FEATURES, TRAIN, HELD, BATCH] = [3, 4, 48, 24, 8];

type Line = 'zeroGrad' | 'forward' | 'backward' | 'step';
type AnyOptimizer = Optimizer<{ lr: number }>;

/** What may be different about a training. */
interface Parts {
  readonly outputs?: number;
  readonly dropout?: number;
  readonly lr?: number;
  readonly order?: readonly Line[];
  readonly optimizer?: 'SGD' | 'Adam';
  readonly trained?: (parameters: Tensor[]) => Tensor[];
  readonly inputs?: (x: Tensor) => Tensor;
  readonly between?: (hidden: Tensor) => Tensor;
  readonly loss?: (outputs: Tensor, labels: Tensor, right: typeof crossEntropy) => Tensor;
  /** Makes what turns a training batch's labels into those that are learned. */
  readonly labels?: () => (labels: Tensor) => Tensor;
  readonly learnsWhileExamined?: boolean;
}

export const plain: Parts = {};
export const withAdam: Parts = { optimizer: 'Adam', lr: 0.02 };
export const withDropout: Parts = { dropout: 0.1 };

/** Three clouds that can be told apart, a few points near the borders excepted. */
function clouds(n: number, stream: Generator): TensorDataset {
  const labels = Array.from({ length: n }, (_, i) => i % CLASSES);
  const x = labels.map((label) =>
    Array.from({ length: FEATURES }, (_, d) => stream.normal(d === label ? 1.6 : 0, 0.5)),
  );
  return new TensorDataset(tensor(x), tensor(labels, { dtype: 'int32' }));
}

class Network extends Module {
  readonly hidden: Linear;
  readonly relu = new ReLU();
  readonly dropout: Dropout;
  readonly output: Linear;
  private readonly parts: Parts;

  constructor(parts: Parts, seed: number) {
    super();
    const generator = new Generator(seed).fork('weights');
    this.parts = parts;
    this.hidden = new Linear(FEATURES, 16, { generator });
    this.dropout = new Dropout(parts.dropout ?? 0, { generator: new Generator(seed).fork('dropout') });
    this.output = new Linear(16, parts.outputs ?? CLASSES, { generator });
  }

  /** x [m, 4] → scores [m, 3] */
  forward(x: Tensor): Tensor {
    const { inputs = (same) => same, between = (same) => same } = this.parts;
    const hidden = between(this.relu.forward(this.hidden.forward(inputs(x)))); // [m, 16]
    return this.output.forward(this.parts.dropout === undefined ? hidden : this.dropout.forward(hidden));
  }
}

function build(parts: Parts, seed: number): TrainingSetup {
  const data = new Generator(seed).fork('data');
  const loader = new DataLoader(clouds(TRAIN, data), { batchSize: BATCH, shuffle: true, seed });
  const held = new DataLoader(clouds(HELD, data), { batchSize: HELD });
  const model = new Network(parts, seed);
  const all = [...model.parameters()] as Tensor[];
  const trained = parts.trained?.(all) ?? all;
  const lr = parts.lr ?? 0.3;
  const optimizer: AnyOptimizer = parts.optimizer === 'Adam' ? new Adam(trained, { lr }) : new SGD(trained, { lr });
  const price = (outputs: Tensor, labels: Tensor): Tensor =>
    parts.loss?.(outputs, labels, crossEntropy) ?? crossEntropy(outputs, labels);
  const wanted = parts.labels?.() ?? ((labels: Tensor) => labels);
  const order = parts.order ?? ['zeroGrad', 'forward', 'backward', 'step'];

  function learn(x: Tensor, labels: Tensor): number {
    let loss: Tensor | null = null;
    const lines: Readonly<Record<Line, () => void>> = {
      zeroGrad: () => model.zeroGrad(),
      forward: () => {
        loss = price(model.forward(x), labels);
      },
      backward: () => loss!.backward(),
      step: () => optimizer.step(),
    };
    for (const line of order) lines[line]();
    return (loss as Tensor | null)!.itemSync();
  }

  return {
    name: 'three-clouds-in-four-dimensions',
    seed,
    config: { classes: CLASSES, examples: TRAIN, batchSize: BATCH },
    model,
    optimizers: { main: optimizer },
    loader,
    generators: {},
    epochs: 8,
    step: ({ tensors: [x, labels] }) => {
      model.train();
      return { loss: learn(x!, wanted(labels!)) };
    },
    evaluate: () => {
      model.eval();
      let loss = 0;
      for (const { tensors: [x, labels] } of held.epoch(0))
        loss = parts.learnsWhileExamined ? learn(x!, labels!) : noGrad(() => price(model.forward(x!), labels!)).itemSync();
      model.train();
      return { loss };
    },
  };
} // biome-ignore format: the two ways to examine side by side

type IsHealthy = (build: () => TrainingSetup) => boolean;

/** Asks the student's test about one training. */
export function drive(student: { readonly isHealthy: IsHealthy }, parts: Parts, seed: number): boolean {
  return student.isHealthy(() => build(parts, seed));
}
