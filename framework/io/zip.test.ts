import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, ChalkgradError, decodeZip, encodeZip } from '../index.ts';
import { crc32 } from './crc32.ts';

const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);
const members = new Map([
  ['a.txt', bytesOf('hello hello hello hello hello')],
  ['é/empty', new Uint8Array(0)],
]);

const u16 = (n: number): number[] => [n & 255, (n >> 8) & 255];
const u32 = (n: number): number[] => [...u16(n & 0xffff), ...u16(n >>> 16)];

interface Parts {
  readonly method?: number;
  readonly flags?: number;
  readonly size?: number;
  readonly checksum?: number;
  readonly packed?: readonly number[];
  readonly place?: number;
  readonly comment?: string;
  readonly copies?: number;
}

/** An archive of one member, byte for byte after the specification, with whatever is to be wrong. */
function archive(parts: Parts = {}): Bytes {
  const content = bytesOf('some text, some text');
  const packed = parts.packed ?? [...deflateRawSync(content)];
  const { method = 8, flags = 0, size = content.length, checksum = crc32(content), place = 0, comment = '' } = parts;
  const { copies = 1 } = parts;
  const shared = [...u16(20), ...u16(flags), ...u16(method), ...u16(0), ...u16(0x21), ...u32(checksum)];
  const sizes = [...u32(packed.length), ...u32(size), ...u16(1), ...u16(0)];
  const local = [...u32(0x04034b50), ...shared, ...sizes, 0x6d, ...packed];
  const central = [...u32(0x02014b50), ...u16(20), ...shared, ...sizes, ...new Array(10).fill(0), ...u32(place), 0x6d];
  const directory = new Array<number[]>(copies).fill(central).flat();
  const end = [
    ...[...u32(0x06054b50), ...u16(0), ...u16(0), ...u16(copies), ...u16(copies), ...u32(directory.length)],
    ...[...u32(local.length), ...u16(comment.length), ...bytesOf(comment)],
  ];
  return new Uint8Array([...local, ...directory, ...end]);
}

describe('crc32', () => {
  it('is the checksum of the standard', () => {
    expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });
});

describe('zip', () => {
  it.each([false, true])(
    'gives back what was written (compressed: %s), with the same bytes each time',
    async (compress) => {
      const file = await encodeZip(members, { compress });
      expect(await decodeZip(file)).toEqual(members);
      expect(await encodeZip(members, { compress })).toEqual(file);
    },
  );

  it('reads an archive made byte for byte, also with a comment behind it', async () => {
    const expected = new Map([['m', bytesOf('some text, some text')]]);
    expect(await decodeZip(archive())).toEqual(expected);
    expect(await decodeZip(archive({ comment: 'made by hand' }))).toEqual(expected);
  });

  it.each([
    ['another format', new Uint8Array(40), /closing record is missing/],
    ['a cut archive', archive().slice(0, -1), /closing record is missing/],
    ['another compression', archive({ method: 12 }), /compressed by method 12/],
    ['encryption', archive({ flags: 1 }), /'m' is encrypted/],
    ['a wrong checksum', archive({ checksum: 7 }), /checksum of 'm' is wrong/],
    ['a wrong size', archive({ size: 19 }), /does not unpack to its 19 bytes/],
    ['a bomb', archive({ size: 2 ** 29 }), /claims 536870912 bytes out of/],
    ['damaged data', archive({ packed: [255, 255, 255, 255] }), /does not unpack/],
    ['a wrong place', archive({ place: 5 }), /does not stand where its directory says/],
    ['a place outside', archive({ place: 2 ** 31 }), /does not stand where its directory says/],
    ['members that share bytes', archive({ copies: 2 }), /'m' shares bytes with another member/],
    ['zip64', archive({ size: 0xffffffff }), /over 4 GiB/],
  ])('refuses %s with a hint', async (_name, file, message) => {
    await expect(decodeZip(file, 'a.zip')).rejects.toThrow(message);
    await expect(decodeZip(file, 'a.zip')).rejects.toThrow(/^a\.zip: .*\nhint: /s);
  });

  it('never fails otherwise than by refusing, whatever the bytes', async () => {
    const good = archive();
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), async (at, value, length) => {
        const file = good.slice(0, length);
        if (at < length) file[at] = value;
        await decodeZip(file).catch((error: unknown) => expect(error).toBeInstanceOf(ChalkgradError));
      }),
      { numRuns: 300 },
    );
  });
});
