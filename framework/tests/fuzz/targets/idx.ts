import { gzipSync } from 'node:zlib';
import { decodeIdx } from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';

function idxOf(sizes: readonly number[], body: number, kind = 8, axes = sizes.length): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(4 + 4 * sizes.length + body);
  file.set([0, 0, kind, axes]);
  sizes.forEach((size, i) => {
    new DataView(file.buffer).setUint32(4 + 4 * i, size);
  });
  return file;
}

export const idx: FuzzTarget = {
  name: 'idx',
  seeds: () => [
    idxOf([2, 3, 3], 18),
    idxOf([5], 5),
    idxOf([0], 0),
    new Uint8Array(gzipSync(idxOf([100, 28, 28], 78_400))),
  ],
  vary(g) {
    const sizes = Array.from({ length: g.integer(6) }, () => pick([0, 1, 2, 3, 28, 65536, 0x7fffffff, 0xffffffff], g));
    const file = idxOf(
      sizes,
      pick([0, 1, 2, 6, 18, 28 * 28], g),
      pick([8, 8, 8, 9, 0xd, 0], g),
      pick([sizes.length, sizes.length, 3, 255], g),
    );
    return g.uniform() < 0.3 ? new Uint8Array(gzipSync(file)) : file;
  },
  async read(bytes) {
    const { shape, values } = await decodeIdx(bytes, 'file');
    if (shape.reduce((product, n) => product * n, 1) !== values.length)
      throw new Error('sizes and values do not agree');
  },
};
