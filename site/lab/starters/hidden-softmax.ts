import { tensor } from '#framework';

const z = tensor([2, 1, 0], { requiresGrad: true });
z.logSumExp(0).backward();
console.log(z.grad?.toArray(), z.softmax(0).toArray());
