import { encode } from 'jpeg-js';
import { decodeImage } from '../../../cli/imageDecoder.ts';
import type { Bytes, Generator } from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';

const pictures = [
  [8, 8],
  [17, 9],
  [40, 33],
].map(([width, height]): Bytes => {
  const data = Uint8Array.from({ length: 4 * width! * height! }, (_, i) => (i * 31) & 255);
  return Uint8Array.from(encode({ width: width!, height: height!, data }, 80).data);
});

/** The same picture with other numbers in one of its segments. */
function otherSegments(g: Generator): Bytes {
  const file = pick(pictures, g).slice();
  for (let at = 2; at + 4 < file.length && file[at] === 0xff && file[at + 1] !== 0xda; ) {
    const length = (file[at + 2]! << 8) | file[at + 3]!;
    if (g.uniform() < 0.3)
      file[at + 4 + g.integer(Math.max(1, length - 2))] = pick([0, 1, 2, 3, 4, 8, 16, 17, 34, 68, 127, 255], g);
    if (g.uniform() < 0.03)
      file[at + 1] = pick([0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc9, 0xda, 0xdb, 0xdd, 0xd9, 0xe0, 0xfe], g);
    at += 2 + length;
  }
  return file;
}

export const jpeg: FuzzTarget = {
  name: 'jpeg',
  seeds: () => pictures,
  vary: otherSegments,
  read(bytes) {
    const { width, height, rgba } = decodeImage(bytes, 'file');
    if (rgba.length !== 4 * width * height) throw new Error('pixels and sides do not agree');
  },
  mostBytes: 2 ** 29,
  mostMs: 15_000,
};
