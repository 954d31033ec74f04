import { crossEntropy, Generator, generateMoons, Linear, manualSeed, Sequential, SGD, Tanh } from '#framework';

const { points, labels } = generateMoons(200, new Generator(7), { noise: 0.15 });
manualSeed(7);
const model = new Sequential(new Linear(2, 16), new Tanh(), new Linear(16, 2));
const rule = new SGD(model.parameters(), { lr: 0 });
for (let i = 0; i <= 60; i++) {
  rule.lr = 1e-3 * 10 ** (i / 12); // 0.001 to 100
  rule.zeroGrad();
  const loss = crossEntropy(model.forward(points), labels);
  loss.backward();
  rule.step();
  console.log(rule.lr.toPrecision(2), loss.itemSync().toFixed(3));
}
