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

/** One step of Adam on one weight. delta is added to it; s is the state before the step. */
export function adamUpdate(g: number, s: AdamState, o: AdamOptions): AdamState & { delta: number } {
  // your turn: the two running means, their corrections, and an ε in one of two places.
  return { delta: -o.lr * g, m: s.m, v: s.v, t: s.t };
}
