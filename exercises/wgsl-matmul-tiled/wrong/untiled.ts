/**
 * Right, and fetched sixteen times
 *
 * Every thread reads its whole row of a and column of b from storage, 2 K numbers. With tiles it reads 2 ⌈K / 16⌉,
 * and its neighbours bring the rest.
 */

export const shader = /* wgsl */ `
struct Sizes { m: u32, n: u32, k: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> a: array<f32>;               // [m, k]
@group(0) @binding(2) var<storage, read> b: array<f32>;               // [k, n]
@group(0) @binding(3) var<storage, read_write> product: array<f32>;   // [m, n]

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let column = id.x;
  let row = id.y;
  if (row >= sizes.m || column >= sizes.n) { return; }
  var sum = 0.0;
  for (var k = 0u; k < sizes.k; k++) { sum += a[row * sizes.k + k] * b[k * sizes.n + column]; }
  product[row * sizes.n + column] = sum;
}
`;
