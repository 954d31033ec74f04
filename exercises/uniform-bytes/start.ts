/** The bytes of `struct Sizes { n: u32, scale: f32, size: vec3<f32>, rows: u32 }` in a uniform buffer. */
export function packSizes(n: number, scale: number, size: [number, number, number], rows: number): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint32(0, n, true);
  // your turn: find the place of every other field, and how long the whole is.
  return bytes.buffer;
}
