/**
 * Everything written as a float
 *
 * n and rows are u32. As floats they are other bits, and the shader reads 1088421888 where you meant 7.
 */

export function packSizes(n: number, scale: number, size: [number, number, number], rows: number): ArrayBuffer {
  return new Float32Array([n, scale, 0, 0, ...size, rows]).buffer;
}
