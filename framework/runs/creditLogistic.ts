/**
 * Logistic regression decides about loans: holes filled, columns scaled, and both learned from the training rows alone. The
 * protected column `group` and the region that betrays it are left out; what that does and does not repair is a lesson's
 * question. The labels are drawn from a known chance, so that even the true formula cannot reach an AUC of 1.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { type CreditRecords, generateCredit } from '../data/generators/credit.ts';
import { SimpleImputer } from '../data/table/SimpleImputer.ts';
import { StandardScaler } from '../data/table/StandardScaler.ts';
import type { Table } from '../data/table/Table.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { concat } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { tensor } from '../tensor/create.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { rocAuc } from '../train/rocAuc.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';
import type { Supervised } from '../train/supervised.ts';
import { makeExtreme, weighedLoss, weightsOf } from './creditOptions.ts';
import { amount, choice, count, onOff, rate } from './knobs.ts';
import { decisionMaps } from './planeMaps.ts';
import { privacyOf, privateKnobs } from './privateStep.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

/** Columns that the model sees. */
export const COLUMNS = ['income', 'debtRatio', 'yearsEmployed', 'latePayments', 'homeOwner'];
/** Scaled features lie within three standard deviations of 0, nearly all. */
const EXTENT = 3.5;
/** Share of incomes and years that are missing. */
export const MISSING = 0.1;

/** Numbers and holes filled and scaled, then group and region as they are. */
function inputsOf(
  table: Table,
  columns: ColumnChoice,
  fit: { imputer: SimpleImputer; scaler: StandardScaler },
): Tensor {
  const plain = fit.scaler.transform(fit.imputer.transform(table.select(COLUMNS)).toTensor()); // [N, 5]
  const extra: number[][] = [];
  if (columns === 'group' || columns === 'all')
    extra.push(table.texts('group').map((group) => (group === 'B' ? 1 : 0)));
  if (columns === 'region' || columns === 'all')
    for (const region of REGIONS) extra.push(table.texts('region').map((value) => (value === region ? 1 : 0)));
  return extra.length === 0 ? plain : concat([plain, tensor(extra).transpose().contiguous()], 1);
}

/**
 * For `observe`: the two features with the largest weights, as `strongest` [2], and over the plane of these two the probability that the model
 * gives, all others at 0, which is their mean (a 0 of what is not scaled): `decisionMap` [40, 40].
 */
function strongestMaps(model: Linear): NonNullable<Supervised['observe']> {
  const strongest = (): number[] => {
    const weights = [...model.weight.dataSync()].map(Math.abs);
    const order = weights.map((_, i) => i).sort((a, b) => weights[b]! - weights[a]!);
    return order.slice(0, 2).sort((a, b) => a - b);
  };
  const atPlaces = (points: Tensor): Tensor => {
    const [x, y] = strongest();
    const [values, columns] = [points.dataSync(), model.weight.shape[1]!];
    const rows = new Float32Array(points.shape[0]! * columns);
    for (let i = 0; i < points.shape[0]!; i++) {
      rows[i * columns + x!] = values[2 * i]!;
      rows[i * columns + y!] = values[2 * i + 1]!;
    }
    return model.forward(tensorFrom(rows, [points.shape[0]!, columns], 'float32'));
  };
  return {
    probabilities: (logits) => logits.sigmoid(),
    strongest: () => tensor(strongest()),
    ...decisionMaps(atPlaces, { extent: EXTENT }),
  };
}

/** Parts of 0 … 1 in which chances are counted. */
const PARTS = 100;

/**
 * For `observe`: how many of the examined have a chance in which hundredth, those who did not repay [0] and those who did [1]: `examined`
 * [2, 100].
 */
const examinedChances =
  (model: Linear, { tensors: [inputs, labels] }: TensorDataset) =>
  (): Tensor => {
    const [chances, repaid] = [model.forward(inputs!).sigmoid().dataSync(), labels!.dataSync()];
    const counts = new Float32Array(2 * PARTS);
    for (let row = 0; row < chances.length; row++) {
      const part = Math.min(PARTS - 1, Math.floor(chances[row]! * PARTS));
      counts[repaid[row]! * PARTS + part]!++;
    }
    return tensorFrom(counts, [2, PARTS], 'float32');
  };

/**
 * For `observe`: everybody examined, as `applicants` [n, 4]: the chance that the model gives, the group (A 0, B 1), what was written down, and what
 * would have been without the effect on group B.
 */
const applicants =
  (model: Linear, { tensors: [inputs] }: TensorDataset, recorded: CreditRecords, fair: Tensor) =>
  (): Tensor => {
    const chances = model.forward(inputs!).sigmoid().dataSync();
    const [labels, rights] = [recorded.labels.dataSync(), fair.dataSync()];
    const rows = recorded.table
      .texts('group')
      .flatMap((group, row) => [chances[row]!, group === 'B' ? 1 : 0, labels[row]!, rights[row]!]);
    return tensorFrom(Float32Array.from(rows), [labels.length, 4], 'float32');
  };

/** How often the model says yes, and how often to those who repaid (or would have): by group. */
function byGroup(logits: Tensor, groups: readonly (string | null)[], labels: Tensor): Metrics {
  const [scores, repaid] = [logits.dataSync(), labels.dataSync()];
  const share = (group: string, isMeant: (row: number) => boolean): number => {
    const rows = groups.flatMap((own, row) => (own === group && isMeant(row) ? [row] : []));
    return rows.filter((row) => scores[row]! > 0).length / rows.length;
  };
  const right = groups.filter((_, row) => scores[row]! > 0 === (repaid[row] === 1)).length;
  return {
    accuracy: right / groups.length,
    selectedA: share('A', () => true),
    selectedB: share('B', () => true),
    tprA: share('A', (row) => repaid[row] === 1),
    tprB: share('B', (row) => repaid[row] === 1),
  };
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 2000 } = options;
  const knobs = turned(creditLogistic, options);
  const { examples, epochs, groupEffect, columns } = knobs;
  const streams = new Generator(seed);
  const records = (name: string, many: number, effect: number): CreditRecords =>
    generateCredit(many, streams.fork(name), { missing: MISSING, groupEffect: effect });
  const train = records('train', examples, groupEffect);
  const test = records('test', testExamples, groupEffect);
  // The people are drawn before the labels: without the effect they are the same people, judged fairly.
  const fair = groupEffect === 0 ? test : records('test', testExamples, 0);
  const judged = knobs.fairLabels ? fair : test;
  const imputer = new SimpleImputer({ strategy: 'median' }).fit(train.table.select(COLUMNS));
  const scaler = new StandardScaler().fit(imputer.transform(train.table.select(COLUMNS)).toTensor());
  const weights = weightsOf(train, knobs.weights, knobs.without);
  const prepared = ({ table, labels }: CreditRecords, weight: ArrayLike<number> | null): TensorDataset => {
    const inputs = inputsOf(table, columns, { imputer, scaler });
    const right = labels.to('float32').unsqueeze(1);
    const targets = weight === null ? right : concat([right, tensor([...Array.from(weight)]).unsqueeze(1)], 1);
    return new TensorDataset(inputs, targets); // [N, 5 …] and [N, 1], or [N, 2] where examples have weights
  };
  const learned = prepared(train, weights);
  if (knobs.extreme >= 0) makeExtreme(learned, knobs.extreme);
  const examination = prepared(test, null);
  const model = new Linear(examination.tensors[0]!.shape[1]!, 1, { generator: streams.fork('weights') });
  const optimizer = new SGD(model.parameters(), { lr: knobs.lr });
  const observe = {
    ...strongestMaps(model),
    examined: examinedChances(model, examination),
    applicants: applicants(model, examination, test, fair.labels),
  };
  const parts: Supervised = { model, optimizer, loss: weighedLoss, measures: {}, observe };
  const setup = supervisedSetup({
    run: creditLogistic,
    knobs,
    seed,
    train: learned,
    test: examination,
    parts,
    epochs,
    privacy: privacyOf(knobs, seed),
  });
  const evaluate = (): Metrics => {
    const logits = noGrad(() => model.forward(examination.tensors[0]!));
    const groups = test.table.texts('group');
    return { ...setup.evaluate(), auc: rocAuc(logits, test.labels), ...byGroup(logits, groups, judged.labels) };
  };
  return { ...setup, evaluate };
}

const columnChoice = choice(['no-group', 'region', 'group', 'all'], 'no-group');
type ColumnChoice = (typeof columnChoice.options)[number];
const REGIONS = ['north', 'east', 'south', 'west'];

export const creditLogistic = {
  name: 'credit-logistic',
  title: 'Who will repay?',
  summary: 'Logistic regression on loan records with holes; the protected column is left out.',
  metric: 'auc',
  better: 'higher',
  threshold: 0.81,
  realData: null,
  knobs: {
    examples: count(2000, 1, 20000),
    epochs: count(10, 1, 1000),
    lr: rate(0.2),
    batch: count(32, 1, 2000),
    schedule: scheduleKnob('cosine'),
    /** Added to the log-odds of group B: past unfairness in the labels. */
    groupEffect: amount(0, -3, 3),
    /** What the model sees beside its five columns; `no-group`: nothing. */
    columns: columnChoice,
    /** `reweighed`: groups and outcomes as if they were independent. */
    weights: choice(['equal', 'reweighed'], 'equal'),
    ...privateKnobs,
    /** A person whose gradient is left out; -1: nobody. */
    without: count(-1, -1, 20000),
    /** A person who is made unlike anybody; -1: nobody. */
    extreme: count(-1, -1, 20000),
    /** Examine by the labels that the same people would have had without the effect. */
    fairLabels: onOff(false),
  },
  build,
} satisfies Run;
