/**
 * One thread does all
 *
 * Thread 0 walks through all numbers, and the others look on. The loop is what the threads are for: each makes
 * its own number.
 */

export const shader = /* wgsl */ `
struct Sizes { n: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x != 0u) { return; }
  for (var i = 0u; i < sizes.n; i++) { y[i] = x[i] * x[i] + 1.0; }
}
`;
