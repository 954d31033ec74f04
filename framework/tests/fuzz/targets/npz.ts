import { decodeNpz, encodeNpy, encodeNpz, tensor } from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';
import { zipLike, zipMended } from '../zipParts.ts';
import { npyLike } from './npy.ts';

export const npz: FuzzTarget = {
  name: 'npz',
  seeds: async () => [
    await encodeNpz({ a: tensor([1, 2]), b: tensor(3) }),
    await encodeNpz({ images: tensor([[0, 1]]) }, { compress: true }),
  ],
  vary(g) {
    const member = (): Uint8Array => (g.uniform() < 0.3 ? encodeNpy(tensor([1, 2])) : npyLike(g));
    return zipLike(
      Array.from(
        { length: g.integer(4) },
        (_, i) => [pick(['a.npy', '.npy', 'b', '__proto__.npy', `m${i}.npy`], g), member()] as const,
      ),
      g,
    );
  },
  mend: zipMended,
  read: (bytes) => decodeNpz(bytes, 'file'),
};
