/**
 * What a PNG or JPEG file says about itself before anything of it is unpacked, and whether that can be true. The libraries that decode
 * pictures believe the header and reserve what it asks for: a few kilobytes could ask for gigabytes. Here the header is held against
 * a budget of pixels, against the rules of its format, and against the length of the file, which no compression escapes.
 * Sources: W3C, Portable Network Graphics (third edition), §5, §8.1, §11.2; ITU-T T.81 (JPEG), annexes B and F.
 */
import { crc32 } from 'node:zlib';
import { GREATEST_RATIO } from '../io/compression.ts';

/** Pixels of one picture, at most: what cameras make. Decoded and as numbers they take 20 bytes each, half a gigabyte in all. */
export const MOST_MEGAPIXELS = 24;

/** Pixels of one side, at most: the libraries keep an object for each row. */
const MOST_SIDE = 20_000;

/** What a header says. */
export interface PictureHeader {
  readonly width: number;
  readonly height: number;
}

/** All of them throw an `Error` that says what is wrong with the file. */
function refuse(why: string): never {
  throw new Error(why);
}

function checkSize({ width, height }: PictureHeader): void {
  if (width < 1 || height < 1) refuse(`it says ${width} × ${height} pixels`);
  if (width > MOST_SIDE || height > MOST_SIDE)
    refuse(`${width} × ${height} pixels, more than the ${MOST_SIDE} a side that are read`);
  const megapixels = (width * height) / 1e6;
  if (megapixels > MOST_MEGAPIXELS)
    refuse(
      `${width} × ${height} are ${Math.ceil(megapixels)} megapixels, more than the ${MOST_MEGAPIXELS} that are read`,
    );
}

const PNG_SIGNATURE_BYTES = 8;
const CHUNK_FRAME = 12; // length, type and checksum around the data of a chunk

/** Bit depths by colour type: §11.2.1, table "allowed combinations". */
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Where the seven passes of an interlaced picture begin, and how far apart their pixels are: §8.1, as [x, y, across, down]. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** What the library needs to be sure of. */
export interface PngHeader extends PictureHeader {
  /** Bytes that its data unpack to, no more and no less. */
  readonly unpackedBytes: number;
  /** The data, packed. */
  readonly packed: readonly Uint8Array[];
}

/**
 * Chunks of a PNG file: one header, first; a palette where one is needed; data without a gap; an end, last; every checksum right. Throws
 * what is wrong.
 */
export function readPngHeader(file: Uint8Array): PngHeader {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let header: (PngHeader & { readonly colourType: number; readonly depth: number }) | undefined;
  const packed: Uint8Array[] = [];
  let palette = 0;
  let last = '';
  for (let at = PNG_SIGNATURE_BYTES; last !== 'IEND'; ) {
    if (at + CHUNK_FRAME > file.length) refuse('cut off');
    const length = view.getUint32(at);
    if (length > file.length - at - CHUNK_FRAME) refuse('cut off');
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    const data = file.subarray(at + 8, at + 8 + length);
    if (crc32(file.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length))
      refuse(`the checksum of its chunk ${JSON.stringify(type)} is wrong`);
    if ((header === undefined) !== (type === 'IHDR')) refuse('its header must stand first, and once');
    if (type === 'IHDR') header = { ...readIhdr(data), packed };
    else if (type === 'PLTE') palette = checkPalette(data, header!, palette, packed);
    else if (type === 'IDAT') {
      if (packed.length > 0 && last !== 'IDAT') refuse('its data are torn apart');
      packed.push(data);
    } else if (type === 'tRNS') checkTransparency(data, header!, palette, packed);
    last = type;
    at += CHUNK_FRAME + length;
  }
  const packedBytes = packed.reduce((sum, data) => sum + data.length, 0);
  if (header!.colourType === 3 && palette === 0) refuse('its palette is missing');
  if (header!.unpackedBytes > packedBytes * GREATEST_RATIO)
    refuse(`${header!.width} × ${header!.height} pixels cannot come from ${packedBytes} bytes`);
  return header!;
}

function readIhdr(data: Uint8Array): Omit<PngHeader, 'packed'> & { colourType: number; depth: number } {
  if (data.length !== 13) refuse('its header has another length than 13');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  checkSize({ width, height });
  const [depth, colourType, compression, filter, interlace] = data.subarray(8) as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (!depths[colourType]?.includes(depth)) refuse(`${depth} bits of colour type ${colourType} do not exist`);
  if (compression !== 0 || filter !== 0 || interlace > 1)
    refuse(`compression ${compression}, filter ${filter}, interlace ${interlace} do not exist`);
  const bits = depth * channels[colourType]!;
  const rowsOf = (columns: number, rows: number): number =>
    columns === 0 ? 0 : rows * (1 + Math.ceil((columns * bits) / 8)); // a row begins with the number of its filter
  const unpackedBytes =
    interlace === 0
      ? rowsOf(width, height)
      : PASSES.reduce(
          (sum, [x, y, across, down]) =>
            sum + rowsOf(Math.ceil(Math.max(0, width - x) / across), Math.ceil(Math.max(0, height - y) / down)),
          0,
        );
  return { width, height, depth, colourType, unpackedBytes };
}

interface Colours {
  readonly colourType: number;
  readonly depth: number;
}

function checkPalette(
  data: Uint8Array,
  { colourType, depth }: Colours,
  before: number,
  packed: readonly unknown[],
): number {
  const most = colourType === 3 ? 2 ** depth : 256;
  if (before > 0 || packed.length > 0 || data.length === 0 || data.length % 3 !== 0 || data.length / 3 > most)
    refuse('its palette is damaged or in the wrong place');
  return data.length / 3;
}

function checkTransparency(
  data: Uint8Array,
  { colourType }: Colours,
  palette: number,
  packed: readonly unknown[],
): void {
  const needed = { 0: 2, 2: 6 }[colourType];
  const fits = colourType === 3 ? data.length > 0 && data.length <= palette : data.length === needed;
  if (!fits || packed.length > 0) refuse('its transparent colours are damaged or in the wrong place');
}

/**
 * Blocks of 8 × 8 numbers, one colour each, at most: 24 megapixels with colours at half their width (16 with all of them). The library keeps 0.6 kB
 * for each (measured), half a gigabyte in all.
 */
const MOST_BLOCKS = 750_000;
const SCANS_AT_MOST = 100; // a progressive file has about ten

/** Markers of a JPEG file up to its end: one frame that a decoder knows, within the budget, and not too many scans. Throws what is wrong. */
export function readJpegHeader(file: Uint8Array): PictureHeader {
  let header: PictureHeader | undefined;
  let scans = 0;
  for (let at = 2; at + 4 <= file.length; ) {
    if (file[at] !== 0xff) {
      at++; // what a scan holds; a marker in it would be written as ff 00
      continue;
    }
    const marker = file[at + 1]!;
    if (marker === 0xd9) break;
    const standsAlone = marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd8) || marker === 1;
    if (standsAlone) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = (file[at + 2]! << 8) | file[at + 3]!;
    if (length < 2 || at + 2 + length > file.length) refuse('cut off');
    const segment = file.subarray(at + 4, at + 2 + length);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      if (header !== undefined) refuse('it has two frames');
      header = readFrame(marker, segment, file.length);
    }
    if (marker === 0xda && ++scans > SCANS_AT_MOST) refuse(`it has more than ${SCANS_AT_MOST} scans`);
    if (marker === 0xda && header === undefined) refuse('its scan stands before its frame');
    at += 2 + length;
  }
  return header ?? refuse('it has no frame');
}

function readFrame(marker: number, segment: Uint8Array, fileBytes: number): PictureHeader {
  if (marker > 0xc2) refuse(`frames of kind ${marker - 0xc0} (lossless, arithmetic, hierarchical) are not read`);
  const [precision = 0, h1 = 0, h2 = 0, w1 = 0, w2 = 0, components = 0] = segment;
  const [width, height] = [(w1 << 8) | w2, (h1 << 8) | h2];
  if (precision !== 8) refuse(`it has ${precision} bits a colour, only 8 are read`);
  if (![1, 3, 4].includes(components) || segment.length !== 6 + 3 * components) refuse(`it has ${components} colours`);
  checkSize({ width, height });
  let blocks = 0;
  const sampling = Array.from({ length: components }, (_, i) => segment[7 + 3 * i]!);
  const [across, down] = [Math.max(...sampling.map((s) => s >> 4)), Math.max(...sampling.map((s) => s & 15))];
  for (const s of sampling) {
    const [h, v] = [s >> 4, s & 15];
    if (h < 1 || h > 4 || v < 1 || v > 4) refuse(`it samples a colour ${h} × ${v} times`);
    blocks += Math.ceil(width / 8 / across) * h * Math.ceil(height / 8 / down) * v;
  }
  if (blocks > MOST_BLOCKS)
    refuse(`${width} × ${height} pixels in ${blocks} blocks of colour, more than the ${MOST_BLOCKS} that are read`);
  if (blocks > fileBytes * 8) refuse(`${width} × ${height} pixels cannot come from ${fileBytes} bytes`); // a block takes a bit at least
  return { width, height };
}
