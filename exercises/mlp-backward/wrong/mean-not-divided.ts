/**
 * The mean was not divided
 *
 * The loss is a mean over the batch, so every example has a share of one over m in it. All your gradients are m times too long.
 *
 * @moment t=moons-skip.7~moons-skip.7!mean-not-divided&step=20
 */

import type { Tensor } from '#framework';

export type Weights = { w1: Tensor; b1: Tensor; w2: Tensor; b2: Tensor; w3: Tensor; b3: Tensor };

export function mlpBackward(x: Tensor, labels: Tensor, p: Weights): Weights {
  const a1 = x.matmul(p.w1.transpose()).add(p.b1);
  const h1 = a1.tanh();
  const a2 = h1.matmul(p.w2.transpose()).add(p.b2);
  const branch = a2.tanh();
  const h2 = h1.add(branch);
  const z = h2.matmul(p.w3.transpose()).add(p.b3);

  const truth = labels.oneHot(z.shape[1]!).to(z.dtype);
  const dz = z.softmax(1).sub(truth);
  const dh2 = dz.matmul(p.w3);
  const da2 = dh2.mul(branch.square().neg().add(1));
  const dh1 = dh2.add(da2.matmul(p.w2));
  const da1 = dh1.mul(h1.square().neg().add(1));
  return {
    w1: da1.transpose().matmul(x),
    b1: da1.sum(0),
    w2: da2.transpose().matmul(h1),
    b2: da2.sum(0),
    w3: dz.transpose().matmul(h2),
    b3: dz.sum(0),
  };
}
