/**
 * The network of digits-cnn in TensorFlow.js, by its layers API, which is Keras's: `node digits.mjs FOLDER ASKED`, where FOLDER holds @tensorflow/tfjs
 * (this package, once it is installed). ASKED is a JSON file:
 *
 *   { images: [n][28][28], labels: [n], weights: [conv1 kernel, conv1 bias, conv2 kernel, …] }   kernels as Keras has them, nested
 *
 * Prints { version, answered: [n][10], learned: { weights, answered } }: what it says of the images with these weights, and then, after three
 * epochs of its own on them, its weights and what it says with those.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [folder, asked] = process.argv.slice(2);
const tf = createRequire(`${resolve(folder)}/`)('@tensorflow/tfjs');
const { images, labels, weights } = JSON.parse(readFileSync(asked, 'utf8'));

await tf.setBackend('cpu');
const { sequential, layers, losses, train } = tf;
const conv = (filters, more = {}) =>
  layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu', ...more });
const model = sequential({
  layers: [
    conv(8, { inputShape: [28, 28, 1] }),
    layers.maxPooling2d({ poolSize: 2 }),
    conv(16),
    layers.maxPooling2d({ poolSize: 2 }),
    layers.flatten(),
    layers.dense({ units: 10 }),
  ],
});
model.setWeights(weights.map((values) => tf.tensor(values)));
const x = tf.tensor(images).expandDims(3); // [n, 28, 28, 1]
const y = tf.oneHot(tf.tensor1d(labels, 'int32'), 10);
const answered = model.predict(x).arraySync();

model.compile({ optimizer: train.sgd(0.1), loss: (y, logits) => losses.softmaxCrossEntropy(y, logits) });
await model.fit(x, y, { epochs: 3, batchSize: 4, shuffle: false, verbose: 0 });
const learned = { weights: model.getWeights().map((one) => one.arraySync()), answered: model.predict(x).arraySync() };
process.stdout.write(JSON.stringify({ version: tf.version.tfjs, answered, learned }));
