/**
 * The five steps of five-mlp in Keras, as the layers API of TensorFlow.js, which is Keras's. Writes recorded/keras.json; run it like
 * tensorflow.mjs. What `fit` keeps to itself, the gradients, is not recorded.
 *
 * Lines between `//:` comments are what the lesson shows, as they ran.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const tf = createRequire(`${resolve(process.argv[2] ?? '.')}/`)('@tensorflow/tfjs');
const {
  points,
  labels,
  weights,
  steps: count,
} = JSON.parse(readFileSync(new URL('five.json', import.meta.url), 'utf8'));
const turned = (rows) => rows[0].map((_, i) => rows.map((row) => row[i]));

await tf.setBackend('cpu');
const { sequential, layers, losses, train } = tf;
const kernels = [
  tf.tensor2d(turned(weights['hidden.weight'])),
  tf.tensor1d(weights['hidden.bias']),
  tf.tensor2d(turned(weights['output.weight'])),
  tf.tensor1d(weights['output.bias']),
];
//: data
const x = tf.tensor2d(points);
const y = tf.oneHot(tf.tensor1d(labels, 'int32'), 3);
//: weights
const hidden = layers.dense({ units: 4, activation: 'tanh', inputShape: [2] });
const model = sequential({ layers: [hidden, layers.dense({ units: 3 })] });
model.setWeights(kernels); // each kernel [in, out]
//: loss
const loss = (y, logits) => losses.softmaxCrossEntropy(y, logits);
model.compile({ optimizer: train.sgd(0.5), loss });
//.

const named = ([first, firstBias, second, secondBias]) => ({
  'hidden.weight': turned(first.arraySync()),
  'hidden.bias': firstBias.arraySync(),
  'output.weight': turned(second.arraySync()),
  'output.bias': secondBias.arraySync(),
});
const steps = [];
for (let step = 0; step < count; step++) {
  const before = named(model.getWeights());
  //: forward
  const logits = model.predict(x);
  //: update
  const fit = await model.fit(x, y, { epochs: 1, batchSize: 6, shuffle: false });
  //: read
  const number = fit.history.loss[0];
  //.
  steps.push({
    weights: before,
    logits: logits.arraySync(),
    loss: number,
    gradients: null,
    after: named(model.getWeights()),
  });
}

const recorded = { framework: 'TensorFlow.js layers', version: tf.version.tfjs, language: 'JavaScript', steps };
writeFileSync(new URL('../recorded/keras.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`);
