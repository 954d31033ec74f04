/**
 * A square of registers: 8 × 8 threads with 4 × 4 sums each. Eight numbers read from the tiles now serve sixteen multiplications, where
 * G3 read five for four. tfjs, Ratchet and llama.cpp all arrived at this shape.
 */
import { wgsl } from '../wgsl.ts';
import { rung } from './rung.ts';

export const g4 = rung({
  name: 'G4',
  title: 'a square of sixteen sums in registers',
  tile: [32, 32],
  code: wgsl`
var<workgroup> tileA: array<array<f32, 32>, 16>; // [k, row]: turned, so that four rows lie together
var<workgroup> tileB: array<array<f32, 32>, 16>; // [k, column]

@compute @workgroup_size(8, 8)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  let firstRow = group.y * 32u;
  let firstColumn = group.x * 32u;
  var sums = array<array<f32, 4>, 4>();
  for (var start = 0u; start < sizes.k; start += 16u) {
    for (var i = thread; i < 512u; i += 64u) {
      let k = i / 32u;
      let place = i % 32u;
      tileA[k][place] = 0.0;
      tileB[k][place] = 0.0;
      if (start + k < sizes.k && firstRow + place < sizes.m) { tileA[k][place] = a[(firstRow + place) * sizes.k + start + k]; }
      if (start + k < sizes.k && firstColumn + place < sizes.n) { tileB[k][place] = b[(start + k) * sizes.n + firstColumn + place]; }
    }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      for (var r = 0u; r < 4u; r++) {
        for (var c = 0u; c < 4u; c++) { sums[r][c] += tileA[k][local.y * 4u + r] * tileB[k][local.x * 4u + c]; }
      }
    }
    workgroupBarrier();
  }
  for (var r = 0u; r < 4u; r++) {
    for (var c = 0u; c < 4u; c++) {
      let row = firstRow + local.y * 4u + r;
      let column = firstColumn + local.x * 4u + c;
      if (row < sizes.m && column < sizes.n) { product[row * sizes.n + column] = sums[r][c]; }
    }
  }
}
`,
});
