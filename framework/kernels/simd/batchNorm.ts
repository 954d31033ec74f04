/** Batch normalization, both ways. The loops: assembly/batchNorm.ts. */
import type { Attempt } from './attempt.ts';
import { scratch, wasm } from './engine.ts';
import { addressOf, addressOfDense, deliver, targetOf } from './stage.ts';

type Three = readonly [number, number, number];

export const batchNorm: Attempt<'batchNorm'> = (x, weight, bias, eps, out, moments) => {
  if (x.dtype !== 'float32' || !(out instanceof Float32Array) || out.length === 0) return false;
  const [n, c, p] = x.shape as Three; // x [N, C, P]
  const to = targetOf(out);
  const kept = targetOf(moments);
  const [scale, shift] = [weight, bias].map((v) => (v === null ? 0 : addressOfDense(v))) as [number, number];
  wasm.batchNorm(n, c, p, addressOfDense(x), scale, shift, eps, to, kept);
  deliver(out, to);
  deliver(moments, kept);
  return true;
};

export const batchNormGrad: Attempt<'batchNormGrad'> = (grad, x, weight, moments, out, weightGrad, biasGrad) => {
  if (x.dtype !== 'float32' || grad.dtype !== 'float32' || !(out instanceof Float32Array) || out.length === 0)
    return false;
  const [n, c, p] = x.shape as Three;
  const to = targetOf(out);
  const [ofWeight, ofBias] = [weightGrad, biasGrad].map((part) =>
    part === null ? scratch(4 * c) : targetOf(part),
  ) as [number, number];
  const kept = addressOf({ memory: moments, dtype: 'float32', shape: [3 * c], strides: [1], offset: 0 });
  const scale = weight === null ? 0 : addressOfDense(weight);
  wasm.batchNormGrad(n, c, p, addressOfDense(grad), addressOfDense(x), scale, kept, to, ofWeight, ofBias);
  deliver(out, to);
  if (weightGrad !== null) deliver(weightGrad, ofWeight);
  if (biasGrad !== null) deliver(biasGrad, ofBias);
  return true;
};
