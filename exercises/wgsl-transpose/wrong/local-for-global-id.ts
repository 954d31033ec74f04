/**
 * The place in the group for the place in the matrix
 *
 * local_invocation_id begins again at (0, 0) in every group, so all of them do the first 16 × 16 numbers. Ask
 * for global_invocation_id.
 */

export const shader = /* wgsl */ `
struct Sizes { rows: u32, columns: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(16, 16)
fn main(@builtin(local_invocation_id) id: vec3<u32>) {
  let column = id.x;
  let row = id.y;
  if (row >= sizes.rows || column >= sizes.columns) { return; }
  y[column * sizes.rows + row] = x[row * sizes.columns + column];
}
`;
