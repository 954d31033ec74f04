/**
 * The bytes stand the wrong way round
 *
 * A DataView writes the most significant byte first unless told otherwise. GPUs and WGSL read little-endian: pass
 * true as the last argument.
 */

export function packSizes(n: number, scale: number, size: [number, number, number], rows: number): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(32));
  bytes.setUint32(0, n);
  bytes.setFloat32(4, scale);
  for (const [axis, value] of size.entries()) bytes.setFloat32(16 + 4 * axis, value);
  bytes.setUint32(28, rows);
  return bytes.buffer;
}
