/** A GRU's next state: a mixture of the old one and a new one. Source: Cho et al. (2014), §2.3, with r applied after the product. */
import { allocate } from '../../tensor/dtype.ts';
import type { FusedKernels, Strided } from '../Kernels.ts';
import { copy } from './copy.ts';
import { dense, gateOf, partOf, sideBySide, zipped } from './gates.ts';
import { map } from './map.ts';
import { mapGrad } from './mapGrad.ts';
import { paste } from './paste.ts';
import { zip } from './zip.ts';

export const gruHidden: FusedKernels['gruHidden'] = (fromInput, fromHidden, hidden, out, bent) => {
  const [reset, update, candidate] = [0, 1, 2].map((k) => partOf(bent, k, out.length));
  const [[resetX, updateX, newX], [resetH, updateH, newH]] = [fromInput, fromHidden].map((gates) =>
    [0, 1, 2].map((k) => gateOf(gates, k, hidden.shape)),
  ) as [Strided[], Strided[]];
  map('sigmoid', zipped('add', resetX!, resetH!), reset!);
  map('sigmoid', zipped('add', updateX!, updateH!), update!);
  map('tanh', zipped('add', newX!, zipped('mul', dense(reset!, hidden), newH!)), candidate!);
  const away = zipped('sub', hidden, dense(candidate!, hidden));
  zip('add', dense(candidate!, hidden), zipped('mul', dense(update!, hidden), away), out);
};

export const gruHiddenGrad: FusedKernels['gruHiddenGrad'] = (
  grad,
  bent,
  fromHidden,
  hidden,
  fromInputGrad,
  fromHiddenGrad,
  hiddenGrad,
) => {
  const n = bent.length / 3;
  const [reset, update, candidate] = [0, 1, 2].map((k) => dense(partOf(bent, k, n), hidden)) as [
    Strided,
    Strided,
    Strided,
  ];
  const through = (slope: 'sigmoid' | 'tanh', sent: Strided, y: Strided): Strided => {
    const memory = allocate(hidden.dtype, n);
    mapGrad(slope, sent, y, y, memory);
    return dense(memory, hidden);
  };
  const kept = zipped('mul', grad, update); // to h, and taken from n
  const ofNew = through('tanh', zipped('sub', grad, kept), candidate);
  const ofReset = through('sigmoid', zipped('mul', ofNew, gateOf(fromHidden, 2, hidden.shape)), reset);
  const ofUpdate = through('sigmoid', zipped('mul', grad, zipped('sub', hidden, candidate)), update);
  const put = (gates: Strided[], out: typeof fromInputGrad): void =>
    gates.forEach((gate, k) => {
      paste(gate, gateOf(sideBySide(out, 3, hidden), k, hidden.shape));
    });
  put([ofReset, ofUpdate, ofNew], fromInputGrad);
  put([ofReset, ofUpdate, zipped('mul', ofNew, reset)], fromHiddenGrad);
  if (hiddenGrad !== null) copy(kept, hiddenGrad);
};
