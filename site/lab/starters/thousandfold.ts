import { Adam, SGD, tensor } from '#framework';

for (const factor of [1, 1000]) {
  for (const Rule of [SGD, Adam]) {
    const w = tensor([-4, 1], { requiresGrad: true });
    const rule = new Rule([w], { lr: 0.02 });
    for (let step = 0; step < 3; step++) {
      rule.zeroGrad();
      const loss = w
        .square()
        .mul(tensor([0.5, 12.5]))
        .sum()
        .mul(factor);
      loss.backward();
      rule.step();
    }
    console.log(Rule.name, factor, w.toArray());
  }
}
