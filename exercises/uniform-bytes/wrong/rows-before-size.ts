/**
 * Fields in another order
 *
 * rows stands before size, where there was a gap to fill. The order of the struct is the order of the bytes; gaps
 * stay empty.
 */

export function packSizes(n: number, scale: number, size: [number, number, number], rows: number): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(32));
  bytes.setUint32(0, n, true);
  bytes.setFloat32(4, scale, true);
  bytes.setUint32(8, rows, true);
  for (const [axis, value] of size.entries()) bytes.setFloat32(16 + 4 * axis, value, true);
  return bytes.buffer;
}
