/**
 * No guard
 *
 * A group of 16 × 16 hangs over the edge of nearly every matrix. Threads outside read other numbers and write
 * over yours: let them return.
 */

export const shader = /* wgsl */ `
struct Sizes { rows: u32, columns: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let column = id.x;
  let row = id.y;
  y[column * sizes.rows + row] = x[row * sizes.columns + column];
}
`;
