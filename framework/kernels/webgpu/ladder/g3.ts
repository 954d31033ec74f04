/**
 * Each thread keeps four numbers of one column in registers: what it reads of the tile of b serves four sums, and a group of 16 × 16
 * threads makes a tile of 64 × 16. Registers are faster than workgroup memory as that is faster than buffers.
 */
import { wgsl } from '../wgsl.ts';
import { rung } from './rung.ts';

export const g3 = rung({
  name: 'G3',
  title: 'four sums in registers',
  tile: [64, 16],
  code: wgsl`
var<workgroup> tileA: array<array<f32, 16>, 64>;
var<workgroup> tileB: array<array<f32, 16>, 16>;

@compute @workgroup_size(16, 16)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let column = group.x * 16u + local.x;
  let firstRow = group.y * 64u;
  var sums = array<f32, 4>();
  for (var start = 0u; start < sizes.k; start += 16u) {
    for (var r = 0u; r < 4u; r++) {
      let row = local.y + 16u * r;
      tileA[row][local.x] = 0.0;
      if (firstRow + row < sizes.m && start + local.x < sizes.k) {
        tileA[row][local.x] = a[(firstRow + row) * sizes.k + start + local.x];
      }
    }
    tileB[local.y][local.x] = 0.0;
    if (start + local.y < sizes.k && column < sizes.n) { tileB[local.y][local.x] = b[(start + local.y) * sizes.n + column]; }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      let right = tileB[k][local.x];
      for (var r = 0u; r < 4u; r++) { sums[r] += tileA[local.y + 16u * r][k] * right; }
    }
    workgroupBarrier();
  }
  for (var r = 0u; r < 4u; r++) {
    let row = firstRow + local.y + 16u * r;
    if (row < sizes.m && column < sizes.n) { product[row * sizes.n + column] = sums[r]; }
  }
}
`,
});
