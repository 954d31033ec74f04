/**
 * What a generator would put into a hole: it is frozen, and its noise walks downhill until it agrees with the pixels that are known. Several
 * walks start from other noise; the one that agrees best is told.
 *
 * Source: Yeh et al., "Semantic Image Inpainting with Deep Generative Models" (2017), with a plain prior on the noise for their second loss.
 */
import { Adam, Generator, type Layer, type Module, randn, scope, type Tensor, tensor } from '#framework';
import { REPAIR_EVERY, REPAIR_STEPS } from './repairSteps.ts';

export interface RepairTask {
  /** 28·28 in 0 … 1, row by row. */
  readonly pixels: Float32Array;
  /** 1 where a pixel is known, [784]. */
  readonly known: Uint8Array;
  /** Other numbers, other noise to start from. */
  readonly seed: number;
}

/** A walk as it can be watched. */
export interface Repair {
  /** The generator's whole picture, every `REPAIR_EVERY` steps from the start, [784] each. */
  readonly pictures: readonly Float32Array<ArrayBuffer>[];
  /** Mean squared difference over the known pixels at the same steps. */
  readonly errors: readonly number[];
}

/** Walks from so many beginnings. */
const STARTS = 8;
const RATE = 0.05;
/** Noise far from what the generator was trained with costs a little. */
const PRIOR = 0.001;
const PIXELS = 784;

/** Leaves weights, memories and gradients of the generator as they are. */
export function repaired(generator: Module & Layer, noise: number, { pixels, known, seed }: RepairTask): Repair {
  const wasTraining = generator.training;
  const parameters = [...generator.parameters()];
  const wanted = parameters.map(({ requiresGrad }) => requiresGrad);
  generator.eval();
  for (const parameter of parameters) parameter.requiresGrad_(false);
  try {
    return scope(() => walk(generator, noise, { pixels, known, seed }));
  } finally {
    for (const [i, parameter] of parameters.entries()) parameter.requiresGrad_(wanted[i]!);
    generator.train(wasTraining);
  }
}

function walk(generator: Layer, noise: number, { pixels, known, seed }: RepairTask): Repair {
  const z = randn([STARTS, noise], { generator: new Generator(seed).fork('repair') }).requiresGrad_();
  const optimizer = new Adam([z], { lr: RATE });
  const image = tensor(Float32Array.from(pixels), { shape: [1, 1, 28, 28] });
  const mask = tensor(Float32Array.from(known), { shape: [1, 1, 28, 28] });
  const seen = known.reduce((sum, one) => sum + one, 0);
  const pictures: Float32Array[][] = [];
  const errors: number[][] = [];
  for (let step = 0; step <= REPAIR_STEPS; step++)
    scope(() => {
      const made = generator.forward(z); // [STARTS, 1, 28, 28]
      const squares = made.sub(image).square().mul(mask); // 0 where nothing is known
      if (step % REPAIR_EVERY === 0) {
        const [all, apart] = [made.dataSync(), squares.dataSync()];
        const rows = (values: ArrayLike<number>): Float32Array[] =>
          Array.from({ length: STARTS }, (_, i) =>
            Float32Array.from({ length: PIXELS }, (_, at) => values[i * PIXELS + at]!),
          );
        pictures.push(rows(all));
        errors.push(rows(apart).map((row) => row.reduce((sum, value) => sum + value, 0) / seen));
      }
      if (step === REPAIR_STEPS) return;
      optimizer.zeroGrad();
      const loss: Tensor = squares
        .sum()
        .div(seen)
        .add(
          z
            .square()
            .mean()
            .mul(PRIOR * STARTS),
        );
      loss.backward();
      optimizer.step();
    });
  const last = errors.at(-1)!;
  const best = last.indexOf(Math.min(...last));
  return {
    pictures: pictures.map((rows) => rows[best]! as Float32Array<ArrayBuffer>),
    errors: errors.map((row) => row[best]!),
  };
}
