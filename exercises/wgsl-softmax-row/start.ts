export const shader = /* wgsl */ `
struct Sizes { rows: u32, columns: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
var<workgroup> part: array<f32, 64>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) i: u32) {
  let start = group.x * sizes.columns;
  var largest = -3.0e38;
  for (var k = i; k < sizes.columns; k += 64u) { largest = max(largest, x[start + k]); }
  // your turn: the largest of the row, the sum of the powers, then every thread writes its numbers.
}
`;
