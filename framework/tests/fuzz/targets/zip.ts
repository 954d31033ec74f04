import { decodeZip, encodeZip } from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';
import { zipLike, zipMended } from '../zipParts.ts';

const contents = [new Uint8Array(0), new TextEncoder().encode('some text, some text'), new Uint8Array(3000)];

export const zip: FuzzTarget = {
  name: 'zip',
  seeds: async () => [
    await encodeZip(
      new Map([
        ['a', contents[1]!],
        ['é/b', contents[0]!],
      ]),
    ),
    await encodeZip(
      new Map([
        ['z', contents[2]!],
        ['y', contents[1]!],
      ]),
      { compress: true },
    ),
  ],
  vary: (g) =>
    zipLike(
      Array.from(
        { length: g.integer(5) },
        (_, i) => [pick(['a', 'b', '', '__proto__', `m${i}`], g), pick(contents, g)] as const,
      ),
      g,
    ),
  mend: zipMended,
  read: (bytes) => decodeZip(bytes, 'file'),
};
