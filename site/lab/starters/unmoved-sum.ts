import { tensor } from '#framework';

const z = tensor([2, -1, 0.5], { requiresGrad: true });
z.softmax(0).sum().backward();
console.log(z.grad?.toArray());
