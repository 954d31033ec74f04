/**
 * The five steps of five-mlp in TensorFlow, as TensorFlow.js. Writes recorded/tensorflow.json. No dependency of this project:
 *
 *   cd SOME/FOLDER && npm install @tensorflow/tfjs@4.22.0
 *   node site/visuals/world/frameworks/programs/tensorflow.mjs SOME/FOLDER
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
//: data
const x = tf.tensor2d(points);
const y = tf.oneHot(tf.tensor1d(labels, 'int32'), 3);
//: weights
const w1 = tf.variable(tf.tensor2d(turned(weights['hidden.weight']))); // [2, 4]
const b1 = tf.variable(tf.tensor1d(weights['hidden.bias']));
const w2 = tf.variable(tf.tensor2d(turned(weights['output.weight']))); // [4, 3]
const b2 = tf.variable(tf.tensor1d(weights['output.bias']));
const optimizer = tf.train.sgd(0.5);
//.

/** Under our names, and turned to [out, in]. */
const named = ([first, firstBias, second, secondBias]) => ({
  'hidden.weight': turned(first.arraySync()),
  'hidden.bias': firstBias.arraySync(),
  'output.weight': turned(second.arraySync()),
  'output.bias': secondBias.arraySync(),
});
const all = [w1, b1, w2, b2];
const steps = [];
for (let step = 0; step < count; step++) {
  const before = named(all);
  //: forward
  const forward = () => x.matMul(w1).add(b1).tanh().matMul(w2).add(b2);
  //: loss
  const loss = () => tf.losses.softmaxCrossEntropy(y, forward());
  //.
  const logits = forward().arraySync();
  //: backward
  const { value, grads } = tf.variableGrads(loss);
  //.
  const gradients = named(all.map(({ name }) => grads[name]));
  //: update
  optimizer.applyGradients(grads);
  //: read
  const number = value.dataSync()[0];
  //.
  steps.push({ weights: before, logits, loss: number, gradients, after: named(all) });
}

const recorded = { framework: 'TensorFlow.js', version: tf.version.tfjs, language: 'JavaScript', steps };
writeFileSync(new URL('../recorded/tensorflow.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`);
