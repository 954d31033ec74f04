import { crossEntropy, Generator, generateBlobs, Linear, manualSeed, SGD, tensor } from '#framework';

const { points, labels } = generateBlobs(150, new Generator(7));
manualSeed(7);
const model = new Linear(2, 3);
const rule = new SGD(model.parameters(), { lr: 1 });
for (let i = 0; i < 100; i++) {
  rule.zeroGrad();
  crossEntropy(model.forward(points), labels).backward();
  rule.step();
}

// Now the weights stay, and one point moves: it wishes to be class 2.
const x = tensor([[-1, -0.6]], { requiresGrad: true });
const wish = tensor([2], { dtype: 'int32' });
const mover = new SGD([x], { lr: 0.1 });
for (let i = 0; i < 20; i++) {
  mover.zeroGrad();
  crossEntropy(model.forward(x), wish).backward();
  mover.step();
}
console.log(x.toArray(), model.forward(x).softmax(1).toArray());
