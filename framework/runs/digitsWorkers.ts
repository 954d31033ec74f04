/**
 * The digits and the network of digits-cnn, learned by several workers: each holds the weights and takes its shard of the same batch, the gradients are
 * added up round a ring, and all make the same update. One machine plays all of them in turns, so that every gradient can be looked at.
 * Source: Li et al., "PyTorch distributed: experiences on accelerating data parallel training" (2020).
 */
import type { LoadedBatch } from '../data/DataLoader.ts';
import { crossEntropy } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { tensor } from '../tensor/create.ts';
import { Generator } from '../tensor/random.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { emit, inPass, isListening, isObserved, unheard } from '../trace/emit.ts';
import { accuracy } from '../train/accuracy.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';
import { type Supervised, showOutputs } from '../train/supervised.ts';
import { hubSchedule, ringSchedule, ringSum, starSum } from './allReduce.ts';
import { digitsNetwork, generatedDigits } from './digitsCnn.ts';
import { choice, count, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { gathered, handOut, shardsOf } from './shards.ts';
import { supervisedSetup } from './supervisedSetup.ts';

/** The batch that the rate is meant for. */
const USUAL_BATCH = 32;
/** The pass in which all do the same. */
const TOGETHER = 'together';

/** What a worker sends: its share of the sum over all examples. A substitute named `sentGradient` gets the same. */
function sent(mean: Float32Array, examples: number): Float32Array {
  const substitute = isSubstituting() ? substituteFor('sentGradient') : null;
  if (substitute !== null) return runSubstitute<Float32Array>(substitute, [mean, examples]);
  return mean.map((value) => value * examples);
}

/** What the sum comes to. A substitute named `combinedGradient` gets the same. */
function combined(sum: Float32Array, examples: number, workers: number): Float32Array {
  const substitute = isSubstituting() ? substituteFor('combinedGradient') : null;
  if (substitute !== null) return runSubstitute<Float32Array>(substitute, [sum, examples, workers]);
  return sum.map((value) => value / examples);
}

/** Is a batch norm to see the whole batch, not each worker's shard? A substitute named `pooledStatistics` is asked instead. */
function isPooled(): boolean {
  const substitute = isSubstituting() ? substituteFor('pooledStatistics') : null;
  return substitute === null || runSubstitute<boolean>(substitute, []);
}

const lengthOf = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));

/**
 * Everybody's mean and how many examples it is of → the mean over all; null: nobody stands in the place, and the sums travel. A substitute named
 * `combineGradients` gets the same.
 */
function combinedBySubstitute(means: readonly Float32Array[], examples: readonly number[]): Float32Array | null {
  const substitute = isSubstituting() ? substituteFor('combineGradients') : null;
  return substitute === null ? null : runSubstitute<Float32Array>(substitute, [means, examples]);
}

/** The same by what the workers send: sums go round the ring, or to one in the middle. */
function travelled(means: readonly Float32Array[], examples: readonly number[], isRing: boolean): Float32Array {
  const sums = means.map((mean, k) => sent(mean, examples[k]!));
  const all = examples.reduce((sum, size) => sum + size, 0);
  return combined(isRing ? ringSum(sums) : starSum(sums), all, means.length);
}

/** How many cells the ring is shown with: few enough to be drawn one by one. */
export const BOARD_CELLS = 10;

/** Tell whoever wants to see it who sends what when: for a few cells (`ring`), and for all of them (`schedule`). [messages, 5] */
function showRing(workers: number, length: number): void {
  for (const [name, cells] of Object.entries({ ring: BOARD_CELLS, schedule: length })) {
    if (!isObserved(name)) continue;
    const rows = ringSchedule(workers, cells).map(({ step, from, lo, hi, add }) => [step, from, lo, hi, Number(add)]);
    if (rows.length === 0) continue; // one worker sends nothing
    emit({ type: 'observed', name, tensor: unheard(() => tensor(rows, { dtype: 'int32' })).traced() });
  }
}

/** The same where all lines end at one place, for the few cells. [messages, 6] */
function showHub(workers: number, hub: number): void {
  if (!isObserved('hub')) return;
  const messages = hubSchedule(workers, BOARD_CELLS, hub);
  if (messages.length === 0) return;
  const rows = messages.map(({ step, from, to, lo, hi, add }) => [step, from, to, lo, hi, Number(add)]);
  emit({ type: 'observed', name: 'hub', tensor: unheard(() => tensor(rows, { dtype: 'int32' })).traced() });
}

interface Team {
  readonly workers: number;
  readonly isRagged: boolean;
  readonly topology: 'ring' | 'star' | 'server';
  readonly dead: number;
  readonly hasNorm: boolean;
}

/** One update of all workers on a batch. Errors: nobody is left. */
function teamStep(parts: Supervised, { tensors }: LoadedBatch, team: Team): Metrics {
  const { model, optimizer, loss: criterion } = parts;
  const [inputs, targets] = tensors as [Tensor, Tensor];
  const rows = inputs.shape[0]!;
  const shards = shardsOf(rows, team.workers, team.isRagged).filter(
    ({ worker, from, to }) => worker !== team.dead && to > from,
  );
  model.train();
  const whole = team.hasNorm && isPooled() ? inPass(TOGETHER, () => model.forward(inputs)) : null;
  const means: Float32Array[] = [];
  const sizes: number[] = [];
  const metrics: Record<string, number> = {};
  let [examples, loss, right] = [0, 0, 0];
  for (const { worker, from, to } of shards) {
    inPass(`worker${worker}`, () => {
      optimizer.zeroGrad();
      const [x, y] = unheard(() => [inputs.slice(0, from, to), targets.slice(0, from, to)] as const);
      const outputs = whole === null ? model.forward(x) : whole.slice(0, from, to);
      const own = criterion(outputs, y);
      const value = own.itemSync();
      if (isListening()) showOutputs(parts, { inputs: x, targets: y }, outputs, own.history?.id ?? 0, value);
      own.backward({ retainGraph: whole !== null });
      const gradient = gathered(model);
      means.push(gradient);
      sizes.push(to - from);
      metrics[`norm${worker}`] = lengthOf(gradient);
      examples += to - from;
      loss += value * (to - from);
      right += accuracy(outputs, y) * (to - from);
    });
  }
  inPass(TOGETHER, () => {
    const gradient = combinedBySubstitute(means, sizes) ?? travelled(means, sizes, team.topology === 'ring');
    metrics['norm'] = lengthOf(gradient);
    handOut(model, gradient);
    if (isListening()) {
      emit({ type: 'loss', op: 0, pass: TOGETHER, value: loss / examples });
      if (team.topology === 'ring') showRing(means.length, gradient.length);
      else showHub(means.length, team.topology === 'star' ? 0 : means.length);
    }
    optimizer.step();
  });
  return { loss: loss / examples, accuracy: right / examples, ...metrics };
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 500 } = options;
  const knobs = turned(digitsWorkers, options);
  const { workers, epochs, batch } = knobs;
  const { train, test } = generatedDigits(knobs.examples, testExamples, seed);
  const model = digitsNetwork(new Generator(seed).fork('weights'), { norm: knobs.norm });
  const more = batch / USUAL_BATCH;
  const factor = { none: 1, linear: more, root: Math.sqrt(more) }[knobs.lrRule];
  const parts: Supervised = {
    model,
    optimizer: new SGD(model.parameters(), { lr: knobs.lr * factor }),
    loss: crossEntropy,
    measures: { accuracy },
    observe: { probabilities: (logits) => logits.softmax(1) },
  };
  const team: Team = {
    workers,
    isRagged: knobs.shards === 'ragged',
    topology: knobs.topology,
    dead: workers === 1 ? 0 : knobs.dead,
    hasNorm: knobs.norm === 'batch',
  };
  const setup = supervisedSetup({
    run: digitsWorkers,
    knobs,
    seed,
    train,
    test,
    parts,
    epochs,
    examinationBatch: 250,
  });
  const { onDevice: _, ...rest } = setup;
  return { ...rest, step: (loaded) => teamStep(parts, loaded, team) };
}

export const digitsWorkers = {
  name: 'digits-workers',
  title: 'Four workers, one network',
  summary: 'Workers share each batch of digits, add up their gradients round a ring, and stay one network.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.9,
  realData: null,
  knobs: {
    lr: rate(0.2),
    batch: count(USUAL_BATCH, 1, 500),
    examples: count(5000, 1, 20000),
    epochs: count(2, 1, 100),
    workers: count(4, 1, 8),
    /** Star: one worker adds up for all. Server: a machine apart does, keeps the weights, and learns nothing itself. */
    topology: choice(['ring', 'star', 'server'], 'ring'),
    /** Ragged: the last worker has a quarter of an even share. */
    shards: choice(['even', 'ragged'], 'even'),
    /** What a larger batch than 32 does to the rate: nothing, as many times as much, or the root of that. */
    lrRule: choice(['none', 'linear', 'root'], 'none'),
    norm: choice(['none', 'batch'], 'none'),
    /** A worker that takes no part, counted from 1; 0: all do. In a fork: one that dies. */
    dead: count(0, 0, 8),
    schedule: scheduleKnob('linear'),
  },
  build,
} satisfies Run;
