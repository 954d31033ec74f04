/**
 * One thread adds, 63 look on
 *
 * The sum is right, and a card with thousands of threads is as slow as one. Share the work: half the threads, half
 * the numbers, each round.
 */

export const shader = /* wgsl */ `
struct Sizes { n: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;
var<workgroup> part: array<f32, 64>;

@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) i: u32,
) {
  if (i == 0u) {
    var sum = 0.0;
    for (var k = 0u; k < 64u; k++) {
      if (id.x + k < sizes.n) { sum += x[id.x + k]; }
    }
    sums[group.x] = sum;
  }
}
`;
