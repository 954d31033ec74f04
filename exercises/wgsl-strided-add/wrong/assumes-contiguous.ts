/**
 * Read as if both were dense
 *
 * You read a[i] and b[i], as if the numbers lay in the order of the result. A view may be transposed, or a
 * single row: go through its strides.
 */

export const shader = /* wgsl */ `
struct Sizes {
  rows: u32, columns: u32,
  aOffset: u32, aRow: u32, aColumn: u32,
  bOffset: u32, bRow: u32, bColumn: u32,
}
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  if (i >= sizes.rows * sizes.columns) { return; }
  let row = i / sizes.columns;
  let column = i % sizes.columns;
  let left = a[i];
  let right = b[i];
  y[i] = left + right;
}
`;
