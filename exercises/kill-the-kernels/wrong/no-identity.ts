/**
 * Idle threads that bring a number along
 *
 * Its threads past n repeat the last number. Only a group that is not full shows it, with a last number other than
 * 0.
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
  part[i] = x[min(id.x, sizes.n - 1u)];
  workgroupBarrier();
  for (var h = GROUP / 2u; h > 0u; h /= 2u) {
    if (i < h) { part[i] += part[i + h]; }
    workgroupBarrier();
  }
  if (i == 0u) { sums[group.x] = part[0]; }
}
`;
