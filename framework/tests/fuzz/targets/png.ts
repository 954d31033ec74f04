import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { decodeImage } from '../../../cli/imageDecoder.ts';
import type { Bytes, Generator } from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const word = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function chunk(type: string, data: Uint8Array): number[] {
  const body = Uint8Array.from([...new TextEncoder().encode(type), ...data]);
  return [...word(data.length), ...body, ...word(crc32(body))];
}

/** Chunks with right checksums, whatever they hold. */
function mend(file: Bytes): Bytes {
  const out = file.slice();
  const view = new DataView(out.buffer);
  for (let at = SIGNATURE.length; at + 12 <= out.length; ) {
    const length = Math.min(view.getUint32(at), out.length - at - 12);
    view.setUint32(at, length);
    view.setUint32(at + 8 + length, crc32(out.subarray(at + 4, at + 8 + length)));
    at += 12 + length;
  }
  return out;
}

function pngLike(g: Generator): Bytes {
  const [width, height] = [
    pick([0, 1, 2, 3, 5, 8, 33, 4000, 7000, 20_000, 0xffffffff], g),
    pick([0, 1, 2, 3, 5, 8, 33, 4000], g),
  ];
  const depth = pick([1, 2, 4, 8, 8, 8, 16, 3, 0], g);
  const kind = pick([0, 2, 3, 4, 6, 1], g);
  const header = [...word(width), ...word(height), depth, kind, 0, 0, pick([0, 0, 0, 1, 2], g)];
  const row = Math.ceil((width * depth * pick([1, 2, 3, 4], g)) / 8) + 1;
  const raw = new Uint8Array(Math.min(1e6, Math.max(0, row * height + pick([0, 0, 0, 1, -1, 100], g)))).fill(
    pick([0, 0, 1, 3, 4, 9], g),
  );
  const data = deflateSync(raw);
  const parts = [SIGNATURE, chunk('IHDR', Uint8Array.from(header))];
  if (kind === 3 || g.uniform() < 0.1) parts.push(chunk('PLTE', new Uint8Array(pick([3, 6, 12, 48, 768, 0, 4], g))));
  if (g.uniform() < 0.2) parts.push(chunk('tRNS', new Uint8Array(pick([1, 2, 6, 16, 0], g))));
  if (g.uniform() < 0.1)
    parts.push(chunk(pick(['gAMA', 'tEXt', 'IHDR', 'IEND', 'ABCD'], g), new Uint8Array(pick([0, 4, 13], g))));
  parts.push(
    chunk('IDAT', g.uniform() < 0.9 ? data : data.subarray(0, data.length >> 1)),
    chunk('IEND', new Uint8Array(0)),
  );
  return Uint8Array.from(parts.flat());
}

export const png: FuzzTarget = {
  name: 'png',
  seeds() {
    const picture = new PNG({ width: 5, height: 4 });
    picture.data.forEach((_, i) => {
      picture.data[i] = (i * 37) & 255;
    });
    return [0, 2, 4, 6].map((colorType) => Uint8Array.from(PNG.sync.write(picture, { colorType: colorType as 6 })));
  },
  vary: pngLike,
  mend,
  read(bytes) {
    const { width, height, rgba } = decodeImage(bytes, 'file');
    if (rgba.length !== 4 * width * height) throw new Error('pixels and sides do not agree');
  },
  mostBytes: 2 ** 29, // 24 megapixels are the budget of one picture
  mostMs: 15_000,
};
