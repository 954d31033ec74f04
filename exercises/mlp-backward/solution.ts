import type { Tensor } from '#framework';

export type Weights = { w1: Tensor; b1: Tensor; w2: Tensor; b2: Tensor; w3: Tensor; b3: Tensor };

/**
 * All gradients of the network with a skip, without a walk through a graph: forward once, then back, line by line.
 *
 * x: [N, in]; labels: int32 [N]; w1: [H, in], w2: [H, H], w3: [C, H], biases [H], [H], [C] → gradients of the same shapes.
 */
export function mlpBackward(x: Tensor, labels: Tensor, p: Weights): Weights {
  const a1 = x.matmul(p.w1.transpose()).add(p.b1); // [N, H]
  const h1 = a1.tanh();
  const a2 = h1.matmul(p.w2.transpose()).add(p.b2);
  const branch = a2.tanh();
  const h2 = h1.add(branch);
  const z = h2.matmul(p.w3.transpose()).add(p.b3); // [N, C]

  const truth = labels.oneHot(z.shape[1]!).to(z.dtype);
  const dz = z.softmax(1).sub(truth).div(x.shape[0]!); // (p − y)/m, [N, C]
  const dh2 = dz.matmul(p.w3); // [N, H]
  const da2 = dh2.mul(branch.square().neg().add(1)); // the branch's share, through tanh
  const dh1 = dh2.add(da2.matmul(p.w2)); // both users of h₁: the skip and the branch
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
