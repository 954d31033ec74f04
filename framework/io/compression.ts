/**
 * Gzip and deflate, within a budget: a small file can mean a very large one (deflate shrinks zeros to a thousandth), so that nothing is
 * unpacked further than its reader allows.
 */
import { check, optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Bytes } from './bytes.ts';
import { collect } from './collect.ts';

const GZIP_MAGIC = [0x1f, 0x8b] as const;
const SMALLEST = 18; // header and trailer
/** Deflate cannot shrink by more (zlib's documentation): a larger claim is a bomb or damage. */
export const GREATEST_RATIO = 1032;

const calls = {
  isGzip: signature('isGzip', { bytes: 'bytes' }),
  gunzip: signature('gunzip', { bytes: 'bytes', name: 'text' }, { most: 'size' }),
  inflate: signature('inflate', { bytes: 'bytes', size: 'size' }),
  deflate: signature('deflate', { bytes: 'bytes' }),
};

/** Do these bytes start like a gzip file? */
export function isGzip(bytes: Bytes): boolean {
  check(calls.isGzip, bytes);
  return bytes[0] === GZIP_MAGIC[0] && bytes[1] === GZIP_MAGIC[1];
}

/**
 * What may come out of one archive, in bytes, unless its reader says otherwise: 512 MiB. The pictures of CIFAR-10
 * take 0.18 GB, the reviews of IMDB about 0.3 (estimated: 100,000 texts of 130 MB in all, each with its header, and their counts of words).
 */
export const MOST_UNPACKED = 2 ** 29;

export interface UnpackOptions {
  /** Bytes that may come out, at most. Default MOST_UNPACKED. */
  readonly most?: number;
}

/**
 * Unpack gzip bytes; others pass through. Works in Node and in browsers.
 *
 * A gzip file says at its end what it unpacks to (RFC 1952, §2.3.1). Of a claim beyond the budget nothing is unpacked; of any other, no more
 * than it claims. (The claim counts modulo 4 GiB, and a file of several parts claims only the last: neither can be read here.)
 *
 * Errors: damaged, cut off; more than the budget, or than it claims, would come out.
 */
export async function gunzip(bytes: Bytes, name: string, options: UnpackOptions = {}): Promise<Bytes> {
  const { most = MOST_UNPACKED } = optionsOf(calls.gunzip, [bytes, name, options]);
  if (!isGzip(bytes)) return bytes;
  const claim =
    bytes.length < SMALLEST ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  const isPossible = claim <= bytes.length * GREATEST_RATIO;
  if (isPossible && claim > most) {
    throw new ChalkgradError(
      `gunzip: ${name} claims to unpack to ${claim} bytes, more than the ${most} that are read`,
      'it is another file, or was cut off: fetch it again, or unpack it by hand, and look.',
    );
  }
  const unpacked = isPossible ? await unpack(bytes, 'gzip', claim) : undefined;
  if (unpacked !== undefined) return unpacked;
  throw new ChalkgradError(
    `gunzip: ${name} is damaged or cut off: it does not unpack to the ${claim} bytes it claims`,
    'fetch the file again.',
  );
}

/**
 * Unpack raw deflate data that is known to hold `size` bytes. Stops as soon as more comes out. Undefined when the data is damaged or
 * of another size.
 */
export async function inflate(bytes: Bytes, size: number): Promise<Bytes | undefined> {
  check(calls.inflate, bytes, size);
  return size > bytes.length * GREATEST_RATIO ? undefined : unpack(bytes, 'deflate-raw', size);
}

/** Exactly `size` bytes, or undefined. */
async function unpack(bytes: Bytes, format: 'gzip' | 'deflate-raw', size: number): Promise<Bytes | undefined> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
    const unpacked = await collect(stream, { most: size, expected: size });
    return unpacked?.length === size ? unpacked : undefined;
  } catch {
    return undefined;
  }
}

/** Pack bytes as raw deflate data. */
export async function deflate(bytes: Bytes): Promise<Bytes> {
  check(calls.deflate, bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
