/**
 * Tiles in workgroup memory: the 256 threads of a group together fetch a 16 × 16 tile of a and one of b, wait for each other, and then
 * each number that was fetched once is used 16 times. A tile that hangs over the edge is filled with zeros.
 */
import { wgsl } from '../wgsl.ts';
import { rung } from './rung.ts';

export const g2 = rung({
  name: 'G2',
  title: 'tiles in workgroup memory',
  tile: [16, 16],
  code: wgsl`
var<workgroup> tileA: array<array<f32, 16>, 16>;
var<workgroup> tileB: array<array<f32, 16>, 16>;

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let column = id.x;
  let row = id.y;
  var sum = 0.0;
  for (var start = 0u; start < sizes.k; start += 16u) {
    tileA[local.y][local.x] = 0.0;
    tileB[local.y][local.x] = 0.0;
    if (row < sizes.m && start + local.x < sizes.k) { tileA[local.y][local.x] = a[row * sizes.k + start + local.x]; }
    if (start + local.y < sizes.k && column < sizes.n) { tileB[local.y][local.x] = b[(start + local.y) * sizes.n + column]; }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) { sum += tileA[local.y][k] * tileB[k][local.x]; }
    workgroupBarrier();
  }
  if (row < sizes.m && column < sizes.n) { product[row * sizes.n + column] = sum; }
}
`,
});
