import {
  constant_,
  crossEntropy,
  Generator,
  generateSpirals,
  kaimingNormal_,
  Linear,
  normal_,
  type Tensor,
  xavierNormal_,
} from '#framework';
import { defineExercise } from '../grader/define.ts';

/** What is told of a ladder: the first and last answers' size, and the length of the first weight's gradient; 0 where it is rounding. */
type Told = readonly [first: number, last: number, gradient: number];

const told: Readonly<Record<string, Told>> = {
  A: [0.37, 0.087, 1.3e-4],
  B: [0.57, 11_000, 13_000],
  C: [0.57, 0.69, 0.15],
  D: [0.0057, 1.1e-12, 1.3e-12],
  E: [0.06, 206, 0],
  F: [0.14, 0.015, 0.016],
};

const fills: Readonly<Record<string, ((weight: Tensor, generator: Generator) => unknown) | null>> = {
  he: (weight, generator) => kaimingNormal_(weight, { nonlinearity: 'relu', generator }),
  xavier: (weight, generator) => xavierNormal_(weight, { generator }),
  default: null,
  zeros: (weight) => constant_(weight, 0),
  constant: (weight) => constant_(weight, 0.1),
  small: (weight, generator) => normal_(weight, 0, 0.01, generator),
  large: (weight, generator) => normal_(weight, 0, 1, generator),
};

const [DEPTH, WIDTH] = [8, 32];
const rms = (x: Tensor): number => Math.sqrt(x.square().mean().itemSync());

/** The network of the run, built anew, and one backward pass. */
function measure(start: string): Told {
  const streams = new Generator(7);
  const { points, labels } = generateSpirals(400, streams.fork('train'), { turns: 0.75 });
  const generator = streams.fork('weights');
  const layers = Array.from(
    { length: DEPTH + 1 },
    (_, i) => new Linear(i === 0 ? 2 : WIDTH, i === DEPTH ? 2 : WIDTH, { generator }),
  );
  const fill = fills[start];
  if (fill)
    for (const { weight, bias } of layers) {
      fill(weight, generator);
      constant_(bias!, 0);
    }
  const hidden: Tensor[] = [];
  let x = points;
  for (const layer of layers.slice(0, -1)) {
    x = layer.forward(x).relu();
    hidden.push(x);
  }
  crossEntropy(layers.at(-1)!.forward(x), labels).backward();
  return [rms(hidden[0]!), rms(hidden.at(-1)!), Math.sqrt(layers[0]!.weight.grad!.square().sum().itemSync())];
}

/** What two digits can tell. A gradient that is only rounding is far below the answers' size. */
const fits = (said: Told, real: Told): boolean =>
  said.every((value, i) => {
    const is = real[i]!;
    return value === 0 ? is < 1e-3 * real[0] : Math.abs(is - value) < 0.06 * value;
  });

/** The one start whose ladder is so. */
function truth() {
  const ladders = Object.keys(fills).map((start) => [start, measure(start)] as const);
  return Object.fromEntries(
    Object.entries(told).map(([id, said]) => {
      const found = ladders.filter(([, real]) => fits(said, real)).map(([start]) => start);
      return [id, found.length === 1 ? found[0]! : `${found.length} starts`];
    }),
  );
}

const options = {
  he: 'He',
  xavier: 'Xavier',
  default: 'PyTorch’s default',
  zeros: 'all zeros',
  constant: 'all 0.1',
  small: 'normal, std 0.01',
  large: 'normal, std 1',
};

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: Object.entries(told).map(([id, [first, last, gradient]]) => ({
    id,
    title: `${id}: h₁ ${first}, h₈ ${last}, g₁ ${gradient === 0 ? '0, but for rounding' : gradient}`,
    options,
  })),
  truth,
});
