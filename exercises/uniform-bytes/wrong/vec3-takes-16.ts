/**
 * The vec3 was given 16 bytes
 *
 * A vec3 is aligned to 16, but 12 long: rows fits in behind it, at byte 28. You put it at byte 32.
 */

export function packSizes(n: number, scale: number, size: [number, number, number], rows: number): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(48));
  bytes.setUint32(0, n, true);
  bytes.setFloat32(4, scale, true);
  for (const [axis, value] of size.entries()) bytes.setFloat32(16 + 4 * axis, value, true);
  bytes.setUint32(32, rows, true);
  return bytes.buffer;
}
