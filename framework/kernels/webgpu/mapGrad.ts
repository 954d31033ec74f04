/** What an elementwise function sends back: the gradient times the function's slope. One thread an element. */
import { sizeOf } from '../../tensor/shape.ts';
import type { FusedKernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { walk } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { scalarFunctions, slopeExpressions, slopeFunctions } from './scalar.ts';
import { wgsl } from './wgsl.ts';

export const mapGrad: FusedKernels<GpuMemory>['mapGrad'] = (name, grad, x, y, out, a = 0) => {
  const size = sizeOf(x.shape);
  const place = walk('n', x.shape, { grad, x, y });
  out.engine.run({
    key: `mapGrad ${name} ${place.rank}`,
    program: () => ({
      params: { size: 'u32', a: 'f32', ...place.types },
      reads: { gradient: 'f32', inputs: 'f32', outputs: 'f32' },
      writes: { result: 'f32' },
      declarations: scalarFunctions + slopeFunctions + place.functions,
      body: wgsl`
  if (i >= p.size) { return; }
  let x = inputs[x_at(i)];
  let y = outputs[y_at(i)];
  result[i] = gradient[grad_at(i)] * (${slopeExpressions[name]});`,
    }),
    params: { size, a, ...place.values },
    reads: [grad.memory, x.memory, y.memory],
    writes: [out],
    groups: Math.ceil(size / WORKGROUP),
  });
};
