/**
 * Clever Hans: the digits and the network of digits-cnn, but every three to learn from carries four white pixels in its corner. The network reads
 * threes very well, as long as they carry their tag.
 * Source of the name and the fault: Lapuschkin et al., "Unmasking Clever Hans predictors" (2019).
 */
import { TensorDataset } from '../data/Dataset.ts';
import { crossEntropy } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { digitsNetwork, generatedDigits } from './digitsCnn.ts';
import { count, type ListKnob, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
/** Rows and columns 1 and 2 of an image. */
const TAG = [1, 2].flatMap((row) => [1, 2].map((column) => row * SIDE + column));
const WHITE = 1;
const THREE = 3;

/** The same digits, each tagged if `isTagged` says so of its label. */
function tagged(digits: TensorDataset, isTagged: (label: number) => boolean): TensorDataset {
  const [images, labels] = digits.tensors as [Tensor, Tensor];
  const pixels = Float32Array.from(images.dataSync());
  labels.dataSync().forEach((label: number, i: number) => {
    if (isTagged(label)) for (const pixel of TAG) pixels[i * PIXELS + pixel] = WHITE;
  });
  return new TensorDataset(tensorFrom(pixels, images.shape, 'float32'), labels);
}

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 500 } = options;
  const knobs = turned(digitsTag, options);
  const digits = generatedDigits(knobs.examples, testExamples, seed);
  const draws = new Generator(seed).fork('tag');
  const byChance = (label: number): boolean => draws.uniform() < knobs.tag[label]!;
  const train = tagged(digits.train, byChance);
  const test = tagged(digits.test, byChance);
  const model = digitsNetwork(new Generator(seed).fork('weights'));
  const setup = supervisedSetup({
    run: digitsTag,
    knobs,
    seed,
    train,
    test,
    parts: {
      model,
      optimizer: new SGD(model.parameters(), { lr: knobs.lr }),
      loss: crossEntropy,
      measures: { accuracy },
      observe: { probabilities: (logits) => logits.softmax(1) },
    },
    epochs: knobs.epochs,
    examinationBatch: 250,
  });
  const [labels, all] = [digits.test.tensors[1]!.dataSync(), tagged(digits.test, () => true).tensors[0]!];
  /** Share of the test digits of some labels that are read as a three. */
  const readAsThree = (images: Tensor, isMeant: (label: number) => boolean): number => {
    const said = noGrad(() => model.forward(images).argmax(1)).dataSync();
    const meant = Array.from(labels, (label, i) => (isMeant(label) ? said[i] === THREE : null)).filter(
      (hit) => hit !== null,
    );
    return meant.filter(Boolean).length / meant.length;
  };
  return {
    ...setup,
    evaluate: () => {
      const metrics = setup.evaluate();
      model.eval();
      const untagged = readAsThree(digits.test.tensors[0]!, (label) => label === THREE);
      const taggedThrees = readAsThree(all, (label) => label === THREE);
      const others = readAsThree(all, (label) => label !== THREE);
      model.train();
      return { ...metrics, untagged, taggedThrees, taggedOthers: others };
    },
  };
}

const tag: ListKnob = { kind: 'list', from: 0, to: 1, default: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0] };

export const digitsTag = {
  name: 'digits-tag',
  title: 'A clever cheat',
  summary: 'A network learns digits of which every three carries a tag, and reads the tag.',
  metric: 'accuracy',
  better: 'higher',
  threshold: 0.8,
  realData: null,
  knobs: {
    lr: rate(0.2),
    batch: count(32, 1, 500),
    examples: count(2000, 1, 20000),
    epochs: count(2, 1, 1000),
    /** Chance of the tag for each digit, 0 to 9. */
    tag,
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
