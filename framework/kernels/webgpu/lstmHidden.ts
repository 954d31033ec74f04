/** What an LSTM shows of its memory. Source: Hochreiter & Schmidhuber, "Long short-term memory" (1997). */
import type { FusedKernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { runCells } from './gates.ts';
import { wgsl } from './wgsl.ts';

export const lstmHidden: FusedKernels<GpuMemory>['lstmHidden'] = (gates, memory, out, bent) => {
  runCells({
    key: 'lstmHidden',
    shape: memory.shape,
    views: { gates, memory },
    writes: { shown: out, bent },
    body: wgsl`
  let output = sigmoidOf(gates[gates_at(i) + 3 * p.gates_gate]);
  let level = tanhOf(memory[memory_at(i)]);
  shown[i] = output * level;
  bent[i] = output;
  bent[p.size + i] = level;`,
  });
};

export const lstmHiddenGrad: FusedKernels<GpuMemory>['lstmHiddenGrad'] = (grad, bent, gatesGrad, memoryGrad) => {
  runCells({
    key: 'lstmHiddenGrad',
    shape: grad.shape,
    views: { upstream: grad },
    bent,
    writes: { gatesGrad, memoryGrad },
    body: wgsl`
  let g = upstream[upstream_at(i)];
  let output = bent[i];
  let level = bent[p.size + i];
  let to = 4u * row * p.width + column;
  gatesGrad[to] = 0.0;
  gatesGrad[to + p.width] = 0.0;
  gatesGrad[to + 2u * p.width] = 0.0;
  gatesGrad[to + 3u * p.width] = throughSigmoid(g * level, output);
  memoryGrad[i] = throughTanh(g * output, level);`,
  });
};
