/** Attention in one pass, both ways. The loops: assembly/attention.ts. */
import type { Strided } from '../Kernels.ts';
import type { Attempt } from './attempt.ts';
import { wasm } from './engine.ts';
import { addressOf, deliver, targetOf } from './stage.ts';
import { handsFor, share } from './threads.ts';

type Four = readonly [number, number, number, number];

const areFloats = (...views: readonly Strided[]): boolean => views.every(({ dtype }) => dtype === 'float32');

/** So many tasks for each thread, of a few examples each: a thread that is late then does fewer. */
const TASKS = 4;

/** Products and exponentials of one way there: 2 · L · S · (D + E), and about 20 for each weight. */
const operations = (batches: number, heads: number, l: number, s: number, d: number, e: number): number =>
  batches * heads * l * s * (2 * d + 2 * e + 20);

export const attention: Attempt<'attention'> = (query, key, value, { scale, causal }, out, weights) => {
  const [batches, heads, l, d] = query.shape as Four; // query [B, H, L, D]
  const [s, e] = [key.shape[2]!, value.shape[3]!]; // key [B, H, S, D], value [B, H, S, E]
  if (!areFloats(query, key, value) || d === 0 || out.length === 0 || weights.length === 0) return false;
  const [to, kept] = [targetOf(out), targetOf(weights)];
  const [q, k, v] = [addressOf(query), addressOf(key), addressOf(value)];
  const hands = handsFor(operations(batches, heads, l, s, d, e));
  const size = Math.ceil(batches / (hands === 1 ? 1 : hands * TASKS));
  const [qb, qh, qr, qc] = query.strides as Four;
  const [kb, kh, kr, kc] = key.strides as Four;
  const [vb, vh, vr, vc] = value.strides as Four;
  share(hands, Math.ceil(batches / size), wasm.attentionWork(s, d, e), (i, loops, work) => {
    const b = i * size;
    // biome-ignore format: a table of arguments
    loops.attention(
      Math.min(size, batches - b), heads, l, s, d, e, scale, causal ? 1 : 0,
      q + 4 * b * qb, qb, qh, qr, qc,
      k + 4 * b * kb, kb, kh, kr, kc,
      v + 4 * b * vb, vb, vh, vr, vc,
      to + 4 * b * l * heads * e, kept + 4 * b * heads * l * s, work,
    );
  });
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
  const hands = handsFor(2 * operations(batches, heads, l, s, d, e));
  const size = Math.ceil(batches / (hands === 1 ? 1 : hands * TASKS));
  const [gb, gh, gr, gc] = grad.strides as Four;
  const [qb, qh, qr, qc] = query.strides as Four;
  const [kb, kh, kr, kc] = key.strides as Four;
  const [vb, vh, vr, vc] = value.strides as Four;
  share(hands, Math.ceil(batches / size), wasm.attentionGradWork(l, s, d, e), (i, loops, work) => {
    const b = i * size;
    const [forQ, forK, forV] = targets;
    // biome-ignore format: a table of arguments
    loops.attentionGrad(
      Math.min(size, batches - b), heads, l, s, d, e, settings.scale, settings.causal ? 1 : 0,
      g + 4 * b * gb, gb, gh, gr, gc,
      q + 4 * b * qb, qb, qh, qr, qc,
      k + 4 * b * kb, kb, kh, kr, kc,
      v + 4 * b * vb, vb, vh, vr, vc,
      kept + 4 * b * heads * l * s, forQ + 4 * b * l * heads * d, forK + 4 * b * s * heads * d, forV + 4 * b * s * heads * e, work,
    );
  });
  deliver(forQuery, targets[0]);
  deliver(forKey, targets[1]);
  deliver(forValue, targets[2]);
  return true;
};
