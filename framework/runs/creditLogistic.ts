/**
 * Logistic regression decides about loans: holes filled, columns scaled, and both learned from the training rows alone. The
 * protected column `group` and the region that betrays it are left out; what that does and does not repair is a lesson's
 * question. The labels are drawn from a known chance, so that even the true formula cannot reach an AUC of 1.
 */
import { TensorDataset } from '../data/Dataset.ts';
import { generateCredit } from '../data/generators/credit.ts';
import { SimpleImputer } from '../data/table/SimpleImputer.ts';
import { StandardScaler } from '../data/table/StandardScaler.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { bceWithLogits } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { rocAuc } from '../train/rocAuc.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { count, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

/** Columns that the model sees. */
export const COLUMNS = ['income', 'debtRatio', 'yearsEmployed', 'latePayments', 'homeOwner'];
/** Share of incomes and years that are missing. */
export const MISSING = 0.1;

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 2000 } = options;
  const knobs = turned(creditLogistic, options);
  const { examples, epochs } = knobs;
  const streams = new Generator(seed);
  const train = generateCredit(examples, streams.fork('train'), { missing: MISSING });
  const test = generateCredit(testExamples, streams.fork('test'), { missing: MISSING });
  const imputer = new SimpleImputer({ strategy: 'median' }).fit(train.table.select(COLUMNS));
  const scaler = new StandardScaler().fit(imputer.transform(train.table.select(COLUMNS)).toTensor());
  const prepared = ({ table, labels }: typeof train): TensorDataset => {
    const inputs = scaler.transform(imputer.transform(table.select(COLUMNS)).toTensor());
    return new TensorDataset(inputs, labels.to('float32').unsqueeze(1)); // [N, 5] and [N, 1]
  };
  const model = new Linear(COLUMNS.length, 1, { generator: streams.fork('weights') });
  const optimizer = new SGD(model.parameters(), { lr: knobs.lr });
  const examination = prepared(test);
  const setup = supervisedSetup({
    run: creditLogistic,
    knobs,
    seed,
    train: prepared(train),
    test: examination,
    parts: { model, optimizer, loss: bceWithLogits, measures: {} },
    epochs,
  });
  const auc = (): number =>
    rocAuc(
      noGrad(() => model.forward(examination.tensors[0]!)),
      test.labels,
    );
  return { ...setup, evaluate: () => ({ ...setup.evaluate(), auc: auc() }) };
}

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
  },
  build,
} satisfies Run;
