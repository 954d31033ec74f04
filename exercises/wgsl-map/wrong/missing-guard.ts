/**
 * No guard
 *
 * The last group is not full, and its threads behind n write as well: over what lies there, or where nothing is.
 * Return first when i is n or more.
 */

export const shader = /* wgsl */ `
struct Sizes { n: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  y[i] = x[i] * x[i] + 1.0;
}
`;
