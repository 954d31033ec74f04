/**
 * The vec3 begins too early
 *
 * size stands at byte 8. A vec3 of floats begins at a multiple of 16: leave a gap of eight bytes.
 */

export function packSizes(n: number, scale: number, size: [number, number, number], rows: number): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(24));
  bytes.setUint32(0, n, true);
  bytes.setFloat32(4, scale, true);
  for (const [axis, value] of size.entries()) bytes.setFloat32(8 + 4 * axis, value, true);
  bytes.setUint32(20, rows, true);
  return bytes.buffer;
}
