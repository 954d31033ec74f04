import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { encode as encodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, it } from 'vitest';
import { type Bytes, ChalkgradError, centerCrop, composeTransforms, loadImageFolder, resize } from '../index.ts';
import { decodeImage } from './imageDecoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-images-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Colour = readonly [red: number, green: number, blue: number];
const rgbaOf = (pixels: readonly Colour[]): Uint8Array => Uint8Array.from(pixels.flatMap((pixel) => [...pixel, 255]));

const bytesOf = (data: Uint8Array): Bytes => Uint8Array.from(data);

function pngOf(width: number, height: number, rgba: Uint8Array): Bytes {
  const png = new PNG({ width, height });
  png.data.set(rgba);
  return bytesOf(PNG.sync.write(png));
}

/** A chunk as the specification lays it out (§5.3): length, type, data, checksum over type and data. */
function chunk(type: string, data: Uint8Array): number[] {
  const body = [...new TextEncoder().encode(type), ...data];
  const word = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  return [...word(data.length), ...body, ...word(crc32(Uint8Array.from(body)))];
}

/** Two by two pixels, byte for byte: red and green over blue and white. No library has touched it. */
const handMade = (width = 2, height = 2): Bytes =>
  Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    // width, height, 8 bits, colour type 2 (RGB), deflate, adaptive filters, not interlaced
    ...chunk(
      'IHDR',
      Uint8Array.of(
        width >>> 24,
        (width >>> 16) & 255,
        (width >>> 8) & 255,
        width & 255,
        0,
        0,
        0,
        height,
        8,
        2,
        0,
        0,
        0,
      ),
    ),
    // each row begins with its filter: 0 for none, 1 for "difference from the left"
    ...chunk('IDAT', deflateSync(Uint8Array.of(0, 255, 0, 0, 0, 255, 0, 1, 0, 0, 255, 255, 255, 0))),
    ...chunk('IEND', new Uint8Array()),
  ]);

describe('decodeImage', () => {
  it('reads a PNG that was written byte by byte', () => {
    const { width, height, rgba } = decodeImage(handMade(), 'hand.png');
    expect([width, height]).toEqual([2, 2]);
    expect([...(rgba as Uint8Array)]).toEqual([
      ...[255, 0, 0, 255, 0, 255, 0, 255],
      ...[0, 0, 255, 255, 255, 255, 255, 255],
    ]);
  });

  it('gives back what the library wrote, exactly for PNG', () => {
    const rgba = rgbaOf([
      [1, 2, 3],
      [250, 128, 0],
      [9, 9, 9],
      [0, 255, 77],
      [30, 60, 90],
      [255, 254, 253],
    ]);
    const image = decodeImage(pngOf(3, 2, rgba), 'a.png');
    expect([image.width, image.height]).toEqual([3, 2]);
    expect([...(image.rgba as Uint8Array)]).toEqual([...rgba]);
  });

  it('gives nearly that for JPEG, which is why it is small', () => {
    const rgba = rgbaOf(new Array<Colour>(64).fill([200, 100, 50]));
    const file = bytesOf(encodeJpeg({ width: 8, height: 8, data: rgba }, 90).data);
    const image = decodeImage(file, 'a.jpg');
    expect([image.width, image.height]).toEqual([8, 8]);
    (image.rgba as Uint8Array).forEach((value, i) => {
      expect(Math.abs(value - rgba[i]!)).toBeLessThan(6);
    });
  });

  it('goes by the content, not by the name', () => {
    expect(decodeImage(handMade(), 'misnamed.jpg').width).toBe(2);
  });

  it.each([
    ['an empty file', new Uint8Array(), /^cats\/x\.png: neither a PNG nor a JPEG file, but empty\nhint: /],
    ['a text', bytesOf(new TextEncoder().encode('a cat')), /^cats\/x\.png: neither a PNG nor a JPEG/],
    ['a PNG cut off in its header', handMade().slice(0, 20), /^cats\/x\.png: a damaged PNG file \(.+\)\nhint: /],
    ['a PNG cut off in its pixels', handMade().slice(0, 50), /^cats\/x\.png: a damaged PNG file/],
    ['a PNG with a wrong checksum', handMade().with(45, 7), /^cats\/x\.png: a damaged PNG file/],
    [
      'a PNG that claims to be enormous',
      handMade(0x00ffffff, 200),
      /damaged PNG file \(16777215 × 200 pixels, more than the 20000 a side that are read\)/,
    ],
    [
      'a JPEG that stops after its first bytes',
      Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0),
      /^cats\/x\.png: a damaged JPEG/,
    ],
  ])('refuses %s and names it', (_, file, message) => {
    expect(() => decodeImage(file, 'cats/x.png')).toThrow(message);
  });
});

describe('a header', () => {
  /** A PNG of these chunks; `ihdr` as [width, height, depth, colour type, interlace]. */
  function png(ihdr: readonly [number, number, number, number, number], raw: Uint8Array, more: number[] = []): Bytes {
    const [width, height, depth, colourType, interlace] = ihdr;
    const fields = new Uint8Array(13);
    new DataView(fields.buffer).setUint32(0, width);
    new DataView(fields.buffer).setUint32(4, height);
    fields.set([depth, colourType, 0, 0, interlace], 8);
    const parts = [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], chunk('IHDR', fields), more];
    return Uint8Array.from(
      [...parts, chunk('IDAT', deflateSync(raw, { level: 9 })), chunk('IEND', new Uint8Array())].flat(),
    );
  }
  const grey = [2, 1, 8, 0, 0] as const;
  const row = Uint8Array.of(0, 10, 20);

  it.each([
    [
      '49 megapixels of one bit',
      png([7000, 7000, 1, 0, 0], new Uint8Array(7000 * 876)),
      /7000 × 7000 are 49 megapixels, more than the 24 that are read/,
    ],
    [
      'a row of 24 megapixels',
      png([24_000_000, 1, 1, 0, 0], new Uint8Array(3)),
      /24000000 × 1 pixels, more than the 20000 a side/,
    ],
    [
      'a second header',
      png(grey, row, chunk('IHDR', Uint8Array.of(0, 0, 64, 0, 0, 0, 64, 0, 8, 0, 0, 0, 0))),
      /must stand first, and once/,
    ],
    ['five bits a colour', png([2, 1, 5, 0, 0], row), /5 bits of colour type 0 do not exist/],
    ['two bits of red, green and blue', png([2, 1, 2, 2, 0], row), /2 bits of colour type 2 do not exist/],
    ['interlaced data that go on', png([8, 8, 8, 0, 1], new Uint8Array(1e6)), /its data hold more bytes, not 79/],
    ['data that go on', png(grey, new Uint8Array(1e6)), /its data hold more bytes, not 3/],
    ['data that end early', png([2, 2, 8, 0, 0], row), /its data hold 3 bytes, not 6/],
    [
      'more than its bytes can hold',
      png([4000, 4000, 8, 6, 0], new Uint8Array(10)),
      /4000 × 4000 pixels cannot come from \d+ bytes/,
    ],
    ['no palette', png([2, 1, 8, 3, 0], row), /its palette is missing/],
    [
      'a palette beyond its bits',
      png([2, 1, 1, 3, 0], Uint8Array.of(0, 0), chunk('PLTE', new Uint8Array(9))),
      /its palette is damaged/,
    ],
    ['no pixels', png([0, 1, 8, 0, 0], row), /it says 0 × 1 pixels/],
  ])('of a PNG with %s is refused', (_, file, message) => {
    expect(() => decodeImage(file, 'x.png')).toThrow(message);
    expect(() => decodeImage(file, 'x.png')).toThrow(/^x\.png: a damaged PNG file \(.*\)\nhint: /);
  });

  it('of an interlaced PNG is read to the pixel', () => {
    // Seven passes of 8 × 8 pixels, each row with its filter 0; the value of a pixel is its place.
    const passes = [
      [0, 0, 8, 8],
      [4, 0, 8, 8],
      [0, 4, 4, 8],
      [2, 0, 4, 4],
      [0, 2, 2, 4],
      [1, 0, 2, 2],
      [0, 1, 1, 2],
    ] as const;
    const raw = passes.flatMap(([x0, y0, across, down]) => {
      const rows: number[] = [];
      for (let y = y0; y < 8; y += down) {
        rows.push(0);
        for (let x = x0; x < 8; x += across) rows.push(8 * y + x);
      }
      return rows;
    });
    const { rgba } = decodeImage(png([8, 8, 8, 0, 1], Uint8Array.from(raw)), 'i.png');
    expect(Array.from({ length: 64 }, (_, i) => rgba[4 * i])).toEqual(Array.from({ length: 64 }, (_, i) => i));
  });

  /** A JPEG that ends after its frame header. */
  const jpeg = (width: number, height: number, sampling: readonly number[], marker = 0xc0, precision = 8): Bytes => {
    const size = [height >> 8, height & 255, width >> 8, width & 255];
    const colours = sampling.flatMap((s, i) => [i + 1, s, 0]);
    return Uint8Array.from([
      0xff,
      0xd8,
      0xff,
      marker,
      0,
      8 + colours.length,
      precision,
      ...size,
      sampling.length,
      ...colours,
      0xff,
      0xd9,
      ...new Array<number>(5000),
    ]);
  };

  it.each([
    ['65535 × 65535 pixels', jpeg(65_535, 65_535, [0x11]), /65535 × 65535 pixels, more than the 20000 a side/],
    ['100 megapixels', jpeg(10_000, 10_000, [0x11]), /10000 × 10000 are 100 megapixels, more than the 24/],
    [
      '20 megapixels out of 5 kB',
      jpeg(5000, 4000, [0x22, 0x11, 0x11]),
      /5000 × 4000 pixels cannot come from 50\d\d bytes/,
    ],
    ['200 colours', jpeg(8, 8, new Array<number>(80).fill(0x11)), /it has 80 colours/],
    ['15-fold sampling', jpeg(8, 8, [0xff]), /it samples a colour 15 × 15 times/],
    ['12 bits', jpeg(8, 8, [0x11], 0xc0, 12), /it has 12 bits a colour/],
    ['arithmetic coding', jpeg(8, 8, [0x11], 0xc9), /frames of kind 9/],
    ['no rows', jpeg(8, 0, [0x11]), /it says 8 × 0 pixels/],
  ])('of a JPEG with %s is refused', (_, file, message) => {
    expect(() => decodeImage(file, 'x.jpg')).toThrow(message);
    expect(() => decodeImage(file, 'x.jpg')).toThrow(/^x\.jpg: a damaged JPEG file \(.*\)\nhint: /);
  });
});

describe('a spoiled file', () => {
  const rgba = rgbaOf(Array.from({ length: 192 }, (_, i): Colour => [i, 255 - i, (7 * i) % 256]));
  const files = [pngOf(16, 12, rgba), bytesOf(encodeJpeg({ width: 16, height: 12, data: rgba }, 80).data)];

  it('of either format, cut or changed anywhere, is read or refused calmly', { timeout: 60_000 }, () => {
    const spoiling = fc.record({
      file: fc.constantFrom(...files),
      cut: fc.nat(1200),
      at: fc.nat(1200),
      to: fc.nat(255),
    });
    fc.assert(
      fc.property(spoiling, ({ file, cut, at, to }) => {
        const spoiled = file.slice(0, Math.max(1, cut));
        spoiled[at % spoiled.length] = to;
        try {
          const image = decodeImage(spoiled, 'x');
          expect(image.rgba.length).toBe(4 * image.width * image.height);
        } catch (error) {
          expect(error).toBeInstanceOf(ChalkgradError);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a folder of pictures', () => {
  const write = (path: string, bytes: Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };

  it('of several sizes and both formats becomes one data set', async () => {
    write('set/blue/1.png', pngOf(40, 60, rgbaOf(new Array<Colour>(2400).fill([0, 0, 255]))));
    write(
      'set/red/1.jpg',
      encodeJpeg({ width: 50, height: 30, data: rgbaOf(new Array<Colour>(1500).fill([255, 0, 0])) }, 95).data,
    );
    const transform = composeTransforms(resize(32), centerCrop(32));
    const { dataset, classes } = await loadImageFolder(join(folder, 'set'), { decode: decodeImage, transform });
    expect(classes).toEqual(['blue', 'red']);
    const [images, labels] = dataset.batch(Int32Array.of(0, 1));
    expect(images!.shape).toEqual([2, 3, 32, 32]);
    expect(labels!.toArray()).toEqual([0, 1]);
    const meanOf = (example: number): number[] => images!.select(0, example).mean([1, 2]).toArray() as number[];
    meanOf(0).forEach((value, c) => {
      expect(value).toBeCloseTo([0, 0, 1][c]!, 5);
    });
    meanOf(1).forEach((value, c) => {
      expect(Math.abs(value - [1, 0, 0][c]!)).toBeLessThan(0.03);
    });
  });

  it('with one bad file says which', async () => {
    write('bad/a/1.png', handMade());
    write('bad/b/2.png', handMade().slice(0, 50));
    await expect(loadImageFolder(join(folder, 'bad'), { decode: decodeImage })).rejects.toThrow(
      /b\/2\.png: a damaged PNG/,
    );
  });
});
