/**
 * G4 in vectors: four numbers are read, multiplied and added at once, the sixteen sums are four vectors with names instead of an array, and
 * multiply-add is one instruction. This is the loop of gemm.ts, which only asks for its numbers by function.
 */
import { wgsl } from '../wgsl.ts';
import { rung } from './rung.ts';

export const g5 = rung({
  name: 'G5',
  title: 'vectors of four, multiply and add at once',
  tile: [32, 32],
  code: wgsl`
var<workgroup> tileA: array<vec4<f32>, 128>; // [k, row / 4]
var<workgroup> tileB: array<vec4<f32>, 128>; // [k, column / 4]

fn fetchA(row: u32, k: u32) -> f32 {
  if (row < sizes.m && k < sizes.k) { return a[row * sizes.k + k]; }
  return 0.0;
}
fn fetchB(k: u32, column: u32) -> f32 {
  if (k < sizes.k && column < sizes.n) { return b[k * sizes.n + column]; }
  return 0.0;
}
fn store(row: u32, column: u32, sums: vec4<f32>) {
  for (var c = 0u; c < 4u; c++) {
    if (row < sizes.m && column + c < sizes.n) { product[row * sizes.n + column + c] = sums[c]; }
  }
}

@compute @workgroup_size(8, 8)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  let row = group.y * 32u + local.y * 4u;
  let column = group.x * 32u + local.x * 4u;
  var sums0 = vec4<f32>();
  var sums1 = vec4<f32>();
  var sums2 = vec4<f32>();
  var sums3 = vec4<f32>();
  for (var start = 0u; start < sizes.k; start += 16u) {
    for (var i = thread; i < 128u; i += 64u) {
      let k = start + i / 8u;
      let r = group.y * 32u + i % 8u * 4u;
      let c = group.x * 32u + i % 8u * 4u;
      tileA[i] = vec4(fetchA(r, k), fetchA(r + 1u, k), fetchA(r + 2u, k), fetchA(r + 3u, k));
      tileB[i] = vec4(fetchB(k, c), fetchB(k, c + 1u), fetchB(k, c + 2u), fetchB(k, c + 3u));
    }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      let left = tileA[k * 8u + local.y];
      let right = tileB[k * 8u + local.x];
      sums0 = fma(vec4(left.x), right, sums0);
      sums1 = fma(vec4(left.y), right, sums1);
      sums2 = fma(vec4(left.z), right, sums2);
      sums3 = fma(vec4(left.w), right, sums3);
    }
    workgroupBarrier();
  }
  store(row, column, sums0);
  store(row + 1u, column, sums1);
  store(row + 2u, column, sums2);
  store(row + 3u, column, sums3);
}
`,
});
