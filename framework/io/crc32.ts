/**
 * CRC-32, the checksum inside zip files: polynomial 0x04C11DB7 with reversed bits, as in ISO 3309 and RFC 1952 §8. It finds
 * accidents, not forgeries.
 */

const REVERSED_POLYNOMIAL = 0xedb88320;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ REVERSED_POLYNOMIAL : rest >>> 1;
  return rest;
});

/**
 * @param before the checksum of what stands before these bytes: parts give the checksum of the whole
 * @example crc32(new TextEncoder().encode('123456789')) // 0xcbf43926
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let rest = (before ^ 0xffffffff) >>> 0;
  for (let i = 0; i < bytes.length; i++) rest = (rest >>> 8) ^ table[(rest ^ bytes[i]!) & 0xff]!;
  return (rest ^ 0xffffffff) >>> 0;
}
