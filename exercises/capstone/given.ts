/**
 * The end of it all, where the student's package runs: a small convolutional network whose last layer, dropout, derivatives, optimizer, loop,
 * examination and list of parameters are the package's. Convolutions, pools, digits and the loss are ours.
 */
import {
  accuracy,
  avgPool2d,
  Conv2d,
  crossEntropy,
  customFunction,
  Flatten,
  Generator,
  generateDigits,
  gradcheck,
  MaxPool2d,
  Module,
  noGrad,
  ReLU,
  randn,
  SGD,
  type Substitute,
  type SubstitutedCall,
  substituting,
  type Tensor,
  tensor,
} from '#framework';

type Layer = Module & { forward(x: Tensor): Tensor };
type Loss = (outputs: Tensor, targets: Tensor) => Tensor;
type Batch = [x: Tensor, labels: Tensor];
type Node = { kind: 'module'; fields: Record<string, Node> } | { kind: 'parameter'; id: number };

/** What the parts are asked for. */
export interface Package {
  readonly Linear: new (inFeatures: number, outFeatures: number, options: { generator: Generator }) => Layer;
  readonly Dropout: new (
    p: number,
  ) => {
    training: boolean;
    forward(x: number[], u: number[]): number[];
    backward(grad: number[]): number[];
  };
  readonly Adam: new (
    lr: number,
    beta1: number,
    beta2: number,
    eps: number,
  ) => {
    step(theta: number[], grad: number[]): number[];
  };
  readonly matmulBackward: (a: Tensor, b: Tensor, grad: Tensor) => [Tensor, Tensor];
  readonly unbroadcast: (grad: Tensor, shape: readonly number[]) => Tensor;
  readonly namedParameters: (root: Node) => [string, number][];
  readonly trainEpoch: (model: Layer, loader: Iterable<Batch>, loss: Loss, optimizer: never) => number;
  readonly validate: (model: Layer, loader: Iterable<Batch>, loss: Loss) => number;
}

const SIDE = 14;
const CLASSES = 10;
const BATCH = 16;
const EXAMPLES = 192;
const TEST = 64;
const EPOCHS = 6;

/** A layer round the package's rule for arrays; draws come from a stream. */
class Silence extends Module {
  private readonly rule: InstanceType<Package['Dropout']>;
  private readonly draws: Generator;

  constructor(rule: InstanceType<Package['Dropout']>, draws: Generator) {
    super();
    this.rule = rule;
    this.draws = draws;
  }

  forward(x: Tensor): Tensor {
    const { rule, draws, training } = this;
    rule.training = training;
    const apply = customFunction({
      name: 'yourDropout',
      forward: (input) => {
        const numbers = Array.from(input.dataSync());
        const u = numbers.map(() => draws.uniform());
        return tensor(rule.forward(numbers, u)).reshape(input.shape);
      },
      backward: (grad) => [tensor(rule.backward(Array.from(grad.dataSync()))).reshape(grad.shape)],
    });
    return apply(x);
  }
}

/** [N, 1, 14, 14] → [N, 10]. Whatever watches it is told of every output. */
class Network extends Module {
  readonly conv1: Conv2d;
  readonly conv2: Conv2d;
  readonly silence: Silence;
  readonly linear: Layer;
  private readonly pool = new MaxPool2d(2);
  private readonly relu = new ReLU();
  private readonly flatten = new Flatten();
  seen: (output: Tensor) => void = () => {};

  constructor({ Linear, Dropout }: Package, streams: Generator) {
    super();
    const generator = streams.fork('weights');
    this.conv1 = new Conv2d(1, 4, 3, { padding: 1, generator });
    this.conv2 = new Conv2d(4, 8, 3, { padding: 1, generator });
    this.silence = new Silence(new Dropout(0.1), streams.fork('dropout'));
    this.linear = new Linear(8 * 3 * 3, CLASSES, { generator });
  }

  forward(x: Tensor): Tensor {
    const one = this.pool.forward(this.relu.forward(this.conv1.forward(x))); // [N, 4, 7, 7]
    const two = this.pool.forward(this.relu.forward(this.conv2.forward(one))); // [N, 8, 3, 3]
    const output = this.linear.forward(this.silence.forward(this.flatten.forward(two)));
    this.seen(output);
    return output;
  }
}

/** Digits at half their size, in batches that can be walked again. */
function digits(count: number, generator: Generator): readonly Batch[] {
  const { images, labels } = generateDigits(count, generator);
  const small = noGrad(() => avgPool2d(tensor(images).reshape([count, 1, 2 * SIDE, 2 * SIDE]), 2));
  const all = tensor(Array.from(labels), { dtype: 'int32' });
  return Array.from({ length: Math.ceil(count / BATCH) }, (_, i) => {
    const [from, to] = [i * BATCH, Math.min(count, (i + 1) * BATCH)];
    return [small.slice(0, from, to), all.slice(0, from, to)];
  });
}

/** The package's derivatives in the place of ours, while its loop runs. */
const derivatives = ({ matmulBackward, unbroadcast }: Package): readonly Substitute[] =>
  [
    {
      name: 'matmul.backward',
      run: (grad: Tensor, { inputs: [a, b] }: SubstitutedCall) => matmulBackward(a!, b!, grad),
    },
    {
      name: 'add.backward',
      run: (grad: Tensor, { inputs }: SubstitutedCall) => inputs.map(({ shape }) => unbroadcast(grad, shape)),
    },
  ].map((part) => ({ ...part, id: 'package', by: 'reader' as const }));

const norm = (values: Iterable<number>): number =>
  Math.sqrt([...values].reduce((sum, value) => sum + value * value, 0));
const numbersOf = (model: Module): number[] => [...model.parameters()].flatMap((one) => [...one.dataSync()]);

/** Every part answers at all: shapes and lengths of what it returns. */
function alone(parts: Package, seed: number) {
  const random = new Generator(seed);
  const [m, n, k] = [2 + random.integer(3), 2 + random.integer(3), 2 + random.integer(3)];
  const ones = (length: number): number[] => new Array<number>(length).fill(1);
  const { Linear, Dropout, Adam, matmulBackward, unbroadcast, namedParameters } = parts;
  const linear = new Linear(n, k, { generator: random });
  const [left, right] = matmulBackward(randn([m, n]), randn([n, k]), randn([m, k]));
  const tree: Node = { kind: 'module', fields: { a: { kind: 'parameter', id: 1 }, b: { kind: 'parameter', id: 2 } } };
  return {
    linear: [...linear.forward(randn([m, n])).shape],
    dropout: new Dropout(0.5).forward(ones(m), ones(m)).length,
    adam: new Adam(0.1, 0.9, 0.999, 1e-8).step(ones(k), ones(k)).length,
    matmul: [[...left.shape], [...right.shape]],
    unbroadcast: [...unbroadcast(randn([m, n]), [n]).shape],
    names: namedParameters(tree).map(([name]) => name),
  };
}

/** The derivatives against differences, and who hears of the loss. */
function gradients(parts: Package, seed: number) {
  const random = new Generator(seed);
  const { matmulBackward, unbroadcast } = parts;
  const product = customFunction({
    name: 'yourMatmul',
    forward: (a, b) => a!.matmul(b!),
    backward: (grad, { inputs: [a, b] }) => matmulBackward(a!, b!, grad),
  });
  const sum = customFunction({
    name: 'yourAdd',
    forward: (a, b) => a!.add(b!),
    backward: (grad, { inputs }) => inputs.map(({ shape }) => unbroadcast(grad, shape)),
  });
  const drawn = (shape: number[]): Tensor => randn(shape, { generator: random, dtype: 'float64' });
  const worst = gradcheck(([x, w, b]) => sum(product(x!, w!).tanh(), b!), [drawn([3, 4]), drawn([4, 2]), drawn([2])], {
    generator: random,
  });
  const network = new Network(parts, random.fork('network'));
  const [[x, labels]] = digits(8, random.fork('digits')) as [Batch];
  substituting(derivatives(parts), () => crossEntropy(network.forward(x), labels).backward());
  const without = [...network.namedParameters()].filter(([, one]) => !one.grad || norm(one.grad.dataSync()) === 0);
  return { agree: worst === null, without: without.map(([name]) => name) };
}

/** A module as a tree of boxes, and its parameters by their numbers. */
function treeOf(model: Module): { readonly tree: Node; readonly parameters: readonly Tensor[] } {
  const tree: Node = { kind: 'module', fields: {} };
  const parameters: Tensor[] = [];
  for (const [path, parameter] of model.namedParameters()) {
    let fields = tree.fields;
    const names = path.split('.');
    for (const name of names.slice(0, -1)) {
      const known = fields[name];
      const inside = known?.kind === 'module' ? known : ({ kind: 'module', fields: {} } as const);
      fields[name] = inside;
      fields = inside.fields;
    }
    fields[names.at(-1)!] = { kind: 'parameter', id: parameters.push(parameter) - 1 };
  }
  // Two boxes round it, as in a program that has several networks.
  return { tree: { kind: 'module', fields: { run: { kind: 'module', fields: { model: tree } } } }, parameters };
}

/** Three steps; then what the list names goes into a fresh network, and both make one more. */
function resume(parts: Package, seed: number) {
  const streams = new Generator(seed);
  const batches = digits(4 * BATCH, streams.fork('digits'));
  const make = (name: string) => {
    const model = new Network(parts, streams.fork(name));
    // Silence draws, and would draw otherwise: what is asked here is the weights.
    model.silence.forward = (x) => x;
    return { model, optimizer: new SGD(model.parameters(), { lr: 0.1 }) };
  };
  const [first, fresh] = [make('first'), make('fresh')];
  // The loop is ours: what is asked here is the list.
  const train = ({ model, optimizer }: ReturnType<typeof make>, some: readonly Batch[]): void => {
    for (const [x, labels] of some) {
      optimizer.zeroGrad();
      crossEntropy(model.forward(x), labels).backward();
      optimizer.step();
    }
  };
  train(first, batches.slice(0, 3));
  const saved = treeOf(first.model);
  const file = new Map(
    parts.namedParameters(saved.tree).map(([name, id]) => [name, Float32Array.from(saved.parameters[id]!.dataSync())]),
  );
  const loaded = treeOf(fresh.model);
  noGrad(() => {
    for (const [name, id] of parts.namedParameters(loaded.tree)) {
      const values = file.get(name);
      if (values) loaded.parameters[id]!.copyFrom_(values);
    }
  });
  for (const one of [first, fresh]) train(one, batches.slice(3));
  const [mine, theirs] = [numbersOf(first.model), numbersOf(fresh.model)];
  return { apart: Math.max(...mine.map((value, i) => Math.abs(value - theirs[i]!))), named: file.size };
}

/** Tensors with a history that an examination leaves behind, a batch. */
function flat(parts: Package, seed: number) {
  const streams = new Generator(seed);
  const network = new Network(parts, streams.fork('network'));
  const batches = digits(3 * BATCH, streams.fork('digits'));
  let kept = 0;
  network.seen = (output) => {
    if (output.history) kept++;
  };
  parts.validate(network, batches, crossEntropy);
  return { more: kept / batches.length };
}

/** The package's rule on every parameter. It counts what it finds, and how far it went. */
class Rules {
  readonly moved: number[] = [];
  private readonly rules: readonly (readonly [Tensor, InstanceType<Package['Adam']>])[];

  constructor({ Adam }: Package, parameters: Iterable<Tensor>) {
    this.rules = [...parameters].map((one) => [one, new Adam(0.02, 0.9, 0.999, 1e-8)]);
  }

  zeroGrad(): void {
    for (const [parameter] of this.rules) parameter.grad = null;
  }

  step(): void {
    let squares = 0;
    for (const [parameter, rule] of this.rules) {
      if (!parameter.grad) continue;
      const before = Array.from(parameter.dataSync());
      const after = rule.step([...before], Array.from(parameter.grad.dataSync()));
      noGrad(() => parameter.copyFrom_(after));
      for (const [i, value] of before.entries()) squares += (after[i]! - value) ** 2;
    }
    this.moved.push(Math.sqrt(squares));
  }
}

/** Trains, unless it shows in the first epoch that something is wrong; then examines. */
function train(parts: Package, seed: number) {
  const streams = new Generator(seed);
  const [batches, test] = [digits(EXAMPLES, streams.fork('train')), digits(TEST, streams.fork('test'))];
  const network = new Network(parts, streams.fork('network'));
  const rules = new Rules(parts, network.parameters());
  let left = 0;
  /** When the walk back begins, everything must be empty. */
  const loss: Loss = (outputs, labels) => {
    const batch = crossEntropy(outputs, labels);
    if (outputs.history)
      batch.registerHook(() => {
        if ([...network.parameters()].some(({ grad }) => grad && norm(grad.dataSync()) > 0)) left++;
      });
    return batch;
  };
  const examine = (): number => parts.validate(network, test, crossEntropy);
  const seen = (): { left: boolean; first: boolean; varies: boolean } => ({
    left: left > 0,
    first: (rules.moved[0] ?? 0) > 0,
    varies: !Object.is(examine(), examine()),
  });
  let told = { left: false, first: true, varies: false };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    try {
      substituting(derivatives(parts), () => parts.trainEpoch(network, batches, loss, rules as never));
    } catch (error) {
      // Weights that change between forward and backward are refused; what made them change is told first.
      if (rules.moved[0] === 0) return { ...told, first: false, accuracy: 0 };
      throw error;
    }
    told = seen();
    if (told.left || !told.first || told.varies) return { ...told, accuracy: 0 };
  }
  network.eval();
  const right = noGrad(() =>
    test.reduce((sum, [x, labels]) => sum + accuracy(network.forward(x), labels) * x.shape[0]!, 0),
  );
  return { ...told, accuracy: Math.round((1000 * right) / TEST) / 1000 };
}

const tests = { alone, gradients, resume, flat, train };

/** One test of the package. */
export const drive = (parts: Package, test: keyof typeof tests, seed: number) => tests[test](parts, seed);
