// Zip archives that are wrong in one way only: records with any numbers in them, checksums of what the members really hold.

import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Bytes, Generator } from '../../index.ts';
import { pick } from './mutate.ts';

const u16 = (n: number): number[] => [n & 255, (n >>> 8) & 255];
const u32 = (n: number): number[] => [...u16(n & 0xffff), ...u16(n >>> 16)];

/** An archive of up to four members, each number of which is sometimes another. */
export function zipLike(contents: readonly (readonly [name: string, content: Uint8Array])[], g: Generator): Bytes {
  const off = (n: number, rarely = 0.04): number =>
    g.uniform() < rarely
      ? pick([0, 1, n + 1, Math.max(0, n - 1), 2 * n, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff], g)
      : n;
  const out: number[] = [];
  const directory: number[] = [];
  for (const [name, content] of contents) {
    const method = pick([0, 8], g);
    const packed = method === 8 ? deflateRawSync(content) : content;
    const label = new TextEncoder().encode(name);
    const place = g.uniform() < 0.1 ? 0 : out.length;
    const fields = [
      ...u16(20),
      ...u16(0x800),
      ...u16(off(method)),
      ...u16(0),
      ...u16(0x21),
      ...u32(off(crc32(content))),
    ];
    const sizes = [...u32(off(packed.length)), ...u32(off(content.length)), ...u16(off(label.length)), ...u16(off(0))];
    out.push(...u32(0x04034b50), ...fields, ...sizes, ...label, ...packed);
    directory.push(
      ...u32(0x02014b50),
      ...u16(20),
      ...fields,
      ...sizes,
      ...u16(off(0)),
      ...u16(0),
      ...u16(0),
      ...u32(0),
    );
    directory.push(...u16(0), ...u32(off(place)).slice(0, 4), ...label);
  }
  const count = off(contents.length);
  const end = [...u32(0x06054b50), ...u16(0), ...u16(0), ...u16(count), ...u16(count), ...u32(directory.length)];
  return Uint8Array.from([...out, ...directory, ...end, ...u32(off(out.length)), ...u16(off(0))]);
}

/** The same archive with the checksum of each member that can be unpacked. */
export function zipMended(file: Bytes): Bytes {
  const out = file.slice();
  const view = new DataView(out.buffer);
  for (let at = 0; at + 46 <= out.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const local = view.getUint32(at + 42, true);
    if (local + 30 > out.length) continue;
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = out.subarray(start, start + view.getUint32(at + 20, true));
    try {
      const limit = { maxOutputLength: 1 << 20 };
      const content = view.getUint16(at + 10, true) === 8 ? inflateRawSync(packed, limit) : packed;
      view.setUint32(at + 16, crc32(content), true);
      view.setUint32(at + 24, content.length, true);
    } catch {
      // it cannot be unpacked: it stays as it is
    }
  }
  return out;
}
