// jax-js on its WebAssembly backend: each training step is one jitted function of parameters, optimizer state and batch.
import { readFileSync } from 'node:fs';
import { defaultDevice, init, jit, lax, nn, numpy as np, random, valueAndGrad } from '@jax-js/jax';
import { serve } from './serve.mjs';

await init('wasm');
defaultDevice('wasm');

let seed = 1;
const normal = (...shape) => random.normal(random.key(seed++), shape);
const labels = (count, classes) => np.array(Int32Array.from({ length: count }, (_, i) => (i * 7 + 3) % classes));
const affine = (outputs, inputs) => [normal(outputs, inputs).mul(inputs ** -0.5), np.zeros([outputs])];
const kernel = (outputs, inputs, size) => [
  normal(outputs, inputs, size, size).mul((inputs * size * size) ** -0.5),
  np.zeros([outputs]),
];

const linear = (x, [w, b]) => np.matmul(x, np.transpose(w)).add(b);
const convolution = (x, [w, b]) =>
  lax.convGeneralDilated(x, w, [1, 1], [[1, 1], [1, 1]]).add(b.reshape([-1, 1, 1])); // biome-ignore format: padding
/** 2×2 windows side by side are axes of their own. */
const maxPool = (x) => {
  const [n, c, h, w] = x.shape;
  return np.max(x.reshape([n, c, h / 2, 2, w / 2, 2]), [3, 5]);
};
const crossEntropy = (logits, targets) => {
  const [n, classes] = logits.shape;
  return nn
    .logSoftmax(logits)
    .mul(nn.oneHot(targets, classes))
    .sum()
    .mul(-1 / n);
};
/** softplus(z) - t z, the mean. */
const binaryCrossEntropy = (logits, targets) => nn.softplus(logits.ref).sub(logits.mul(targets)).mean();

/** Adam as jax writes it: [parameters, means, squares], t → the next. */
function adam([parameters, means, squares], gradients, t) {
  const [first, second] = [np.power(0.9, t.ref), np.power(0.999, t)];
  const next = parameters.map((p, i) => {
    const g = gradients[i];
    const mean = means[i].mul(0.9).add(g.ref.mul(0.1));
    const square = squares[i].mul(0.999).add(np.square(g).mul(0.001));
    const step = mean.ref
      .div(np.subtract(1, first.ref))
      .div(np.sqrt(square.ref.div(np.subtract(1, second.ref))).add(1e-8));
    return [p.sub(step.mul(1e-3)), mean, square];
  });
  first.dispose();
  second.dispose();
  return [0, 1, 2].map((part) => next.map((entry) => entry[part]));
}

const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
const zerosLike = (list) => list.map((p) => np.zeros(p.shape));

/** A step with Adam: `loss(parameters, x, y)`. */
function withAdam(parameters, loss, x, y) {
  let state = [parameters, zerosLike(parameters), zerosLike(parameters)];
  let steps = 0;
  const step = jit((own, t, inputs, targets) => {
    const [value, gradients] = valueAndGrad(loss)(
      own[0].map((p) => p.ref),
      inputs,
      targets,
    );
    return [value, adam(own, gradients, t)];
  });
  return () => {
    const [value, next] = step(state, np.array(++steps), x.ref, y.ref);
    state = next;
    return value.data();
  };
}

/** A step with SGD, with momentum when it is above 0. */
function withSgd(parameters, loss, x, y, lr, momentum) {
  let state = [parameters, zerosLike(parameters)];
  const step = jit(([own, velocities], inputs, targets) => {
    const [value, gradients] = valueAndGrad(loss)(
      own.map((p) => p.ref),
      inputs,
      targets,
    );
    const moved = velocities.map((v, i) => v.mul(momentum).add(gradients[i]));
    return [value, own.map((p, i) => p.sub(moved[i].ref.mul(lr))), moved];
  });
  return () => {
    const [value, ...next] = step(state, x.ref, y.ref);
    state = next;
    return value.data();
  };
}

const leaky = (layers, x) =>
  linear(nn.leakyRelu(linear(nn.leakyRelu(linear(x, layers[0]), 0.2), layers[1]), 0.2), layers[2]);

function gan() {
  const network = (outputs) => [affine(64, 2), affine(64, 64), affine(outputs, 64)].flat();
  const start = (parameters) => [parameters, zerosLike(parameters), zerosLike(parameters)];
  let [maker, judge] = [start(network(2)), start(network(1))];
  let steps = 0;
  const step = jit((m, j, t, real, noise) => {
    const fake = leaky(pairs(m[0].map((p) => p.ref)), noise.ref);
    const judging = (own, x, made) =>
      binaryCrossEntropy(leaky(pairs(own.map((p) => p.ref)), x), np.ones([128, 1])).add(
        binaryCrossEntropy(leaky(pairs(own), made), np.zeros([128, 1])),
      );
    const [judged, judgeGradients] = valueAndGrad(judging)(j[0].map((p) => p.ref), real, fake); // biome-ignore format: one call
    judged.dispose();
    const nextJudge = adam(j, judgeGradients, t.ref);
    const making = (own, judgeOwn, x) =>
      binaryCrossEntropy(leaky(pairs(judgeOwn), leaky(pairs(own), x)), np.ones([128, 1]));
    const [value, makerGradients] = valueAndGrad(making)(
      m[0].map((p) => p.ref),
      nextJudge[0].map((p) => p.ref),
      noise,
    );
    return [value, adam(m, makerGradients, t), nextJudge];
  });
  return () => {
    const [value, nextMaker, nextJudge] = step(maker, judge, np.array(++steps), normal(128, 2), normal(128, 2));
    [maker, judge] = [nextMaker, nextJudge];
    return value.data();
  };
}

const classifier = (layers) => (own, x, y) => crossEntropy(layers(x, pairs(own)), y);

const matmul = (n) => () => {
  const [a, b] = [normal(n, n), normal(n, n)];
  return () => np.matmul(a.ref, b.ref).blockUntilReady().then((c) => c.dispose()); // biome-ignore format: one chain
};

const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/@jax-js/jax/package.json', import.meta.url), 'utf8'),
);

await serve(`jax-js ${version}, wasm, one thread, jit`, {
  'matmul-512': matmul(512),
  'matmul-1024': matmul(1024),
  mlp: () =>
    withSgd(
      [affine(16, 2), affine(16, 16), affine(1, 16)].flat(),
      (own, x, y) => {
        const [a, b, c] = pairs(own);
        return binaryCrossEntropy(linear(np.tanh(linear(np.tanh(linear(x, a)), b)), c), y);
      },
      normal(64, 2),
      labels(64, 2).reshape([64, 1]).astype(np.float32),
      1e-2,
      0,
    ),
  gan,
  'mnist-cnn': () => {
    const parameters = [kernel(8, 1, 3), kernel(16, 8, 3), affine(10, 784)].flat();
    const loss = classifier((x, [a, b, c]) => {
      const maps = maxPool(nn.relu(convolution(maxPool(nn.relu(convolution(x, a))), b)));
      return linear(maps.reshape([32, 784]), c);
    });
    return withAdam(parameters, loss, normal(32, 1, 28, 28), labels(32, 10));
  },
  'seed-cnn': () => {
    const parameters = [kernel(32, 3, 3), kernel(64, 32, 3), affine(128, 4096), affine(10, 128)].flat();
    const loss = classifier((x, [a, b, c, d]) => {
      const maps = maxPool(nn.relu(convolution(maxPool(nn.relu(convolution(x, a))), b)));
      return linear(nn.relu(linear(maps.reshape([64, 4096]), c)), d);
    });
    return withSgd(parameters, loss, normal(64, 3, 32, 32), labels(64, 10), 1e-3, 0.9);
  },
});
