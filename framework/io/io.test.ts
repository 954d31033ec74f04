import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  ChalkgradError,
  decodeIdx,
  decodeSafetensors,
  encodeSafetensors,
  loadMnist,
  readBytes,
  tensor,
  writeBytes,
  zeros,
} from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-io-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A safetensors file from its parts, as another program would write it. */
function fileOf(header: unknown, body: number[] = [], claimed?: number): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + body.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(claimed ?? text.length), true);
  file.set(text, 8);
  file.set(body, 8 + text.length);
  return file;
}

describe('safetensors', () => {
  it('gives back what was written, bit for bit, for every dtype', () => {
    const tensors = {
      f: tensor([1.5, Number.NaN, Number.NEGATIVE_INFINITY, -0]),
      d: tensor([[Math.PI], [1e-300]], { dtype: 'float64' }),
      i: tensor([-5, 7], { dtype: 'int32' }),
      b: tensor([1, 0, 1], { dtype: 'bool' }),
      scalar: tensor(3),
      empty: zeros([0, 4]),
    };
    const { tensors: back, metadata } = decodeSafetensors(encodeSafetensors(tensors, { note: 'héllo' }));
    expect(metadata).toEqual({ note: 'héllo' });
    for (const [name, value] of Object.entries(tensors)) {
      expect(back[name]!.shape).toEqual(value.shape);
      expect(back[name]!.dtype).toBe(value.dtype);
      expect(Buffer.from(back[name]!.dataSync().buffer)).toEqual(Buffer.from(value.dataSync().buffer));
    }
  });

  it('writes views row-major', () => {
    const { tensors } = decodeSafetensors(
      encodeSafetensors({
        t: tensor([
          [1, 2, 3],
          [4, 5, 6],
        ]).transpose(),
      }),
    );
    expect(tensors['t']!.toArray()).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
  });

  it('keeps names that look like object internals', () => {
    const { tensors, metadata } = decodeSafetensors(
      encodeSafetensors(
        Object.fromEntries([
          ['__proto__', zeros([1])],
          ['constructor', zeros([2])],
        ]),
        Object.fromEntries([['__proto__', 'a note']]),
      ),
    );
    expect(Object.keys(tensors).sort()).toEqual(['__proto__', 'constructor']);
    expect(Object.getOwnPropertyDescriptor(tensors, '__proto__')?.value.shape).toEqual([1]);
    expect(Object.keys(metadata)).toEqual(['__proto__']);
  });

  it('does not write what nobody could read again', () => {
    const write = (tensors: object, metadata: object = {}) => encodeSafetensors(tensors as never, metadata as never);
    expect(() => write({ __metadata__: zeros([1]) })).toThrow(/no tensor can be called '__metadata__'\nhint: /);
    expect(() => write({ w: [1, 2] })).toThrow(/'w' is object, no tensor/);
    expect(() => write({ w: null })).toThrow(/'w' is object, no tensor/);
    expect(() => write({}, { epoch: 3 })).toThrow(/metadata 'epoch' is number, no text\nhint: .*String/);
  });

  const entry = (offsets: number[], shape = [1], dtype = 'F32'): unknown => ({ dtype, shape, data_offsets: offsets });
  const plain = JSON.stringify(entry([0, 4]));
  const four = [0, 0, 0, 0];
  it.each([
    ['an empty file', new Uint8Array(3), /has 3 bytes/],
    ['a header longer than the file', fileOf({}, [], 9999), /claims 9999 bytes, the file has 2 left/],
    ['a huge header', fileOf({}, [], 2 ** 40), /more than the 100000000 allowed/],
    ['a header that is not JSON', fileOf('{oops'), /not JSON/],
    ['a header that is a list', fileOf([]), /not a table/],
    ['an unknown dtype', fileOf({ w: entry([0, 4], [1], 'F8') }, four), /'w' has dtype F8/],
    ['a shape that is no shape', fileOf({ w: entry([0, 4], [-1]) }, four), /'w' has no proper shape/],
    ['offsets that do not fit the shape', fileOf({ w: entry([0, 4], [2]) }, four), /needs 8 bytes, its offsets hold 4/],
    ['overlapping tensors', fileOf({ a: entry([0, 4]), b: entry([0, 4]) }, four), /inside another tensor/],
    ['a gap', fileOf({ a: entry([0, 4]), b: entry([8, 12]) }, [...four, ...four, ...four]), /leaving a gap after 4/],
    ['bytes left over', fileOf({ a: entry([0, 4]) }, [...four, 1]), /take 4 bytes, the file holds 5/],
    ['bytes missing', fileOf({ a: entry([0, 8], [2]) }, four), /take 8 bytes, the file holds 4/],
    ['a name twice', fileOf(`{"a":${plain},"a":${plain}}`, four), /its header has 'a' twice/],
    ['a name twice, once escaped', fileOf(`{"a":${plain},"\\u0061":${plain}}`, four), /has 'a' twice/],
    [
      'a shape twice',
      fileOf('{"a":{"dtype":"F32","shape":[1],"shape":[],"data_offsets":[0,4]}}', four),
      /'shape' twice/,
    ],
    ['a dtype that is a number', fileOf({ w: { ...(entry([0, 4]) as object), dtype: 32 } }, four), /'w' has no dtype/],
    [
      'a dtype that is a list',
      fileOf({ w: { ...(entry([0, 4]) as object), dtype: ['F32'] } }, four),
      /'w' has no dtype/,
    ],
    ['a dtype that is no word', fileOf('{"w":{"dtype":{"toString":1},"shape":[1]}}', four), /'w' has no dtype/],
    ['no dtype', fileOf({ w: { shape: [1], data_offsets: [0, 4] } }, four), /'w' has no dtype/],
    ['a shape in words', fileOf({ w: { ...(entry([0, 4]) as object), shape: ['1'] } }, four), /no proper shape/],
    ['a shape that is a number', fileOf({ w: { ...(entry([0, 4]) as object), shape: 1 } }, four), /no proper shape/],
    [
      'offsets that are words',
      fileOf({ w: { ...(entry([0, 4]) as object), data_offsets: ['0', '4'] } }, four),
      /offsets/,
    ],
    ['half an offset', fileOf({ w: entry([0, 3.5]) }, four), /'w' has no proper offsets/],
    ['offsets that run backwards', fileOf({ w: entry([4, 0]) }, four), /its offsets hold -4/],
    ['an entry that is a list', fileOf({ w: [1] }, four), /'w' is not a tensor description/],
    ['an entry that is nothing', fileOf({ w: null }, four), /'w' is not a tensor description/],
    ['a header that is a word', fileOf('"w"'), /not a table/],
    ['metadata that is a list', fileOf({ __metadata__: ['a'] }), /metadata is not a table/],
    ['metadata that is nothing', fileOf({ __metadata__: null }), /metadata is not a table/],
    ['metadata that is no text', fileOf({ __metadata__: { n: 3 } }), /metadata/],
  ])('refuses %s with a hint', (_name, file, message) => {
    expect(() => decodeSafetensors(file, 'weights')).toThrow(message);
    expect(() => decodeSafetensors(file, 'weights')).toThrow(/^weights: .*\nhint: /s);
  });

  it('reads names with quotes, braces and colons in them, and a list of equal words', () => {
    const odd = ['a":{"a', '{', 'a\\', '"', 'shape', 'dtype'];
    const file = encodeSafetensors(Object.fromEntries(odd.map((name) => [name, zeros([1, 1])])), {
      shape: 'a',
      a: 'a',
    });
    expect(Object.keys(decodeSafetensors(file).tensors).sort()).toEqual(odd.toSorted());
  });

  it('never fails otherwise than by refusing, whatever the bytes', () => {
    const good = encodeSafetensors({ a: tensor([1, 2, 3]), b: zeros([2, 2]) });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, length) => {
        const file = good.slice(0, length);
        if (at < length) file[at] = value;
        try {
          decodeSafetensors(file);
        } catch (error) {
          expect(error).toBeInstanceOf(ChalkgradError);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('files', () => {
  it('are written whole or not at all', async () => {
    const path = join(folder, 'a.bin');
    await writeBytes(path, new Uint8Array([1, 2, 3]));
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
    await expect(writeBytes(join(folder, 'no', 'such', 'b.bin'), new Uint8Array(1))).rejects.toThrow(
      /cannot write .*ENOENT/,
    );
    expect(readdirSync(folder)).toEqual(['a.bin']);
  });

  it('that are missing are a clear error', async () => {
    await expect(readBytes(join(folder, 'none'))).rejects.toThrow(/cannot open .*none \(ENOENT\)\nhint:/);
  });
});

/** An IDX file made byte for byte: magic, big-endian sizes, values. */
const idx = (sizes: number[], values: number[], type = 0x08): Uint8Array<ArrayBuffer> =>
  new Uint8Array([
    0,
    0,
    type,
    sizes.length,
    ...sizes.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]),
    ...values,
  ]);

describe('IDX', () => {
  it('reads plain and gzipped files', async () => {
    const file = idx([2, 1, 3], [1, 2, 3, 4, 5, 255]);
    const expected = { shape: [2, 1, 3], values: new Uint8Array([1, 2, 3, 4, 5, 255]) };
    expect(await decodeIdx(file, 'x')).toEqual(expected);
    expect(await decodeIdx(new Uint8Array(gzipSync(file)), 'x.gz')).toEqual(expected);
  });

  it.each([
    ['signed bytes', 0x09, [0x80, 0x7f], Int8Array.of(-128, 127)],
    ['whole numbers of two bytes', 0x0b, [0x80, 0, 0x01, 0x02], Int16Array.of(-32768, 258)],
    [
      'whole numbers of four bytes',
      0x0c,
      [0xff, 0xff, 0xff, 0xfe, 0x12, 0x34, 0x56, 0x78],
      Int32Array.of(-2, 0x12345678),
    ],
    ['floats', 0x0d, [0x3f, 0xc0, 0, 0, 0xff, 0x80, 0, 0], Float32Array.of(1.5, -Infinity)],
    [
      'doubles',
      0x0e,
      [0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18, 0x80, 0, 0, 0, 0, 0, 0, 0],
      Float64Array.of(Math.PI, -0),
    ],
  ])('reads %s', async (_name, type, bytes, values) => {
    expect(await decodeIdx(idx([2], bytes, type), 'x')).toEqual({ shape: [2], values });
  });

  it.each([
    ['another format', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), /two zero bytes/],
    ['another element type', idx([1], [0, 0, 0, 0], 0x0a), /element type is 0xa\nhint: the format knows 0x8, 0x9, /],
    ['floats cut off', idx([2], [0, 0, 0, 0], 0x0d), /sizes 2 need 8 bytes, it holds 4/],
    ['a cut header', idx([2], []).slice(0, 6), /inside its header/],
    ['missing values', idx([3], [1, 2]), /sizes 3 need 3 bytes, it holds 2/],
    ['too many values', idx([1], [1, 2]), /need 1 bytes, it holds 2/],
    [
      'a cut gzip',
      new Uint8Array(
        gzipSync(
          idx(
            [2000],
            Array.from({ length: 2000 }, (_, i) => (i * 7919) % 251),
          ),
        ),
      ).slice(0, 60),
      /damaged or cut off/,
    ],
  ])('refuses %s with a hint', async (_name, file, message) => {
    await expect(decodeIdx(file, 'labels')).rejects.toThrow(message);
    await expect(decodeIdx(file, 'labels')).rejects.toThrow(/\nhint: /);
  });

  it('loads the four files of MNIST as tensors', async () => {
    const write = (name: string, bytes: Uint8Array): void => writeFileSync(join(folder, name), bytes);
    write('train-images-idx3-ubyte.gz', gzipSync(idx([2, 2, 2], [0, 255, 51, 0, 1, 2, 3, 4])));
    write('train-labels-idx1-ubyte.gz', gzipSync(idx([2], [7, 3])));
    write('t10k-images-idx3-ubyte', idx([1, 2, 2], [0, 0, 0, 255]));
    write('t10k-labels-idx1-ubyte', idx([1], [9]));
    const { train, test } = await loadMnist(folder);
    const [images, labels] = train.batch(Int32Array.of(1, 0));
    expect(images!.shape).toEqual([2, 1, 2, 2]);
    expect(images!.slice(0, 1, 2).flatten().dataSync()[1]).toBe(1);
    expect(labels!.toArray()).toEqual([3, 7]);
    expect(test.length).toBe(1);
    write('t10k-labels-idx1-ubyte', idx([2], [9, 9]));
    await expect(loadMnist(folder)).rejects.toThrow(/same set\?/);
    rmSync(join(folder, 't10k-labels-idx1-ubyte'));
    await expect(loadMnist(folder)).rejects.toThrow(/holds neither t10k-labels-idx1-ubyte nor/);
  });
});
