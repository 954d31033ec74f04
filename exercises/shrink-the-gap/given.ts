/**
 * The trial: a training on forty noisy rows for each seed, and what its model says about rows that it never saw. Runs where the student's
 * code does.
 */
import {
  accuracy,
  crossEntropy,
  Generator,
  generateMoons,
  noGrad,
  type Tensor,
  TensorDataset,
  type TrainingSetup,
  tensor,
} from '#framework';

interface Rows {
  readonly train: TensorDataset;
  readonly validation: TensorDataset;
}
type Build = (rows: Rows, seed: number) => TrainingSetup;

const TRAIN = 40;
const VALIDATION = 100;
const HELD_OUT = 500;
/** Rows far out, with the label that nobody would give them: who knows it has learned from them. */
const planted = { points: [[-3, 2.5], [-3.5, 2], [-2.5, 3], [4, -2], [4.5, -1.5], [3.5, -2.5]], labels: [1, 1, 1, 0, 0, 0] }; // biome-ignore format: points

/** Moons with a tenth of the labels wrong, and rows after them. */
function noisyMoons(many: number, points: Generator, flip: Generator, more?: typeof planted): TensorDataset {
  const moons = generateMoons(many, points, { noise: 0.3 });
  const labels = [...moons.labels.dataSync()].map((label) =>
    flip.uniform() < 0.1 ? 1 - Number(label) : Number(label),
  );
  const rows = moons.points.toArray() as number[][];
  return new TensorDataset(
    tensor([...rows, ...(more?.points ?? [])]),
    tensor([...labels, ...(more?.labels ?? [])], { dtype: 'int32' }),
  );
}

const rowsOf = (points: Tensor): string[] => (points.toArray() as number[][]).map((row) => row.join());

/** One training, and what is to be known about it. */
function trial(buildRun: Build, seed: number) {
  const streams = new Generator(seed);
  const train = noisyMoons(TRAIN, streams.fork('train'), streams.fork('flip'));
  const validation = noisyMoons(VALIDATION, streams.fork('validation'), streams.fork('flip-validation'), planted);
  const test = noisyMoons(HELD_OUT, streams.fork('test'), streams.fork('flip-test'));
  const [mine, others] = [train, validation].map(({ tensors }) => new Set(rowsOf(tensors[0]!)));
  const setup = buildRun({ train, validation }, seed);
  const { model, loader } = setup;
  let [strangers, examined] = [false, false];
  for (let epoch = 0; epoch < setup.epochs; epoch++)
    for (const batch of loader.epoch(epoch)) {
      if (epoch === 0)
        for (const row of rowsOf(batch.tensors[0]!)) {
          if (others!.has(row)) examined = true;
          else if (!mine!.has(row)) strangers = true;
        }
      setup.step(batch);
    }
  const told = setup.evaluate();
  model.eval();
  const ask = ({ tensors: [points, labels] }: TensorDataset) =>
    noGrad(() => {
      const logits = (model as unknown as { forward(x: Tensor): Tensor }).forward(points!);
      return { loss: crossEntropy(logits, labels!).itemSync(), accuracy: accuracy(logits, labels!), logits };
    });
  const [learned, looked, held] = [ask(train), ask(validation), ask(test)];
  const remembered = ask(new TensorDataset(tensor(planted.points), tensor(planted.labels, { dtype: 'int32' })));
  const classes = new Set((held.logits.toArray() as number[][]).map(([a, b]) => a! < b!));
  const weights = [...model.parameters()].map(({ shape }) => shape.join('×')).join(' ');
  return {
    gap: held.loss - learned.loss,
    accuracy: held.accuracy,
    examined: examined || remembered.accuracy > 0.8,
    strangers,
    constant: classes.size === 1,
    accuracyTold: Math.abs((told['accuracy'] ?? Number.NaN) - looked.accuracy) < 1e-6,
    lossTold: Math.abs((told['loss'] ?? Number.NaN) - looked.loss) < 1e-3,
    design: `${weights} ${setup.epochs} ${loader.length} ${Object.values(setup.optimizers).map(({ lr }) => lr)}`,
  };
}

/** What five trainings come to. */
export function drive({ buildRun }: { readonly buildRun: Build }, seeds: readonly number[]) {
  const all = seeds.map((seed) => trial(buildRun, seed));
  const mean = (of: 'gap' | 'accuracy'): number =>
    Math.round((1000 * all.reduce((sum, one) => sum + one[of], 0)) / all.length) / 1000;
  return {
    gap: mean('gap'),
    accuracy: mean('accuracy'),
    learnedFromValidation: all.some(({ examined }) => examined),
    strangeRows: all.some(({ strangers }) => strangers),
    oneAnswer: all.every(({ constant }) => constant),
    accuracyTold: all.every((one) => one.accuracyTold),
    lossTold: all.every((one) => one.lossTold),
    sameDesign: new Set(all.map(({ design }) => design)).size === 1,
  };
}
