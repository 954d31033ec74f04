/**
 * What a PNG or JPEG file means: the work of two libraries, pngjs and jpeg-js. This is the only file of the framework that imports
 * packages (framework/tests/layering.ts keeps it so): a picture format is no part of deep learning, and nobody should have to
 * install one to read a tensor. The first bytes decide which format it is, not the file's name.
 */
import { decode as decodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { type Bytes, ChalkgradError, type DecodedImage } from '../index.ts';

const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG_MAGIC = [0xff, 0xd8, 0xff];
/** Sides of a picture, at most: a small file must not fill the memory. */
const MOST_MEGAPIXELS = 100;
const MOST_MEGABYTES = 512;

const startsWith = (file: Bytes, magic: readonly number[]): boolean => magic.every((byte, i) => file[i] === byte);

/**
 * Bytes of a PNG or JPEG file → red, green, blue, opacity for each pixel. Grey, palettes and 16 bits become 8-bit colours.
 *
 * Errors: another format; a damaged or cut-off file; more than 100 megapixels. Each names the file.
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
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ChalkgradError(
      `${path}: a damaged ${isPng ? 'PNG' : 'JPEG'} file (${reason})`,
      'does an image viewer open it? Take it out, or copy it again.',
    );
  }
}

function readPng(file: Bytes): DecodedImage {
  // Width and height stand in the first chunk, always at the same place (PNG specification, §11.2.2): looked at before unpacking.
  if (file.length < 24) throw new Error('cut off');
  const header = new DataView(file.buffer, file.byteOffset);
  const megapixels = (header.getUint32(16) * header.getUint32(20)) / 1e6;
  if (megapixels > MOST_MEGAPIXELS)
    throw new Error(`${Math.round(megapixels)} megapixels, more than ${MOST_MEGAPIXELS}`);
  const { width, height, data } = PNG.sync.read(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  return { width, height, rgba: data };
}

function readJpeg(file: Bytes): DecodedImage {
  const { width, height, data } = decodeJpeg(file, {
    useTArray: true,
    formatAsRGBA: true,
    tolerantDecoding: false,
    maxResolutionInMP: MOST_MEGAPIXELS,
    maxMemoryUsageInMB: MOST_MEGABYTES,
  });
  return { width, height, rgba: data };
}
