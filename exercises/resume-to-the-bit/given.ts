/**
 * A small network that learns, is saved in the middle, and goes on somewhere else: what the resumed runs do, step by step, beside the one that
 * never stopped.
 */
import {
  Adam,
  BatchNorm1d,
  type Cursor,
  DataLoader,
  Dropout,
  Generator,
  Linear,
  Module,
  mse,
  noGrad,
  type Optimizer,
  ReLU,
  SGD,
  type Tensor,
  TensorDataset,
  type TrainingSetup,
  tensor,
} from '#framework';

/** What a case says of its run. */
export interface Plan {
  readonly seed: number;
  readonly optimizer: 'sgd' | 'momentum' | 'adam';
  readonly dropout: number;
  readonly norm: boolean;
  /** Where the run is saved. */
  readonly step: number;
  /** Does whoever loads hold the two layers in another order? */
  readonly otherOrder: boolean;
}

const [EXAMPLES, BATCH, WIDTH, MORE] = [12, 4, 3, 3];
const PER_EPOCH = EXAMPLES / BATCH;

class Net extends Module {
  first: Linear | null = null;
  second: Linear | null = null;
  readonly norm: BatchNorm1d | null;
  readonly dropout: Dropout | null;
  readonly relu = new ReLU();

  constructor({ norm, dropout }: Plan, generator: Generator, silence: Generator, isTurned: boolean) {
    super();
    // Before batch norm a bias is told nothing but rounding, and Adam makes full steps of it.
    const first = new Linear(WIDTH, WIDTH, { generator, bias: !norm });
    const second = new Linear(WIDTH, WIDTH, { generator });
    // A module's fields are listed in the order in which they were made.
    if (isTurned) {
      const itself = this as unknown as Record<string, unknown>;
      delete itself['first'];
      delete itself['second'];
      itself['second'] = second;
      itself['first'] = first;
    } else [this.first, this.second] = [first, second];
    this.norm = norm ? new BatchNorm1d(WIDTH) : null;
    this.dropout = dropout > 0 ? new Dropout(dropout, { generator: silence }) : null;
  }

  forward(x: Tensor): Tensor {
    let h = this.first!.forward(x);
    if (this.norm !== null) h = this.norm.forward(h);
    h = this.relu.forward(h);
    if (this.dropout !== null) h = this.dropout.forward(h);
    return this.second!.forward(h);
  }
}

function ruleOf(name: Plan['optimizer'], model: Module): Optimizer<{ lr: number }> {
  if (name === 'adam') return new Adam(model.parameters(), { lr: 0.05 });
  return new SGD(model.parameters(), { lr: 0.1, momentum: name === 'momentum' ? 0.9 : 0 });
}

function build(plan: Plan, isTurned = false): TrainingSetup {
  const streams = new Generator(plan.seed);
  const draw = streams.fork('data');
  const numbers = (): number[][] =>
    Array.from({ length: EXAMPLES }, () => Array.from({ length: WIDTH }, () => draw.normal()));
  const dataset = new TensorDataset(tensor(numbers()), tensor(numbers()));
  const silence = streams.fork('dropout');
  const model = new Net(plan, streams.fork('weights'), silence, isTurned);
  const optimizer = ruleOf(plan.optimizer, model);
  const loss = ([x, y]: readonly Tensor[]): Tensor => mse(model.forward(x!), y!);
  return {
    name: 'small',
    seed: plan.seed,
    config: {},
    model,
    optimizers: { main: optimizer },
    loader: new DataLoader(dataset, { batchSize: BATCH, shuffle: true, seed: plan.seed }),
    generators: plan.dropout > 0 ? { dropout: silence } : {},
    epochs: 9,
    step: ({ tensors }) => {
      model.train();
      optimizer.zeroGrad();
      const batch = loss(tensors);
      batch.backward();
      optimizer.step();
      return { loss: batch.itemSync() };
    },
    evaluate: () => {
      model.eval();
      const all = Int32Array.from({ length: EXAMPLES }, (_, i) => i);
      const value = noGrad(() => loss(dataset.batch(all))).itemSync();
      model.train();
      return { loss: value };
    },
  };
}

interface Walk {
  /** Which examples each batch held, and its loss. */
  readonly batches: number[][];
  readonly losses: number[];
  /** All parameters by name, in the order of the alphabet, after the last of these steps. */
  readonly weights: number[];
  readonly cursor: Cursor;
}

/** So many steps from a place on. */
function walk(setup: TrainingSetup, from: Cursor, steps: number): Walk {
  const [batches, losses]: [number[][], number[]] = [[], []];
  let cursor = from;
  for (let made = 0; made < steps; ) {
    for (const batch of setup.loader.epoch(cursor.epoch, cursor.batch)) {
      batches.push([...batch.ids]);
      losses.push(setup.step(batch)['loss']!);
      const isLast = cursor.batch + 1 === PER_EPOCH;
      cursor = {
        step: cursor.step + 1,
        epoch: cursor.epoch + (isLast ? 1 : 0),
        batch: isLast ? 0 : cursor.batch + 1,
      };
      if (++made === steps) break;
    }
  }
  const named = Object.entries(Object.fromEntries(setup.model.namedParameters())).sort(([a], [b]) => (a < b ? -1 : 1));
  return { batches, losses, weights: named.flatMap(([, one]) => [...one.dataSync()]), cursor };
}

interface Student {
  readonly save: (setup: TrainingSetup, cursor: Cursor) => unknown;
  readonly load: (setup: TrainingSetup, saved: unknown) => Cursor;
}

/** What a run does after it was loaded: its examination at once, then its steps. */
function resumed(setup: TrainingSetup, cursor: Cursor) {
  const exam = setup.evaluate()['loss']!;
  const { batches, losses, weights } = walk(setup, cursor, MORE);
  return { cursor: [cursor.step, cursor.epoch, cursor.batch], exam, batches, losses, weights };
}

/** The run without a break: what every answer must come to, to the bit. */
export function unbroken(plan: Plan) {
  const setup = build(plan);
  const { cursor } = walk(setup, { step: 0, epoch: 0, batch: 0 }, plan.step);
  const right = resumed(setup, cursor);
  return { once: right, twice: right, sameBits: true };
}

/** Saved, learned on, loaded elsewhere, learned on there; and loaded once more from the same state. */
export function drive({ save, load }: Student, plan: Plan) {
  const setup = build(plan);
  const { cursor } = walk(setup, { step: 0, epoch: 0, batch: 0 }, plan.step);
  const saved = save(setup, cursor);
  const right = resumed(setup, cursor);
  const elsewhere = (isTurned: boolean) => {
    const other = build(plan, isTurned);
    return resumed(other, load(other, saved));
  };
  const [once, twice] = [elsewhere(plan.otherOrder), elsewhere(false)];
  const bits = (one: typeof right): string => [...one.losses, ...one.weights, one.exam].map(String).join();
  return { once, twice, sameBits: [once, twice].every((one) => bits(one) === bits(right)) };
}
