import {
  bugsOf,
  crossEntropy,
  DataLoader,
  Generator,
  generateMoons,
  type Substitute,
  substituting,
  type Tensor,
  TensorDataset,
  uniform_,
  zeros,
} from '#framework';
import { defineExercise } from '../grader/define.ts';

type Name = 'w3' | 'b3' | 'w2' | 'b2' | 'w1' | 'b1';
/** The first two numbers of each gradient, as the start tells them; the figure beside it has all of them. */
type Told = Readonly<Record<Name, readonly [number, number]>>;

const told: Readonly<Record<string, Told>> = {
  A: {
    w3: [0.0839, -0.0649],
    b3: [0.0398, -0.0398],
    w2: [0.0108, -0.0107],
    b2: [0.00442, 0.00397],
    w1: [-0.0371, 0.0279],
    b1: [-0.0127, -0.00178],
  },
  B: {
    w3: [0.0839, -0.0649],
    b3: [0.0398, -0.0398],
    w2: [0.0108, -0.0107],
    b2: [0.00442, 0.00397],
    w1: [-0.0182, 0.0135],
    b1: [-0.00641, 0.00176],
  },
  C: {
    w3: [0.0839, -0.0649],
    b3: [0.00249, -0.00249],
    w2: [0.0108, -0.0107],
    b2: [0.000276, 0.000248],
    w1: [-0.0182, 0.0135],
    b1: [-0.000401, 0.00011],
  },
};

const RUN = 'moons-skip';
const HIDDEN = 8;

/** The first step of the run, built anew, in an engine with these parts; null where the engine stops. */
function firstGradients(substitutes: readonly Substitute[]): Readonly<Record<Name, readonly number[]>> | null {
  const streams = new Generator(7);
  const { points, labels } = generateMoons(200, streams.fork('train'), { noise: 0.15 });
  const [batch] = new DataLoader(new TensorDataset(points, labels), { batchSize: 16, shuffle: true, seed: 7 }).epoch(
    0,
    0,
  );
  const [x, y] = batch!.tensors as [Tensor, Tensor];
  const generator = streams.fork('weights');
  const weight = (outputs: number, inputs: number): Tensor => {
    const made = zeros([outputs, inputs]);
    const bound = 1 / Math.sqrt(inputs);
    uniform_(made, -bound, bound, generator);
    return made.requiresGrad_();
  };
  const [w1, w2, w3] = [weight(HIDDEN, 2), weight(HIDDEN, HIDDEN), weight(2, HIDDEN)];
  const [b1, b2, b3] = [HIDDEN, HIDDEN, 2].map((n) => zeros([n]).requiresGrad_()) as [Tensor, Tensor, Tensor];
  try {
    substituting(substitutes, () => {
      const h1 = x.matmul(w1.transpose()).add(b1).tanh();
      const h2 = h1.add(h1.matmul(w2.transpose()).add(b2).tanh());
      crossEntropy(h2.matmul(w3.transpose()).add(b3), y).backward();
    });
  } catch {
    return null;
  }
  const numbers = ({ grad }: Tensor): number[] => Array.from(grad!.dataSync());
  return { w3: numbers(w3), b3: numbers(b3), w2: numbers(w2), b2: numbers(b2), w1: numbers(w1), b1: numbers(b1) };
}

const engines = {
  right: 'right',
  'grad-overwrite': 'of two users of a value, the last one wins',
  'no-unbroadcast': 'a stretched operand is not summed back',
  'unbroadcast-mean-not-sum': 'a stretched operand gets the mean, not the sum',
  'matmul-operand-not-transposed': 'a product forgets a transpose',
  'upstream-dropped': 'tanh forgets its upstream',
  'mean-not-divided': 'the mean of the losses is not divided',
};

/** What three digits can tell. */
const fits = (said: Told, real: Readonly<Record<Name, readonly number[]>> | null): boolean =>
  real !== null &&
  Object.entries(said).every(([name, numbers]) =>
    numbers.every((number, i) => Math.abs(real[name as Name][i]! - number) <= 0.006 * Math.abs(number)),
  );

/** The one engine whose numbers these are; and that a nudge measures what a gradient claims is its meaning. */
function truth() {
  const made = Object.keys(engines).map((id) => {
    const parts = bugsOf(RUN).find((bug) => bug.id === id)?.substitutes ?? [];
    return [id, firstGradients(parts.map((part) => ({ ...part, id, by: 'bug' as const })))] as const;
  });
  const found = Object.entries(told).map(([table, said]) => {
    const fitting = made.filter(([, real]) => fits(said, real)).map(([id]) => id);
    return [table, fitting.length === 1 ? fitting[0]! : `${fitting.length} engines`] as const;
  });
  return { ...Object.fromEntries(found), proof: 'nudge' };
}

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: [
    ...Object.keys(told).map((id) => ({
      id,
      title: `Table ${id}`,
      options: engines,
      moment: `t=${RUN}.7&step=0&pass=backward&op=h1`,
    })),
    {
      id: 'proof',
      title: 'What would convince you that a table is right?',
      options: {
        falls: 'the loss falls when one steps against it',
        shapes: 'every table has the shape of its weight',
        signs: 'all signs are as they should be',
        rows: 'the rows of a table are alike, since the units of a layer are treated alike',
        nudge: 'every entry is the slope that a nudge of its weight measures',
      },
    },
  ],
  truth,
});
