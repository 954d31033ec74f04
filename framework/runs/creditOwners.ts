/**
 * Five banks, one model, and nobody shows the data: each learns a few steps from its own applicants, then the models are averaged, each by the
 * people behind it. One step of the run is one round.
 * Source: McMahan et al., "Communication-efficient learning of deep networks from decentralized data" (2017), algorithm 1.
 */
import { DataLoader } from '../data/DataLoader.ts';
import { TensorDataset } from '../data/Dataset.ts';
import { generateCredit } from '../data/generators/credit.ts';
import { SimpleImputer } from '../data/table/SimpleImputer.ts';
import { StandardScaler } from '../data/table/StandardScaler.ts';
import { constant_ } from '../nn/init.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { bceWithLogits } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { currentPass, emit, inPass, isListening } from '../trace/emit.ts';
import { rocAuc } from '../train/rocAuc.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';
import { supervisedEvaluate } from '../train/supervised.ts';
import { orderedBatches } from './batchOrder.ts';
import { COLUMNS, MISSING } from './creditLogistic.ts';
import { count, type ListKnob, rate } from './knobs.ts';
import { knobsConfig, type Run, type RunOptions, turned } from './Run.ts';

const TEST = 4000;
const ROUNDS = 20;
/** Rounds between two examinations. */
const ROUNDS_PER_EPOCH = 4;

interface Owner {
  readonly name: string;
  readonly inputs: Tensor;
  readonly targets: Tensor;
  readonly people: number;
}

/** Applicants by debt ratio, the smallest to the first owner. */
function dealt(all: TensorDataset, ratios: ArrayLike<number>, sizes: readonly number[]): Owner[] {
  const rows = Int32Array.from({ length: all.length }, (_, row) => row).sort((a, b) => ratios[a]! - ratios[b]!);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const owners: Owner[] = [];
  let from = 0;
  for (const [k, size] of sizes.entries()) {
    // Where there are fewer people than the sizes say, all owners shrink alike.
    const most = all.length - from - (sizes.length - 1 - k); // one person for each owner to come
    const people = k === sizes.length - 1 ? most : Math.min(most, Math.max(1, Math.round((size / total) * all.length)));
    const [inputs, targets] = all.batch(rows.slice(from, from + people)) as [Tensor, Tensor];
    owners.push({ name: `owner${k + 1}`, inputs, targets, people });
    from += people;
  }
  return owners;
}

/**
 * What the owners' parameters come to together, each owner by its share of all people. A substitute named `federatedAverage` gets the same.
 * learned: parameters by owner
 */
function averageOf(learned: readonly Float64Array[][], people: readonly number[]): readonly Float64Array[] {
  const substitute = isSubstituting() ? substituteFor('federatedAverage') : null;
  if (substitute !== null) return runSubstitute(substitute, [learned, people]);
  const total = people.reduce((sum, size) => sum + size, 0);
  const sums = learned[0]!.map((values) => new Float64Array(values.length));
  for (const [k, parameters] of learned.entries()) {
    const share = people[k]! / total;
    for (const [p, values] of parameters.entries())
      for (const [i, value] of values.entries()) sums[p]![i]! += share * value;
  }
  return sums;
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = TEST } = options;
  const knobs = turned(creditOwners, options);
  const streams = new Generator(seed);
  const train = generateCredit(knobs.examples, streams.fork('train'), { missing: MISSING });
  const test = generateCredit(testExamples, streams.fork('test'), { missing: MISSING });
  const imputer = new SimpleImputer({ strategy: 'median' }).fit(train.table.select(COLUMNS));
  const scaler = new StandardScaler().fit(imputer.transform(train.table.select(COLUMNS)).toTensor());
  const prepared = ({ table, labels }: typeof train): TensorDataset =>
    new TensorDataset(
      scaler.transform(imputer.transform(table.select(COLUMNS)).toTensor()),
      labels.to('float32').unsqueeze(1),
    ); // [N, 5] and [N, 1]
  const all = prepared(train);
  const examination = prepared(test);
  const owners = dealt(all, train.table.numbers('debtRatio'), knobs.sizes);
  const model = new Linear(COLUMNS.length, 1, { generator: streams.fork('weights') });
  for (const parameter of model.parameters()) constant_(parameter, 0);
  const parameters = [...model.parameters()];
  const optimizer = new SGD(parameters, { lr: knobs.lr });
  const valuesNow = (): Float64Array[] => parameters.map((parameter) => Float64Array.from(parameter.dataSync()));
  const write = (values: readonly Float64Array[]): void =>
    noGrad(() =>
      parameters.forEach((parameter, i) => void parameter.copyFrom_(values[i] as Float64Array<ArrayBuffer>)),
    );

  /** One owner's share of a round, from the shared model; its last loss. */
  const learnAt = ({ name, inputs, targets }: Owner): number =>
    inPass(name, () => {
      let value = Number.NaN;
      for (let i = 0; i < knobs.localSteps; i++) {
        optimizer.zeroGrad();
        const loss = bceWithLogits(model.forward(inputs), targets);
        value = loss.itemSync();
        if (isListening()) emit({ type: 'loss', op: loss.history?.id ?? 0, pass: currentPass(), value });
        loss.backward();
        optimizer.step();
      }
      return value;
    });

  const round = (): Metrics => {
    const shared = valuesNow();
    const learned: Float64Array[][] = [];
    let loss = 0;
    for (const owner of owners) {
      write(shared);
      loss += (owner.people / all.length) * learnAt(owner);
      learned.push(valuesNow());
    }
    write(
      averageOf(
        learned,
        owners.map(({ people }) => people),
      ),
    );
    if (isListening()) emit({ type: 'loss', op: 0, pass: 'average', value: loss });
    return { loss };
  };

  const rounds = orderedBatches(all, {
    batch: all.length,
    seed,
    updates: knobs.rounds,
    perEpoch: ROUNDS_PER_EPOCH,
    epochs: knobs.rounds === ROUNDS ? options.epochs : undefined,
  });
  const parts = { model, optimizer, loss: bceWithLogits, measures: {} };
  const loader = new DataLoader(examination, { batchSize: examination.length });
  return {
    name: creditOwners.name,
    seed,
    config: {
      lr: knobs.lr,
      batchSize: all.length,
      examples: all.length,
      epochs: rounds.epochs,
      optimizer: 'SGD',
      data: 'generated',
      ...knobsConfig(creditOwners.knobs, knobs),
    },
    model,
    optimizers: { main: optimizer },
    generators: {},
    ...rounds,
    step: round,
    evaluate: () => ({
      ...supervisedEvaluate(parts, loader),
      auc: rocAuc(
        noGrad(() => model.forward(examination.tensors[0]!)),
        test.labels,
      ),
    }),
  };
}

const sizes: ListKnob = { kind: 'list', from: 1, to: 4000, default: [1400, 300, 150, 100, 50] };

export const creditOwners = {
  name: 'credit-owners',
  title: 'Nobody shows the data',
  summary: 'Five owners learn a common model of credit, each from its own people, and share weights alone.',
  metric: 'auc',
  better: 'higher',
  threshold: 0.81,
  realData: null,
  knobs: {
    lr: rate(0.5, 1e-3, 5),
    examples: count(2000, 5, 20000),
    /** People of each owner, as shares of all. */
    sizes,
    rounds: count(ROUNDS, 1, 200),
    /** Steps of each owner in a round, on all its people at once. */
    localSteps: count(5, 1, 100),
  },
  build,
} satisfies Run;
