// Writes site/visuals/players/recordedDigits.json, which takes some minutes: node --import ./site/tests/requireNode.mjs
// site/visuals/players/recordDigits.ts. drawnDigits.test.ts holds the file to itself.

import { writeFileSync } from 'node:fs';
import {
  accuracy,
  findRun,
  Generator,
  generateDigits,
  type Layer,
  loadSimd,
  type Module,
  noGrad,
  randn,
  scope,
  type Tensor,
  tensor,
} from '#framework';
import { type Repair, repaired } from '../../player/repair.ts';
import { REPAIR_EVERY } from '../../player/repairSteps.ts';
import { type DrawnDigits, filled, type Hole, knownOutside, PIXELS, packPictures } from './drawnDigits.ts';

const SEED = 7;
const EXAMPLES = 3000;
const TESTED = 300;
const NOISE = 32;
const HOLE: Hole = { row: 9, column: 9, size: 10 };
const STATIONS = 5;
const BETWEEN = 6;

await loadSimd();

// The generator, trained as the run trains it.
const setup = await findRun('digits-gan').build({ seed: SEED, knobs: { examples: EXAMPLES } });
let steps = 0;
for (let epoch = 0; epoch < setup.epochs; epoch++)
  for (const batch of setup.loader.epoch(epoch)) {
    scope(() => setup.step(batch));
    steps++;
    if (steps % 50 === 0) console.log('step', steps);
  }
const { generator } = setup.model as unknown as { readonly generator: Module & Layer };

// Digits nobody trained on, and a network that reads digits.
const { images, labels } = generateDigits(TESTED, new Generator(SEED).fork('test'));
const train = generateDigits(EXAMPLES, new Generator(SEED).fork('train'));
const picture = (all: ArrayLike<number>, i: number): Float32Array =>
  Float32Array.from({ length: PIXELS }, (_, at) => all[i * PIXELS + at]!);
const tests = Array.from({ length: TESTED }, (_, i) => picture(images, i));
const quick = { examples: EXAMPLES, optimizer: 'adam', lr: 2e-3 };
const reader = await findRun('digits-cnn').build({ seed: SEED, knobs: quick });
for (let epoch = 0; epoch < 5; epoch++) for (const batch of reader.loader.epoch(epoch)) scope(() => reader.step(batch));
reader.model.eval();
console.log('reader', reader.evaluate());
const readRight = (pictures: readonly ArrayLike<number>[]): number => {
  const x = tensor(Float32Array.from(pictures.flatMap((one) => Array.from(one))), {
    shape: [pictures.length, 1, 28, 28],
  });
  const forward = reader.model as unknown as { forward(x: Tensor): Tensor };
  return accuracy(noGrad(() => forward.forward(x)), tensor([...labels].map(Number), { dtype: 'int32' })); // biome-ignore format: one line reads better
};

const mean = Float32Array.from({ length: PIXELS }, (_, at) => {
  let sum = 0;
  for (let i = 0; i < EXAMPLES; i++) sum += train.images[i * PIXELS + at]!;
  return sum / EXAMPLES;
});
const known = knownOutside(HOLE);
const hidden = known.reduce((sum, one) => sum + 1 - one, 0);
const repairs: Repair[] = tests.map((pixels, i) => {
  if (i % 50 === 0) console.log('repair', i);
  return repaired(generator, NOISE, { pixels, known, seed: SEED + i });
});
const fillings = {
  whole: tests,
  black: tests.map((one) => filled(one, 0, known)),
  mean: tests.map((one) => filled(one, mean, known)),
  guess: tests.map((one, i) => filled(one, repairs[i]!.pictures.at(-1)!, known)),
};
const errorOf = (pictures: readonly ArrayLike<number>[]): number =>
  pictures.reduce((sum, one, i) => sum + tests[i]!.reduce((all, pixel, at) => all + (pixel - one[at]!) ** 2, 0), 0) /
  (hidden * TESTED);
const scores = Object.fromEntries(
  Object.entries(fillings).map(([name, pictures]) => [
    name,
    { read: readRight(pictures), error: Number(errorOf(pictures).toPrecision(3)) },
  ]),
) as unknown as DrawnDigits['scores'];
console.log(scores);

generator.eval();
const pictured = (z: Tensor): Float32Array[] => {
  const made = noGrad(() => generator.forward(z)).dataSync();
  return Array.from({ length: z.shape[0]! }, (_, i) => picture(made, i));
};
const stations = randn([STATIONS, NOISE], { generator: new Generator(SEED).fork('walk') }).toArray() as number[][];
const path = stations.flatMap((from, i) => {
  const to = stations[(i + 1) % STATIONS]!;
  return Array.from({ length: BETWEEN }, (_, t) => from.map((value, k) => value + (t / BETWEEN) * (to[k]! - value)));
});
// One digit of each kind first, then what is left: what is shown is many-sided.
const shown = [7, 3, 5, 0, 8, 2].map((label) => [...labels].findIndex((one) => Number(one) === label));
const record: DrawnDigits = {
  steps,
  examples: EXAMPLES,
  written: packPictures(tests.slice(20, 44)),
  drawn: packPictures(pictured(randn([24, NOISE], { generator: new Generator(SEED).fork('guess') }))),
  walk: { stations: STATIONS, between: BETWEEN, pictures: packPictures(pictured(tensor(path))) },
  scores,
  tested: TESTED,
  mean: packPictures([mean]),
  hole: HOLE,
  repairs: shown.map((i) => ({
    label: Number(labels[i]),
    image: packPictures([tests[i]!]),
    walk: packPictures(repairs[i]!.pictures),
    errors: repairs[i]!.errors.map((error) => Number(error.toPrecision(3))),
  })),
};
writeFileSync(new URL('recordedDigits.json', import.meta.url), `${JSON.stringify(record)}\n`);
console.log('every', REPAIR_EVERY, 'steps', steps);
