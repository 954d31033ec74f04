import {
  accuracy,
  crossEntropy,
  Generator,
  generateMoons,
  Linear,
  manualSeed,
  Sequential,
  SGD,
  Tanh,
} from '#framework';

const cloud = (name: string, count: number) => generateMoons(count, new Generator(7).fork(name), { noise: 0.15 });
const learn = cloud('train', 100);
const judge = cloud('validation', 200);
const dice = new Generator(7).fork('search');
let best = 0;
for (let trial = 0; trial < 12; trial++) {
  const lr = 10 ** dice.uniform(-2, 1.5);
  const width = 2 + dice.integer(30);
  manualSeed(trial);
  const model = new Sequential(new Linear(2, width), new Tanh(), new Linear(width, 2));
  const rule = new SGD(model.parameters(), { lr });
  for (let step = 0; step < 100; step++) {
    rule.zeroGrad();
    crossEntropy(model.forward(learn.points), learn.labels).backward();
    rule.step();
  }
  const score = accuracy(model.forward(judge.points), judge.labels);
  if (score > best) {
    best = score;
    console.log(trial, lr.toPrecision(2), width, score);
  }
}
