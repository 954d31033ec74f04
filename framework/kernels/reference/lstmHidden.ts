/** What an LSTM shows of its memory. Source: Hochreiter & Schmidhuber, "Long short-term memory" (1997). */
import { allocate } from '../../tensor/dtype.ts';
import type { FusedKernels } from '../Kernels.ts';
import { dense, gateOf, partOf, sideBySide, zipped } from './gates.ts';
import { map } from './map.ts';
import { mapGrad } from './mapGrad.ts';
import { paste } from './paste.ts';
import { zip } from './zip.ts';

const OUTPUT = 3; // of i, f, g, o

export const lstmHidden: FusedKernels['lstmHidden'] = (gates, memory, out, bent) => {
  const [output, level] = [0, 1].map((k) => partOf(bent, k, out.length));
  map('sigmoid', gateOf(gates, OUTPUT, memory.shape), output!);
  map('tanh', memory, level!);
  zip('mul', dense(output!, memory), dense(level!, memory), out);
};

export const lstmHiddenGrad: FusedKernels['lstmHiddenGrad'] = (grad, bent, gatesGrad, memoryGrad) => {
  const n = memoryGrad.length;
  const [output, level] = [0, 1].map((k) => dense(partOf(bent, k, n), grad));
  const sent = allocate(grad.dtype, n);
  mapGrad('sigmoid', zipped('mul', grad, level!), output!, output!, sent);
  gatesGrad.fill(0);
  paste(dense(sent, grad), gateOf(sideBySide(gatesGrad, 4, grad), OUTPUT, grad.shape));
  mapGrad('tanh', zipped('mul', grad, output!), level!, level!, memoryGrad);
};
