/**
 * The bytes of `struct Sizes { n: u32, scale: f32, size: vec3<f32>, rows: u32 }` in a uniform buffer.
 *
 * Source: WGSL, "Alignment and Size": vec3<f32> is 12 bytes, aligned to 16; a struct's size is a multiple of its alignment.
 */
export function packSizes(n: number, scale: number, size: [number, number, number], rows: number): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(32));
  bytes.setUint32(0, n, true);
  bytes.setFloat32(4, scale, true);
  for (const [axis, value] of size.entries()) bytes.setFloat32(16 + 4 * axis, value, true);
  bytes.setUint32(28, rows, true);
  return bytes.buffer;
}
