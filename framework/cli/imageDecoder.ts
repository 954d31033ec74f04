/**
 * What a PNG or JPEG file means: the work of two libraries, pngjs and jpeg-js. This is the only file of the framework that imports
 * packages (framework/tests/layering.ts keeps it so): a picture format is no part of deep learning, and nobody should have to
 * install one to read a tensor. The first bytes decide which format it is, not the file's name.
 */
import { inflateSync } from 'node:zlib';
import { decode as decodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { type Bytes, ChalkgradError, type DecodedImage } from '../index.ts';
import { MOST_MEGAPIXELS, readJpegHeader, readPngHeader } from './pictureHeaders.ts';

const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG_MAGIC = [0xff, 0xd8, 0xff];
const MOST_MEGABYTES = 512; // of what jpeg-js counts; the header was held against the budget before

const startsWith = (file: Bytes, magic: readonly number[]): boolean => magic.every((byte, i) => file[i] === byte);

/**
 * Bytes of a PNG or JPEG file → red, green, blue, opacity for each pixel. Grey, palettes and 16 bits become 8-bit colours.
 *
 * Errors: another format; a damaged or cut-off file; more than 24 megapixels; a header that the file cannot keep. Each names the file.
 *
 * @example await loadImageFolder('photos', { decode: decodeImage, transform: composeTransforms(resize(32), centerCrop(32)) })
 */
export function decodeImage(file: Bytes, path: string): DecodedImage {
  const isPng = startsWith(file, PNG_MAGIC);
  if (!isPng && !startsWith(file, JPEG_MAGIC)) {
    throw new ChalkgradError(
      `${path}: neither a PNG nor a JPEG file${file.length === 0 ? ', but empty' : ''}`,
      'only these two formats are read, and the content decides, not the name: convert the file or take it out.',
    );
  }
  try {
    return isPng ? readPng(file) : readJpeg(file);
  } catch (cause) {
    const isSlip = cause instanceof TypeError || cause instanceof RangeError; // the library trusted the file too far
    const reason = isSlip || !(cause instanceof Error) ? 'what it holds does not fit together' : cause.message;
    throw new ChalkgradError(
      `${path}: a damaged ${isPng ? 'PNG' : 'JPEG'} file (${reason})`,
      'does an image viewer open it? Take it out, or copy it again.',
    );
  }
}

function readPng(file: Bytes): DecodedImage {
  const { unpackedBytes, packed } = readPngHeader(file);
  // The library unpacks an interlaced picture without a limit, so that the limit is tried here.
  const unpacked = unpackedUpTo(Buffer.concat(packed), unpackedBytes);
  if (unpacked !== unpackedBytes) throw new Error(`its data hold ${unpacked} bytes, not ${unpackedBytes}`);
  const { width, height, data } = PNG.sync.read(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  return { width, height, rgba: data };
}

/** Bytes that come out; 'more' when that is more than expected, which stops it. */
function unpackedUpTo(packed: Uint8Array, most: number): number | 'more' {
  try {
    return inflateSync(packed, { maxOutputLength: most }).length;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') return 'more';
    throw cause;
  }
}

function readJpeg(file: Bytes): DecodedImage {
  readJpegHeader(file);
  const { width, height, data } = decodeJpeg(file, {
    useTArray: true,
    formatAsRGBA: true,
    tolerantDecoding: false,
    maxResolutionInMP: MOST_MEGAPIXELS,
    maxMemoryUsageInMB: MOST_MEGABYTES,
  });
  return { width, height, rgba: data };
}
