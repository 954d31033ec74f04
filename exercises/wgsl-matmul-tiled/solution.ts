/** a · b, tile by tile: each number that a group fetches serves sixteen products. Source: Kirk & Hwu, "Programming massively parallel processors" (2010), §5.3. */
export const shader = /* wgsl */ `
struct Sizes { m: u32, n: u32, k: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> a: array<f32>;               // [m, k]
@group(0) @binding(2) var<storage, read> b: array<f32>;               // [k, n]
@group(0) @binding(3) var<storage, read_write> product: array<f32>;   // [m, n]
var<workgroup> tileA: array<array<f32, 16>, 16>;
var<workgroup> tileB: array<array<f32, 16>, 16>;

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let column = id.x;
  let row = id.y;
  var sum = 0.0;
  for (var start = 0u; start < sizes.k; start += 16u) {
    tileA[local.y][local.x] = 0.0;
    tileB[local.y][local.x] = 0.0;
    if (row < sizes.m && start + local.x < sizes.k) { tileA[local.y][local.x] = a[row * sizes.k + start + local.x]; }
    if (start + local.y < sizes.k && column < sizes.n) { tileB[local.y][local.x] = b[(start + local.y) * sizes.n + column]; }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) { sum += tileA[local.y][k] * tileB[k][local.x]; }
    workgroupBarrier();
  }
  if (row < sizes.m && column < sizes.n) { product[row * sizes.n + column] = sum; }
}
`;
