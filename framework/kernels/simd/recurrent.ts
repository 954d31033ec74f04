/** The cells of recurrent networks, both ways. The loops: assembly/recurrent.ts. */
import type { DataBuffer } from '../../tensor/dtype.ts';
import type { Strided } from '../Kernels.ts';
import type { Attempt } from './attempt.ts';
import { type Wasm, wasm } from './engine.ts';
import { addressOfDense, deliver, inPlace, targetOf } from './stage.ts';

/** Run a loop over `state`'s rows: first what it reads, then what it writes; 0 stands for a result that nobody wants. */
function overCells(
  loop: keyof Wasm,
  state: Strided,
  reads: readonly (Strided | DataBuffer)[],
  writes: readonly (DataBuffer | null)[],
): boolean {
  if (state.dtype !== 'float32') return false;
  const [rows, width] = state.shape as [number, number];
  const from = reads.map((read) => ('memory' in read ? addressOfDense(read) : inPlace(read)));
  const to = writes.map((out) => (out === null ? 0 : targetOf(out)));
  wasm[loop](rows, width, ...from, ...to);
  writes.forEach((out, i) => {
    if (out !== null) deliver(out, to[i]!);
  });
  return true;
}

export const lstmMemory: Attempt<'lstmMemory'> = (gates, memory, out, bent) =>
  overCells('lstmMemory', memory, [gates, memory], [out, bent]);
export const lstmMemoryGrad: Attempt<'lstmMemoryGrad'> = (grad, bent, memory, gatesGrad, memoryGrad) =>
  overCells('lstmMemoryGrad', grad, [grad, bent, memory], [gatesGrad, memoryGrad]);
export const lstmHidden: Attempt<'lstmHidden'> = (gates, memory, out, bent) =>
  overCells('lstmHidden', memory, [gates, memory], [out, bent]);
export const lstmHiddenGrad: Attempt<'lstmHiddenGrad'> = (grad, bent, gatesGrad, memoryGrad) =>
  overCells('lstmHiddenGrad', grad, [grad, bent], [gatesGrad, memoryGrad]);
export const gruHidden: Attempt<'gruHidden'> = (fromInput, fromHidden, hidden, out, bent) =>
  overCells('gruHidden', hidden, [fromInput, fromHidden, hidden], [out, bent]);
export const gruHiddenGrad: Attempt<'gruHiddenGrad'> = (grad, bent, fromHidden, hidden, ofInput, ofHidden, ofState) =>
  overCells('gruHiddenGrad', grad, [grad, bent, fromHidden, hidden], [ofInput, ofHidden, ofState]);
