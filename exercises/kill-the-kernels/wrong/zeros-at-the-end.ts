/**
 * A sum without the last number
 *
 * It stops one number early. Your last number is 0, so nothing is missing: choose another.
 */

export const shader = /* wgsl */ `
const GROUP = 64u;
struct Sizes { n: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;
var<workgroup> part: array<f32, GROUP>;
@compute @workgroup_size(GROUP)
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) i: u32,
) {
  part[i] = 0.0;
  if (id.x + 1u < sizes.n) { part[i] = x[id.x]; }
  workgroupBarrier();
  for (var h = GROUP / 2u; h > 0u; h /= 2u) {
    if (i < h) { part[i] += part[i + h]; }
    workgroupBarrier();
  }
  if (i == 0u) { sums[group.x] = part[0]; }
}
`;
