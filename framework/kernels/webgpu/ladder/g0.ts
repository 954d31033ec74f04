/** A thread for every number of the product. Neighbouring threads stand in neighbouring rows, so they read a and write far apart: slow. */
import { wgsl } from '../wgsl.ts';
import { rung } from './rung.ts';

export const g0 = rung({
  name: 'G0',
  title: 'a thread for every number',
  tile: [64, 1],
  code: wgsl`
@compute @workgroup_size(1, 64)
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
