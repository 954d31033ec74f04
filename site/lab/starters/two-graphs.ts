import { tensor } from '#framework';

// One program, two graphs: the numbers decide which ops there are.
for (const start of [0.5, 3]) {
  const x = tensor(start, { requiresGrad: true });
  const loss = x.square();
  const end = loss.itemSync() > 1 ? loss.log() : loss.mul(2);
  end.backward();
  console.log(start, x.grad!.itemSync());
}
