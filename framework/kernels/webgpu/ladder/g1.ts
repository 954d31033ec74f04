/**
 * The same program in groups of 16 × 16, neighbouring threads on neighbouring columns: what one thread reads of b stands beside what
 * the next one reads, and the hardware fetches both at once. Nothing else changed.
 */
import { wgsl } from '../wgsl.ts';
import { rung } from './rung.ts';

export const g1 = rung({
  name: 'G1',
  title: 'neighbouring threads on neighbouring columns',
  tile: [16, 16],
  code: wgsl`
@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let column = id.x;
  let row = id.y;
  if (row >= sizes.m || column >= sizes.n) { return; }
  var sum = 0.0;
  for (var k = 0u; k < sizes.k; k++) {
    sum += a[row * sizes.k + k] * b[k * sizes.n + column];
  }
  product[row * sizes.n + column] = sum;
}
`,
});
