// TensorFlow.js on its WebAssembly backend (SIMD, one thread), or with `cpu` as argument on its plain JavaScript backend.
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { serve } from './serve.mjs';

console.warn = () => undefined; // it advertises its native sister
const backend = process.argv[2] === 'cpu' ? 'cpu' : 'wasm';
if (backend === 'wasm') {
  setWasmPaths(new URL('../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url).pathname);
  setThreadsCount(1);
}
await tf.setBackend(backend);
await tf.ready();

const labels = (count, classes) =>
  tf.tensor1d(
    Int32Array.from({ length: count }, (_, i) => (i * 7 + 3) % classes),
    'int32',
  );
const normal = (...shape) => tf.randomNormal(shape);
const variable = (...shape) => tf.variable(normal(...shape).mul((shape.length > 1 ? shape.at(-2) : 1) ** -0.5));
const affine = (inputs, outputs) => [variable(inputs, outputs), tf.variable(tf.zeros([outputs]))];
const kernel = (size, inputs, outputs) => [
  tf.variable(normal(size, size, inputs, outputs).mul((inputs * size * size) ** -0.5)),
  tf.variable(tf.zeros([outputs])),
];

const linear = (x, [w, b]) => x.matMul(w).add(b);
/** Images are [N, H, W, C] here. */
const convolution = (x, [w, b]) => x.conv2d(w, 1, 'same').add(b);
const maxPool = (x) => x.maxPool(2, 2, 'valid');
const crossEntropy = (logits, hot) => tf.losses.softmaxCrossEntropy(hot, logits);
const binaryCrossEntropy = (logits, targets) => logits.softplus().sub(logits.mul(targets)).mean();

/** A step that reads its loss back. */
const stepOf = (rule, loss) => () => {
  const value = rule.minimize(loss, true);
  const [read] = value.dataSync();
  value.dispose();
  return read;
};

const leaky = (layers, x) => linear(linear(linear(x, layers[0]).leakyRelu(0.2), layers[1]).leakyRelu(0.2), layers[2]);

function gan() {
  const network = (outputs) => [affine(2, 64), affine(64, 64), affine(64, outputs)];
  const [maker, judge] = [network(2), network(1)];
  const [makerRule, judgeRule] = [tf.train.adam(1e-3), tf.train.adam(1e-3)];
  const [real, fakeLabel] = [tf.ones([128, 1]), tf.zeros([128, 1])];
  return () => {
    const noise = normal(128, 2);
    const fake = tf.tidy(() => leaky(maker, noise));
    const points = normal(128, 2);
    const judging = () =>
      binaryCrossEntropy(leaky(judge, points), real).add(binaryCrossEntropy(leaky(judge, fake), fakeLabel));
    judgeRule.minimize(judging, false, judge.flat());
    const making = () => binaryCrossEntropy(leaky(judge, leaky(maker, noise)), real);
    const value = makerRule.minimize(making, true, maker.flat());
    const [read] = value.dataSync();
    tf.dispose([noise, fake, points, value]);
    return read;
  };
}

/** Characters with tf.layers: embedding, one recurrent layer that returns all steps, a dense layer. */
function characters(make) {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: 28, outputDim: 32, inputLength: 16 }),
      make({ units: 64, returnSequences: true }),
      tf.layers.dense({ units: 28 }),
    ],
  });
  const words = tf.tidy(() => labels(32 * 16, 28).reshape([32, 16]));
  const next = tf.tidy(() => tf.oneHot(labels(32 * 16, 28), 28));
  return stepOf(tf.train.adam(1e-3), () =>
    crossEntropy(model.apply(words, { training: true }).reshape([-1, 28]), next),
  );
}

const matmul = (n) => () => {
  const [a, b] = [normal(n, n), normal(n, n)];
  return () => {
    const c = a.matMul(b);
    c.dataSync();
    c.dispose();
  };
};

const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/@tensorflow/tfjs/package.json', import.meta.url), 'utf8'),
);

await serve(`tfjs ${version}, ${backend}${backend === 'wasm' ? ', SIMD, one thread' : ''}`, {
  'matmul-512': matmul(512),
  'matmul-1024': matmul(1024),
  mlp: () => {
    const layers = [affine(2, 16), affine(16, 16), affine(16, 1)];
    const [x, y] = [normal(64, 2), labels(64, 2).reshape([64, 1]).toFloat()];
    const forward = () => linear(linear(linear(x, layers[0]).tanh(), layers[1]).tanh(), layers[2]);
    return stepOf(tf.train.sgd(1e-2), () => binaryCrossEntropy(forward(), y));
  },
  gan,
  rnn: () => characters((options) => tf.layers.simpleRNN(options)),
  lstm: () => characters((options) => tf.layers.lstm(options)),
  'mnist-cnn': () => {
    const [a, b, c] = [kernel(3, 1, 8), kernel(3, 8, 16), affine(784, 10)];
    const [x, y] = [normal(32, 28, 28, 1), tf.oneHot(labels(32, 10), 10)];
    const forward = () =>
      linear(maxPool(convolution(maxPool(convolution(x, a).relu()), b).relu()).reshape([32, 784]), c);
    return stepOf(tf.train.adam(1e-3), () => crossEntropy(forward(), y));
  },
  'seed-cnn': () => {
    const [a, b, c, d] = [kernel(3, 3, 32), kernel(3, 32, 64), affine(4096, 128), affine(128, 10)];
    const [x, y] = [normal(64, 32, 32, 3), tf.oneHot(labels(64, 10), 10)];
    const maps = () => maxPool(convolution(maxPool(convolution(x, a).relu()), b).relu()).reshape([64, 4096]);
    return stepOf(tf.train.momentum(1e-3, 0.9), () => crossEntropy(linear(linear(maps(), c).relu(), d), y));
  },
});
