/** An LSTM's next memory: the old one as far as it is not forgotten, and something new. Source: Gers, Schmidhuber & Cummins (2000). */
import { allocate } from '../../tensor/dtype.ts';
import type { FusedKernels, Strided } from '../Kernels.ts';
import type { SlopeName } from '../scalar.ts';
import { copy } from './copy.ts';
import { dense, gateOf, partOf, sideBySide, zipped } from './gates.ts';
import { map } from './map.ts';
import { mapGrad } from './mapGrad.ts';
import { paste } from './paste.ts';
import { zip } from './zip.ts';

export const lstmMemory: FusedKernels['lstmMemory'] = (gates, memory, out, bent) => {
  const [input, forget, candidate] = [0, 1, 2].map((k) => partOf(bent, k, out.length));
  map('sigmoid', gateOf(gates, 0, memory.shape), input!);
  map('sigmoid', gateOf(gates, 1, memory.shape), forget!);
  map('tanh', gateOf(gates, 2, memory.shape), candidate!);
  const kept = zipped('mul', dense(forget!, memory), memory);
  const added = zipped('mul', dense(input!, memory), dense(candidate!, memory));
  zip('add', kept, added, out);
};

export const lstmMemoryGrad: FusedKernels['lstmMemoryGrad'] = (grad, bent, memory, gatesGrad, memoryGrad) => {
  const n = bent.length / 3;
  const [input, forget, candidate] = [0, 1, 2].map((k) => dense(partOf(bent, k, n), memory));
  const send = (k: number, slope: SlopeName, factor: Strided, y: Strided): void => {
    const sent = allocate(memory.dtype, n);
    mapGrad(slope, zipped('mul', grad, factor), y, y, sent);
    paste(dense(sent, memory), gateOf(sideBySide(gatesGrad, 4, memory), k, memory.shape));
  };
  gatesGrad.fill(0);
  send(0, 'sigmoid', candidate!, input!);
  send(1, 'sigmoid', memory, forget!);
  send(2, 'tanh', input!, candidate!);
  if (memoryGrad !== null) copy(zipped('mul', grad, forget!), memoryGrad);
};
