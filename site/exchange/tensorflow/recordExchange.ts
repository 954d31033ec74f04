/**
 * What TensorFlow.js answers with our weights, and what it learned: `npm run exchange`, after `npm install --prefix benchmarks` or with TFJS=FOLDER. Writes
 * recordedExchange.json, and learnedThere.safetensors with arrays as Keras has them, for machines without that package.
 */
import { writeFileSync } from 'node:fs';
import { encodeSafetensors, loadSimd, tensor } from '#framework';
import { answerOf, apart, broughtHome, exchanged, ours, tensorflowFolder } from './exchange.ts';

const folder = tensorflowFolder();
if (folder === null) {
  console.error('TensorFlow.js is not here: npm install --prefix benchmarks, or TFJS=FOLDER for one that has it');
  process.exit(1);
}
await loadSimd();
const { version, answered, learned } = await exchanged(folder);
const { model, images } = await ours();
const [there, back] = [
  apart(answerOf(model, images), answered),
  apart(answerOf(broughtHome(learned.arrays), images), learned.answered),
];
const file = encodeSafetensors(
  Object.fromEntries(
    learned.arrays.map(({ name, shape, data }) => [name, tensor(data, { shape: [...shape], dtype: 'float32' })]),
  ),
  { framework: `TensorFlow.js ${version}` },
);
writeFileSync(new URL('learnedThere.safetensors', import.meta.url), file);
const recorded = {
  version,
  there: { difference: there, answered },
  back: { difference: back, answered: learned.answered },
};
writeFileSync(new URL('recordedExchange.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`);
console.log(
  `TensorFlow.js ${version}: our weights there, max |Δ| ${there.toExponential(1)}; its weights here, ${back.toExponential(1)}`,
);
