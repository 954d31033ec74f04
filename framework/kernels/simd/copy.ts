/** Straightening views, and writing into windows. The loops: assembly/copy.ts. */
import { isContiguous, sizeOf } from '../../tensor/shape.ts';
import type { Attempt } from './attempt.ts';
import { wasm } from './engine.ts';
import { forEachBlock, mergedRows } from './rows.ts';
import { addressOf, copyView, deliver, isResident, targetOf } from './stage.ts';
import { handsToMove, shareRange } from './threads.ts';

export const copy: Attempt<'copy'> = (x, out) => {
  const toFloats = out instanceof Float32Array;
  if (toFloats && x.dtype === 'bool' && isContiguous(x.shape, x.strides)) {
    const to = targetOf(out);
    wasm.widen(out.length, addressOf(x), to);
    deliver(out, to);
    return true;
  }
  if (!(toFloats && x.dtype === 'float32') && !(out instanceof Int32Array && x.dtype === 'int32')) return false;
  if (isContiguous(x.shape, x.strides)) {
    out.set(x.memory.subarray(x.offset, x.offset + out.length)); // memcpy needs no staging
    return true;
  }
  if (toFloats && x.strides.every((step) => step === 0)) {
    const one = x.memory[x.offset]!; // seen everywhere
    const to = targetOf(out);
    shareRange(handsToMove(out.length), out.length, (i, count, loops) => loops.fill(count, one, to + 4 * i));
    deliver(out, to);
    return true;
  }
  const to = targetOf(out);
  copyView(x, addressOf(x), to);
  deliver(out, to);
  return true;
};

/** Only into resident memory: elsewhere the whole window would have to go to and fro. */
export const paste: Attempt<'paste'> = (x, into) => {
  const fits = x.dtype === into.dtype && (x.dtype === 'float32' || x.dtype === 'int32');
  if (!fits || !isResident(into.memory) || sizeOf(x.shape) === 0) return false;
  const from = addressOf(x);
  const to = addressOf(into);
  const rows = mergedRows(x.shape, x.strides, into.strides);
  const last = rows.shape.length - 1;
  const [xSteps, outSteps] = [rows.steps[0]!, rows.steps[1]!];
  forEachBlock(rows, ([fromX, toOut]) => {
    wasm.paste(
      rows.shape[last - 1]!,
      rows.shape[last]!,
      from + 4 * fromX!,
      xSteps[last - 1]!,
      xSteps[last]!,
      to + 4 * toOut!,
      outSteps[last - 1]!,
      outSteps[last]!,
    );
  });
  return true;
};
