/**
 * Written where it was read
 *
 * Read and written at the same place, x is only copied. Number (row, column) lies at column · rows + row in y.
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
  if (row >= sizes.rows || column >= sizes.columns) { return; }
  y[row * sizes.columns + column] = x[row * sizes.columns + column];
}
`;
