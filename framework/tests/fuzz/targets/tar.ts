import { gzipSync } from 'node:zlib';
import { type Bytes, decodeTar } from '../../../index.ts';
import { tarOf } from '../../tarOf.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';

const BLOCK = 512;

/** Header checksums that are right, wherever a block looks like a header. */
function mend(bytes: Bytes): Bytes {
  const out = bytes.slice();
  for (let at = 0; at + BLOCK <= out.length; at += BLOCK) {
    const header = out.subarray(at, at + BLOCK);
    if (Buffer.from(header.subarray(257, 262)).toString('latin1') !== 'ustar') continue;
    header.fill(0x20, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  }
  return out;
}

const record = (text: string): string => `${text.length + 3} ${text}\n`;

export const tar: FuzzTarget = {
  name: 'tar',
  seeds: () => {
    const plain = tarOf([
      { path: 'a.txt', body: 'hello' },
      { path: 'd/', type: '5' },
      { path: 'x', type: 'x', body: record('path=d/ü') },
      { path: 'short', body: new Uint8Array(600) },
    ]);
    const long = tarOf([
      { path: '././@LongLink', type: 'L', body: `${'n'.repeat(120)}\0` },
      { path: 'n', prefix: 'p/q', body: 'x' },
    ]);
    return [plain, long, new Uint8Array(gzipSync(plain)), tarOf([])];
  },
  vary(g) {
    const paths = ['a', '../a', '/a', 'C:\\a', 'd/', '', './a', 'a/../b', '\0', 'é', 'a//b'];
    const bodies = [
      '',
      'x',
      record('path=/etc/x'),
      record('size=9'),
      record('size=99999999999999999999'),
      '9 path=x',
      '0 =\n',
      '99999 a=b\n',
    ];
    const members = Array.from({ length: g.integer(5) }, () => ({
      path: pick(paths, g),
      type: pick(['0', '\0', '1', '2', '3', '5', '7', 'x', 'g', 'L', 'K', 'S', 'é'], g),
      body: pick(bodies, g),
      prefix: pick(['', '', 'p', '..', '/'], g),
    }));
    const file = tarOf(members);
    return g.uniform() < 0.2 ? new Uint8Array(gzipSync(file)) : file;
  },
  mend: (bytes) => (bytes[0] === 0x1f ? bytes : mend(bytes)),
  async read(bytes) {
    for (const { path } of await decodeTar(bytes, 'file')) {
      if (/(?:^|\/)\.\.(?:\/|$)|^\/|^$/.test(path)) throw new Error(`a path leads outside: ${path}`);
    }
  },
};
