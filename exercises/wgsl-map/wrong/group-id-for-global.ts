/**
 * The group for the number
 *
 * workgroup_id counts groups, so the 64 threads of a group all write the same place. A number is group · 64 +
 * place.
 */

export const shader = /* wgsl */ `
struct Sizes { n: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3<u32>) {
  let i = id.x;
  if (i >= sizes.n) { return; }
  y[i] = x[i] * x[i] + 1.0;
}
`;
