/**
 * Sixty-four threads add to one cell
 *
 * All threads read part[0], add, and write it back, at once: what one wrote another overwrites. In the tree each
 * cell has one thread a round.
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
  if (i == 0u) { part[0] = 0.0; }
  workgroupBarrier();
  if (id.x < sizes.n) { part[0] += x[id.x]; }
  workgroupBarrier();
  if (i == 0u) { sums[group.x] = part[0]; }
}
`;
