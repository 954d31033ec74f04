/**
 * The memory is used again too early
 *
 * Some threads still read the maximum from part[0] while others already put their sums there. A barrier stands
 * between two uses of the same memory, too.
 */

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
  part[i] = largest;
  workgroupBarrier();
  for (var h = 32u; h > 0u; h /= 2u) {
    if (i < h) { part[i] = max(part[i], part[i + h]); }
    workgroupBarrier();
  }
  largest = part[0];

  var sum = 0.0;
  for (var k = i; k < sizes.columns; k += 64u) { sum += exp(x[start + k] - largest); }
  part[i] = sum;
  workgroupBarrier();
  for (var h = 32u; h > 0u; h /= 2u) {
    if (i < h) { part[i] += part[i + h]; }
    workgroupBarrier();
  }

  for (var k = i; k < sizes.columns; k += 64u) { y[start + k] = exp(x[start + k] - largest) / part[0]; }
}
`;
