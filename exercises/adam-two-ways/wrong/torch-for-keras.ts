/**
 * Keras adds ε before the correction
 *
 * You add ε to the corrected root everywhere. In Keras it joins √v as it is, and the correction stands in front.
 */

export interface AdamState {
  m: number;
  v: number;
  /** Steps made so far. */
  t: number;
}

export interface AdamOptions {
  lr: number;
  beta1: number;
  beta2: number;
  eps: number;
  style: 'torch' | 'keras';
}

export function adamUpdate(g: number, s: AdamState, o: AdamOptions): AdamState & { delta: number } {
  const t = s.t + 1;
  const m = o.beta1 * s.m + (1 - o.beta1) * g;
  const v = o.beta2 * s.v + (1 - o.beta2) * g * g;
  const [first, second] = [1 - o.beta1 ** t, 1 - o.beta2 ** t];
  const delta = (-o.lr * (m / first)) / (Math.sqrt(v / second) + o.eps);
  return { delta, m, v, t };
}
