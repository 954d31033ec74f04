import type { KnobValues } from '#framework';
import { defineExercise } from '../grader/define.ts';

/** A training as it was measured (check.test.ts measures it again): the loss of the step, and the loss and accuracy of held-out rows. */
export interface Pair {
  readonly run: string;
  readonly knobs: KnobValues;
  /** Updates before each look. */
  readonly looks: readonly number[];
  readonly train: readonly number[];
  readonly held: readonly number[];
  /** Held-out accuracy at the end. */
  readonly accuracy: number;
  /** The held-out rows are so many of the training rows: the mistake of somebody who copied a file. */
  readonly copied?: number;
}

const looks = [0, 20, 40, 80, 150, 300, 450, 590];

export const pairs: Readonly<Record<'anna' | 'bo' | 'chen' | 'dora' | 'emil' | 'fay', Pair>> = {
  anna: {
    run: 'noisy-moons',
    knobs: {},
    looks,
    train: [0.69, 0.45, 0.4, 0.22, 0.06, 0.01, 0, 0],
    held: [0.69, 0.52, 0.5, 0.69, 1.75, 3.28, 4.15, 4.61],
    accuracy: 0.75,
  },
  bo: {
    run: 'noisy-moons',
    knobs: { examples: 400, dropout: 0.7 },
    looks,
    train: [0.73, 0.58, 0.55, 0.51, 0.48, 0.48, 0.45, 0.47],
    held: [0.69, 0.49, 0.49, 0.48, 0.47, 0.45, 0.44, 0.44],
    accuracy: 0.83,
  },
  chen: {
    run: 'noisy-moons',
    knobs: { hidden: 1 },
    looks,
    train: [0.7, 0.7, 0.69, 0.69, 0.69, 0.69, 0.69, 0.69],
    held: [0.7, 0.7, 0.69, 0.69, 0.69, 0.69, 0.69, 0.69],
    accuracy: 0.5,
  },
  dora: {
    run: 'noisy-moons',
    knobs: {},
    looks,
    train: [0.69, 0.45, 0.4, 0.22, 0.06, 0.01, 0, 0],
    held: [0.68, 0.4, 0.37, 0.24, 0.1, 0.01, 0, 0],
    accuracy: 1,
    copied: 20,
  },
  emil: {
    run: 'spiral-mlp',
    knobs: { lr: 0.3 },
    looks: [0, 20, 40, 80, 150, 200, 250, 290],
    train: [0.78, 1.15, 1.13, 1.66, 0.41, 0.55, 0.53, 0.65],
    held: [0.77, 1.45, 0.97, 1.29, 0.45, 0.56, 0.62, 0.6],
    accuracy: 0.64,
  },
  fay: {
    run: 'noisy-moons',
    knobs: { examples: 1000, hidden: 16 },
    looks,
    train: [0.72, 0.64, 0.53, 0.47, 0.44, 0.41, 0.4, 0.39],
    held: [0.72, 0.63, 0.52, 0.47, 0.45, 0.44, 0.44, 0.45],
    accuracy: 0.82,
  },
};

const row = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(' ');

/** A pair as one reads it. */
export const spelled = ({ train, held, accuracy }: Pair): string =>
  `training ${row(train)}; held out ${row(held)}; ${accuracy.toFixed(2)} of the held-out rows right at the end`;

const options = {
  underfit: 'underfit',
  overfit: 'overfit',
  fine: 'fine',
  rate: 'the learning rate is too high',
  leak: 'held-out rows were in the training file',
  dropout: 'only training drops',
};

/** Read from what was set, and from what was measured: both must say the same. */
function diagnosis({ knobs, train, held, copied }: Pair): keyof typeof options {
  const [last, examined] = [train.at(-1)!, held.at(-1)!];
  const rises = train.filter((loss, i) => i > 0 && loss > 1.2 * train[i - 1]!).length;
  if (copied !== undefined && examined < 0.05) return 'leak';
  if ('dropout' in knobs && held.every((loss, i) => loss < train[i]!)) return 'dropout';
  if ('lr' in knobs && rises >= 3) return 'rate';
  if (examined > 2 * Math.min(...held) && last < 0.05) return 'overfit';
  if (last > 0.6 && examined > 0.6) return 'underfit';
  if (Math.abs(examined - last) < 0.1) return 'fine';
  throw new Error('a pair that nobody can name');
}

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: Object.entries(pairs).map(([id, pair]) => ({
    id,
    title: `${id[0]!.toUpperCase()}${id.slice(1)}: ${spelled(pair)}`,
    options,
  })),
  truth: () => Object.fromEntries(Object.entries(pairs).map(([id, pair]) => [id, diagnosis(pair)])),
});
