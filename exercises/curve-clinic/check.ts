import { crossEntropy, Generator, Linear, noGrad, ReLU, Sequential, SGD, type Tensor, tensor } from '#framework';
import { defineExercise } from '../grader/define.ts';

const [CLASSES, FEATURES, TRAIN, HELD, BATCH, EPOCHS] = [3, 4, 96, 96, 8, 8];

type Line = 'zeroGrad' | 'forward' | 'backward' | 'step';

/** A training's flaws; none: it is healthy. */
interface Flaws {
  readonly order?: readonly Line[];
  readonly trainsOnHeld?: boolean;
  readonly loss?: (scores: Tensor, labels: Tensor) => Tensor;
}

/** Three clouds that overlap. x [n, 4], labels [n] */
function clouds(n: number, stream: Generator): readonly [x: Tensor, labels: Tensor] {
  const classes = Array.from({ length: n }, (_, i) => i % CLASSES);
  const x = classes.map((label) => Array.from({ length: FEATURES }, (_, d) => stream.normal(d === label ? 2 : 0, 1)));
  return [tensor(x), tensor(classes, { dtype: 'int32' })];
}

/** Rows from … to of both. */
const rows = ([x, labels]: readonly [Tensor, Tensor], from: number, to: number): readonly [Tensor, Tensor] => [
  x.slice(0, from, to),
  labels.slice(0, from, to),
];

/** Mean losses by epoch, those of training while it trains, those held out after each epoch; two decimals. */
function curvesOf({ order = ['zeroGrad', 'forward', 'backward', 'step'], trainsOnHeld, loss = crossEntropy }: Flaws) {
  const random = new Generator(7);
  const [train, held] = [clouds(TRAIN, random.fork('train')), clouds(HELD, random.fork('held'))];
  const generator = random.fork('weights');
  const model = new Sequential(new Linear(FEATURES, 16, { generator }), new ReLU(), new Linear(16, CLASSES, { generator })); // biome-ignore format: a small network
  const optimizer = new SGD(model.parameters(), { lr: 0.1 });
  const learn = ([x, labels]: readonly [Tensor, Tensor]): number => {
    let made: Tensor | null = null;
    const lines: Readonly<Record<Line, () => void>> = {
      zeroGrad: () => optimizer.zeroGrad(),
      forward: () => {
        made = loss(model.forward(x), labels);
      },
      backward: () => made!.backward(),
      step: () => optimizer.step(),
    };
    for (const line of order) lines[line]();
    return (made as Tensor | null)!.itemSync();
  };
  const epoch = (data: readonly [Tensor, Tensor], n: number): number => {
    let total = 0;
    for (let from = 0; from < n; from += BATCH) total += learn(rows(data, from, from + BATCH)) / (n / BATCH);
    return total;
  };
  const shown = (value: number): string => value.toFixed(2);
  const curves: { training: string[]; heldOut: string[] } = { training: [], heldOut: [] };
  for (let e = 0; e < EPOCHS; e++) {
    curves.training.push(shown(epoch(train, TRAIN)));
    if (trainsOnHeld) for (let again = 0; again < 3; again++) epoch(held, HELD);
    curves.heldOut.push(shown(noGrad(() => loss(model.forward(held[0]), held[1])).itemSync()));
  }
  return curves;
}

/** Who lies in which bed. */
const patients: Readonly<Record<string, readonly [disease: string, flaws: Flaws]>> = {
  ada: ['zero-after-backward', { order: ['forward', 'backward', 'zeroGrad', 'step'] }],
  ben: ['softmax-applied-twice', { loss: (scores, labels) => crossEntropy(scores.softmax(1), labels) }],
  cem: ['healthy', {}],
  dov: ['trains-on-validation', { trainsOnHeld: true }],
  eve: ['no-zero-grad', { order: ['forward', 'backward', 'step'] }],
  fay: ['sum-not-mean', { loss: (scores, labels) => crossEntropy(scores, labels).mul(labels.size) }],
};

const options = {
  healthy: 'healthy',
  'no-zero-grad': 'gradients are never emptied',
  'zero-after-backward': 'gradients are emptied before the step',
  'step-before-backward': 'the step comes one batch late',
  'trains-on-validation': 'it trains on the held-out rows, too',
  'softmax-applied-twice': 'softmax is applied twice',
  'sum-not-mean': 'the loss is a sum over the batch',
  'lr-too-large': 'the learning rate is too large',
};

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: Object.entries(patients).map(([id, [, flaws]]) => {
    const { training, heldOut } = curvesOf(flaws);
    return { id, title: `${id}. Training: ${training.join(' ')}. Held out: ${heldOut.join(' ')}.`, options };
  }),
  truth: () => Object.fromEntries(Object.entries(patients).map(([id, [disease]]) => [id, disease])),
});
