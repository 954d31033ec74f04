/** The cells of recurrent networks, both ways. The loops: assembly/recurrent.ts. */
import type { DataBuffer } from '../../tensor/dtype.ts';
import type { Strided } from '../Kernels.ts';
import type { Attempt } from './attempt.ts';
import { type Wasm, wasm } from './engine.ts';
import { addressOfDense, deliver, inPlace, targetOf } from './stage.ts';

/** Addresses of a call, one after the other: nothing is made for a call of a loop as short as these. */
const at: number[] = [0, 0, 0, 0, 0, 0, 0];

/** Run a loop over `state`'s rows: first what it reads, then what it writes; null stands for a result that nobody wants. */
function overCells(
  loop: keyof Wasm,
  state: Strided,
  reads: readonly (Strided | DataBuffer)[],
  writes: readonly (DataBuffer | null)[],
): boolean {
  if (state.dtype !== 'float32') return false;
  let count = 0;
  for (const read of reads) at[count++] = 'memory' in read ? addressOfDense(read) : inPlace(read);
  for (const out of writes) at[count++] = out === null ? 0 : targetOf(out);
  // A loop takes as many addresses as it has operands, and leaves the rest.
  wasm[loop](state.shape[0]!, state.shape[1]!, at[0]!, at[1]!, at[2]!, at[3]!, at[4]!, at[5]!, at[6]!);
  count = reads.length;
  for (const out of writes) {
    if (out !== null) deliver(out, at[count]!);
    count++;
  }
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
