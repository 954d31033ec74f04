import type { Generator } from '#framework';
import { matrix, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const UNITS = 4;
const CLASSES = 3;

type Setting = {
  /** Weights of the last layer times this: how sure it is. */
  readonly sureness?: number;
  readonly dropout?: boolean;
  readonly training?: boolean;
  readonly calls?: number;
  readonly holdsGradients?: boolean;
};

const picture = (random: Generator, rows: number, columns: number): number[][] =>
  matrix(random, rows, columns, 0.5).map((row) => row.map(Math.abs));
const asked =
  (setting: Setting, rows = 3, columns = 3) =>
  (random: Generator) => [picture(random, rows, columns), whole(random, 0, CLASSES - 1), setting];

const filler = (size: number, from: number): number[] =>
  Array.from({ length: size }, (_, i) => Math.round(1000 * Math.sin(1 + 2.3 * (i + from))) / 1000);

/** Unit by unit, in float64. */
function byHand(
  image: number[][],
  cls: number,
  { sureness = 1, training = false, holdsGradients = false, calls = 1 }: Setting,
) {
  const x = image.flat();
  const first = filler(UNITS * x.length, 0);
  const last = filler(CLASSES * UNITS, 50);
  const slope = x.map(() => 0);
  for (let u = 0; u < UNITS; u++) {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += first[u * x.length + i]! * x[i]!;
    const pull = sureness * last[cls * UNITS + u]! * (1 - Math.tanh(sum) ** 2);
    for (let i = 0; i < x.length; i++) slope[i]! += pull * first[u * x.length + i]!;
  }
  const columns = image[0]!.length;
  const map = image.map((row, r) => row.map((_, c) => Math.abs(slope[r * columns + c]!)));
  return { maps: Array.from({ length: calls }, () => map), training, gradients: holdsGradients ? [1, 1] : [] } as never;
}

export default defineExercise({
  kind: 'framework',
  name: 'saliency',
  args: ['image', 'cls', 'setting'],
  answer: 'result',
  cases: [
    known('by-hand', 'a picture of two pixels by two, class 1', [[[1, 0], [0, 0.5]], 1, {}]), // biome-ignore format: a picture
    known('random', 'a random picture, some class', asked({})),
    trap('tall', 'a picture that is no square', asked({}, 2, 5)),
    trap('sure', 'a network that is sure: p is all but 1', asked({ sureness: 40 })),
    trap('training', 'a network in training mode, with dropout', asked({ dropout: true, training: true })),
    trap('twice', 'asked twice', asked({ calls: 2 })),
    trap('holding', 'parameters that hold gradients', asked({ holdsGradients: true })),
  ],
  // The framework computes in float32.
  tolerance: { atol: 1e-5, rtol: 1e-3 },
  truth: byHand,
});
