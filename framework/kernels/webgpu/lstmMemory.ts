/** An LSTM's next memory: the old one as far as it is not forgotten, and something new. Source: Gers, Schmidhuber & Cummins (2000). */
import type { FusedKernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { runCells } from './gates.ts';
import { wgsl } from './wgsl.ts';

export const lstmMemory: FusedKernels<GpuMemory>['lstmMemory'] = (gates, memory, out, bent) => {
  runCells({
    key: 'lstmMemory',
    shape: memory.shape,
    views: { gates, memory },
    writes: { next: out, bent },
    body: wgsl`
  let at = gates_at(i);
  let input = sigmoidOf(gates[at]);
  let forget = sigmoidOf(gates[at + p.gates_gate]);
  let candidate = tanhOf(gates[at + 2 * p.gates_gate]);
  next[i] = forget * memory[memory_at(i)] + input * candidate;
  bent[i] = input;
  bent[p.size + i] = forget;
  bent[2u * p.size + i] = candidate;`,
  });
};

export const lstmMemoryGrad: FusedKernels<GpuMemory>['lstmMemoryGrad'] = (
  grad,
  bent,
  memory,
  gatesGrad,
  memoryGrad,
) => {
  runCells({
    key: 'lstmMemoryGrad',
    shape: grad.shape,
    views: { upstream: grad, memory },
    bent,
    writes: { gatesGrad, memoryGrad },
    body: wgsl`
  let g = upstream[upstream_at(i)];
  let input = bent[i];
  let forget = bent[p.size + i];
  let candidate = bent[2u * p.size + i];
  let to = 4u * row * p.width + column;
  gatesGrad[to] = throughSigmoid(g * candidate, input);
  gatesGrad[to + p.width] = throughSigmoid(g * memory[memory_at(i)], forget);
  gatesGrad[to + 2u * p.width] = throughTanh(g * input, candidate);
  gatesGrad[to + 3u * p.width] = 0.0;
  ${memoryGrad === null ? '' : 'memoryGrad[i] = g * forget;'}`,
  });
};
