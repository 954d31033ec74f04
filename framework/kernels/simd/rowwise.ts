/** Kernels that treat each row as a whole: softmax, cross-entropy, layer norm, both ways. The loops: assembly/rows.ts. */
import type { DataBuffer } from '../../tensor/dtype.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Strided } from '../Kernels.ts';
import type { Attempt } from './attempt.ts';
import { scratch, type Wasm, wasm } from './engine.ts';
import { addressOf, addressOfDense, deliver, targetOf } from './stage.ts';
import { handsToMove, shareRange } from './threads.ts';

const VECTOR = 4; // floats

/** Run a loop over the rows of some views of one shape into `out`. */
function overRows(name: keyof Wasm, views: readonly Strided[], out: DataBuffer): boolean {
  if (!(out instanceof Float32Array) || views.some(({ dtype }) => dtype !== 'float32') || out.length === 0)
    return false;
  const n = views[0]!.shape.at(-1) ?? 1;
  const to = targetOf(out);
  const addresses = [...views.map(addressOfDense), to];
  const rows = out.length / n;
  const run = (first: number, count: number, loops: Wasm): void => {
    loops[name](count, n, ...addresses.map((at) => at + 4 * n * first));
  };
  const starts: number[] = [];
  shareRange(
    handsToMove(out.length),
    rows,
    (first, count, loops) => {
      starts.push(first);
      run(first, count, loops);
    },
    1,
  );
  // A part puts back what stood behind it, which was not yet what the next part wrote there: those few rows are done again.
  for (const first of starts.slice(1)) run(first, Math.min(Math.ceil(VECTOR / n), rows - first), wasm);
  deliver(out, to);
  return true;
}

export const softmax: Attempt<'softmax'> = (x, out) => overRows('softmax', [x], out);
export const softmaxGrad: Attempt<'softmaxGrad'> = (grad, y, out) => overRows('softmaxGrad', [grad, y], out);
export const logSoftmax: Attempt<'logSoftmax'> = (x, out) => overRows('logSoftmax', [x], out);
export const logSoftmaxGrad: Attempt<'logSoftmaxGrad'> = (grad, y, out) => overRows('logSoftmaxGrad', [grad, y], out);

export const layerNorm: Attempt<'layerNorm'> = (x, weight, bias, eps, out, moments) => {
  if (x.dtype !== 'float32' || !(out instanceof Float32Array) || out.length === 0) return false;
  const n = x.shape.at(-1)!;
  const to = targetOf(out);
  const kept = targetOf(moments);
  const [scale, shift] = [weight, bias].map((v) => (v === null ? 0 : addressOfDense(v))) as [number, number];
  wasm.layerNorm(out.length / n, n, addressOfDense(x), scale, shift, eps, to, kept);
  deliver(out, to);
  deliver(moments, kept);
  return true;
};

export const layerNormGrad: Attempt<'layerNormGrad'> = (grad, x, weight, moments, out, weightGrad, biasGrad) => {
  if (x.dtype !== 'float32' || grad.dtype !== 'float32' || !(out instanceof Float32Array) || out.length === 0)
    return false;
  const n = x.shape.at(-1)!;
  const to = targetOf(out);
  const parts = [weightGrad, biasGrad].map((part) => (part === null ? scratch(4 * n + 16) : targetOf(part)));
  for (const at of parts) wasm.fill(n, 0, at);
  const rows = out.length / n;
  const scale = weight === null ? 0 : addressOfDense(weight);
  const kept = addressOf({ memory: moments, dtype: 'float32', shape: [2 * rows], strides: [1], offset: 0 });
  wasm.layerNormGrad(rows, n, addressOfDense(grad), addressOfDense(x), scale, kept, to, parts[0]!, parts[1]!);
  deliver(out, to);
  if (weightGrad !== null) deliver(weightGrad, parts[0]!);
  if (biasGrad !== null) deliver(biasGrad, parts[1]!);
  return true;
};

export const crossEntropy: Attempt<'crossEntropy'> = (logits, targets, losses, probabilities) => {
  if (logits.dtype !== 'float32' || targets.dtype !== 'int32' || losses.length === 0 || sizeOf(logits.shape) === 0)
    return false;
  const [rows, n] = logits.shape as [number, number];
  const to = targetOf(losses);
  const kept = targetOf(probabilities);
  wasm.crossEntropy(rows, n, addressOfDense(logits), addressOfDense(targets), to, kept);
  deliver(losses, to);
  deliver(probabilities, kept);
  return true;
};

export const crossEntropyGrad: Attempt<'crossEntropyGrad'> = (probabilities, targets, grad, out) => {
  if (probabilities.dtype !== 'float32' || grad.dtype !== 'float32' || targets.dtype !== 'int32') return false;
  if (!(out instanceof Float32Array) || out.length === 0) return false;
  const [rows, n] = probabilities.shape as [number, number];
  const to = targetOf(out);
  const each = addressOf(grad);
  wasm.crossEntropyGrad(rows, n, addressOfDense(probabilities), addressOfDense(targets), each, grad.strides[0]!, to);
  deliver(out, to);
  return true;
};
