/** Attention in one pass, both ways. The loops: assembly/attention.ts. */
import type { Strided } from '../Kernels.ts';
import type { Attempt } from './attempt.ts';
import { scratch, wasm } from './engine.ts';
import { addressOf, deliver, targetOf } from './stage.ts';

type Four = readonly [number, number, number, number];

const areFloats = (...views: readonly Strided[]): boolean => views.every(({ dtype }) => dtype === 'float32');

export const attention: Attempt<'attention'> = (query, key, value, { scale, causal }, out, weights) => {
  const [batches, heads, l, d] = query.shape as Four; // query [B, H, L, D]
  const [s, e] = [key.shape[2]!, value.shape[3]!]; // key [B, H, S, D], value [B, H, S, E]
  if (!areFloats(query, key, value) || d === 0 || out.length === 0 || weights.length === 0) return false;
  const [to, kept] = [targetOf(out), targetOf(weights)];
  const [q, k, v] = [addressOf(query), addressOf(key), addressOf(value)];
  const work = scratch(wasm.attentionWork(s, d, e));
  const [qb, qh, qr, qc] = query.strides as Four;
  const [kb, kh, kr, kc] = key.strides as Four;
  const [vb, vh, vr, vc] = value.strides as Four;
  // biome-ignore format: a table of arguments
  wasm.attention(
    batches, heads, l, s, d, e, scale, causal ? 1 : 0,
    q, qb, qh, qr, qc,
    k, kb, kh, kr, kc,
    v, vb, vh, vr, vc,
    to, kept, work,
  );
  deliver(out, to);
  deliver(weights, kept);
  return true;
};

export const attentionGrad: Attempt<'attentionGrad'> = (
  grad,
  inputs,
  weights,
  settings,
  forQuery,
  forKey,
  forValue,
) => {
  const { query, key, value } = inputs;
  const [batches, heads, l, d] = query.shape as Four;
  const [s, e] = [key.shape[2]!, value.shape[3]!];
  if (!areFloats(grad, query, key, value) || grad.shape.includes(0) || d === 0 || s === 0) return false;
  const kept = addressOf({ memory: weights, dtype: 'float32', shape: [weights.length], strides: [1], offset: 0 });
  const targets = [targetOf(forQuery), targetOf(forKey), targetOf(forValue)] as const;
  const [g, q, k, v] = [addressOf(grad), addressOf(query), addressOf(key), addressOf(value)];
  const work = scratch(wasm.attentionGradWork(l, s, d, e));
  const [gb, gh, gr, gc] = grad.strides as Four;
  const [qb, qh, qr, qc] = query.strides as Four;
  const [kb, kh, kr, kc] = key.strides as Four;
  const [vb, vh, vr, vc] = value.strides as Four;
  // biome-ignore format: a table of arguments
  wasm.attentionGrad(
    batches, heads, l, s, d, e, settings.scale, settings.causal ? 1 : 0,
    g, gb, gh, gr, gc,
    q, qb, qh, qr, qc,
    k, kb, kh, kr, kc,
    v, vb, vh, vr, vc,
    kept, ...targets, work,
  );
  deliver(forQuery, targets[0]);
  deliver(forKey, targets[1]);
  deliver(forValue, targets[2]);
  return true;
};
