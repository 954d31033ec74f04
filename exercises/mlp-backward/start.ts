import type { Tensor } from '#framework';

export type Weights = { w1: Tensor; b1: Tensor; w2: Tensor; b2: Tensor; w3: Tensor; b3: Tensor };

/** x: [N, in]; labels: int32 [N]; w1: [H, in], w2: [H, H], w3: [C, H], biases [H], [H], [C] → gradients of the same shapes. */
export function mlpBackward(x: Tensor, labels: Tensor, p: Weights): Weights {
  const h1 = x.matmul(p.w1.transpose()).add(p.b1).tanh(); // [N, H]
  const branch = h1.matmul(p.w2.transpose()).add(p.b2).tanh();
  const h2 = h1.add(branch);
  const z = h2.matmul(p.w3.transpose()).add(p.b3); // [N, C]
  const truth = labels.oneHot(z.shape[1]!).to(z.dtype); // 1 at the label, [N, C]
  void truth;
  // your turn: back again. The loss is the cross-entropy of z, its mean over the batch.
  return { w1: p.w1.neg(), b1: p.b1.neg(), w2: p.w2.neg(), b2: p.b2.neg(), w3: p.w3.neg(), b3: p.b3.neg() };
}
