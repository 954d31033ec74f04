/**
 * Gzip and deflate, within a budget: a small file can mean a very large one (deflate shrinks zeros to a thousandth), so that nothing is
 * unpacked further than its reader allows.
 */
import { ChalkgradError } from '../tensor/errors.ts';
import { type Bytes, MOST_BYTES } from './bytes.ts';
import { collect } from './collect.ts';

const GZIP_MAGIC = [0x1f, 0x8b] as const;
/** Deflate cannot shrink by more (zlib's documentation): a larger claim is a bomb or damage. */
export const GREATEST_RATIO = 1032;

/** Do these bytes start like a gzip file? */
export const isGzip = (bytes: Bytes): boolean => bytes[0] === GZIP_MAGIC[0] && bytes[1] === GZIP_MAGIC[1];

/** What data rarely exceeds: as far as this a file's word for its size is taken, and memory reserved. */
const USUAL_RATIO = 64;

export interface UnpackOptions {
  /** Bytes that may come out, at most. Default MOST_BYTES. */
  readonly most?: number;
}

/**
 * Unpack gzip bytes; others pass through. Works in Node and in browsers.
 *
 * Errors: damaged, cut off; more than the budget comes out.
 */
export async function gunzip(bytes: Bytes, name: string, { most = MOST_BYTES }: UnpackOptions = {}): Promise<Bytes> {
  if (!isGzip(bytes)) return bytes;
  const unpacked = await unpack(bytes, 'gzip', { most, expected: claimedSize(bytes) });
  if (unpacked === 'more') {
    throw new ChalkgradError(
      `gunzip: ${name} unpacks to more than the ${most} bytes that are read`,
      'is it the right file? Unpack it by hand, and look.',
    );
  }
  if (unpacked === 'damaged')
    throw new ChalkgradError(`gunzip: ${name} is damaged or cut off`, 'fetch the file again.');
  return unpacked;
}

/** The last four bytes tell the unpacked size (RFC 1952, §2.3.1). */
function claimedSize(bytes: Bytes): number {
  if (bytes.length < 18) return 0;
  return new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
}

/**
 * Unpack raw deflate data that is known to hold `size` bytes. Stops as soon as more comes out. Undefined when the data is damaged or
 * of another size.
 */
export async function inflate(bytes: Bytes, size: number): Promise<Bytes | undefined> {
  if (size > bytes.length * GREATEST_RATIO) return undefined;
  const unpacked = await unpack(bytes, 'deflate-raw', { most: size, expected: size });
  return typeof unpacked === 'string' || unpacked.length !== size ? undefined : unpacked;
}

async function unpack(
  bytes: Bytes,
  format: 'gzip' | 'deflate-raw',
  budget: { readonly most: number; readonly expected: number },
): Promise<Bytes | 'more' | 'damaged'> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
    const expected = Math.min(budget.expected, bytes.length * USUAL_RATIO);
    return (await collect(stream, { most: budget.most, expected })) ?? 'more';
  } catch {
    return 'damaged';
  }
}

/** Pack bytes as raw deflate data. */
export async function deflate(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
