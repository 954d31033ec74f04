/**
 * digits-cnn with TensorFlow.js and back: our trained weights answer there as here, and what was learned there answers here as there. TensorFlow.js
 * is no dependency of this project: it is looked for in benchmarks/, or in the folder that TFJS names.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  digitsNetwork,
  findRun,
  fit,
  Generator,
  generateDigits,
  type Layer,
  noGrad,
  type Tensor,
  tensor,
} from '#framework';
import { type Flattened, fromKeras, type KerasArray, toKeras } from './keras.ts';

const SIDE = 28;
export const IMAGES = 8;
/** Two poolings of 28×28, sixteen filters. */
const flattened: Flattened = { layer: 'linear', maps: [16, 7, 7] };

/** Where TensorFlow.js is installed; null: nowhere. */
export function tensorflowFolder(): string | null {
  const folders = [process.env['TFJS'], fileURLToPath(new URL('../../../benchmarks', import.meta.url))];
  const found = folders.find(
    (one) => one !== undefined && existsSync(join(one, 'node_modules', '@tensorflow', 'tfjs')),
  );
  return found ?? null;
}

/** The network as it stands after ten steps, and digits that it has not seen. */
export async function ours(): Promise<{ model: Layer; images: Tensor; labels: readonly number[] }> {
  const setup = await findRun('digits-cnn').build({ seed: 7, examples: 320, epochs: 1, testExamples: 8 });
  for await (const _ of fit(setup, { validate: false }));
  setup.model.eval();
  const { images, labels } = generateDigits(IMAGES, new Generator(7).fork('exchange'));
  return {
    model: setup.model as Layer,
    images: tensor(images, { shape: [IMAGES, 1, SIDE, SIDE], dtype: 'float32' }),
    labels: Array.from(labels),
  };
}

export const answerOf = (model: Layer, images: Tensor): number[] =>
  Array.from(noGrad(() => model.forward(images)).dataSync());

/** A network with what was learned there. */
export function broughtHome(arrays: readonly KerasArray[]): Layer {
  const model = digitsNetwork(new Generator(0));
  const state = model.stateDict();
  const numbers = fromKeras(arrays, state, flattened);
  noGrad(() => {
    for (const [name, one] of Object.entries(state)) one.copyFrom_(Float32Array.from(numbers[name]!.data));
  });
  return model.eval();
}

export interface Exchanged {
  readonly version: string;
  /** Logits [n · 10] of our weights, there. */
  readonly answered: readonly number[];
  /** What was learned there, and the logits of it, there. */
  readonly learned: { readonly arrays: readonly KerasArray[]; readonly answered: readonly number[] };
}

type Nested = number | readonly Nested[];
const nested = (values: ArrayLike<number>, shape: readonly number[], at = 0): Nested => {
  const [size, ...rest] = shape;
  if (size === undefined) return values[at]!;
  const step = rest.reduce((product, n) => product * n, 1);
  return Array.from({ length: size }, (_, i) => nested(values, rest, at + i * step));
};
const flat = (values: Nested): number[] => (typeof values === 'number' ? [values] : values.flatMap(flat));

/** Asks TensorFlow.js in this folder. */
export async function exchanged(folder: string): Promise<Exchanged> {
  const { model, images, labels } = await ours();
  const arrays = toKeras(model.stateDict(), flattened);
  const desk = mkdtempSync(join(tmpdir(), 'chalkgrad-tfjs-'));
  try {
    const asked = join(desk, 'asked.json');
    const weights = arrays.map(({ data, shape }) => nested(data, shape));
    writeFileSync(asked, JSON.stringify({ images: nested(images.dataSync(), [IMAGES, SIDE, SIDE]), labels, weights }));
    const script = fileURLToPath(new URL('../../../benchmarks/peers/digits.mjs', import.meta.url));
    const said = JSON.parse(
      execFileSync(process.execPath, [script, folder, asked], {
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
        stdio: ['ignore', 'pipe', 'ignore'], // it recommends a faster package
      }),
    ) as { version: string; answered: Nested; learned: { weights: readonly Nested[]; answered: Nested } };
    return {
      version: said.version,
      answered: flat(said.answered),
      learned: {
        arrays: arrays.map(({ name, shape }, i) => ({
          name,
          shape,
          data: Float32Array.from(flat(said.learned.weights[i]!)),
        })),
        answered: flat(said.learned.answered),
      },
    };
  } finally {
    rmSync(desk, { recursive: true, force: true });
  }
}

/** The largest difference, in units of the larger of 1 and the number itself. */
export const apart = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!) / Math.max(1, Math.abs(value))), 0);
