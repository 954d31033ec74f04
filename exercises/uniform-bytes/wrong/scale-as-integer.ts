/**
 * The scale lost its fraction
 *
 * scale is an f32. Written as an integer, 1.5 becomes 1, and its bits are no float.
 */

export function packSizes(n: number, scale: number, size: [number, number, number], rows: number): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(32));
  bytes.setUint32(0, n, true);
  bytes.setUint32(4, scale, true);
  for (const [axis, value] of size.entries()) bytes.setFloat32(16 + 4 * axis, value, true);
  bytes.setUint32(28, rows, true);
  return bytes.buffer;
}
