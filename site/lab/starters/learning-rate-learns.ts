import { grad, SGD, type Tensor, tensor } from '#framework';

const x = tensor([1, 2, 3]);
const y = tensor([2, 4, 6]);
const lossOf = (w: Tensor) => x.mul(w).sub(y).square().mean();

const rate = tensor(0.01, { requiresGrad: true });
const rule = new SGD([rate], { lr: 1e-4 });
for (let life = 0; life < 30; life++) {
  rule.zeroGrad();
  const w = tensor(0, { requiresGrad: true });
  const [slope] = grad(lossOf(w), [w], { createGraph: true });
  lossOf(w.sub(rate.mul(slope!))).backward();
  rule.step();
}
console.log(rate.itemSync());
