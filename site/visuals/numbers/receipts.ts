/**
 * b = a + a and c = b · b, walked back in whatever order a reader clicks: each click lets one value send what it holds, times its slope, along
 * each of its two uses. Held against the framework, and against its live bugs, in the test. Pure.
 */

export type Speaker = 'c' | 'b';

/** A gradient on its way. */
export interface Sent {
  readonly from: Speaker;
  readonly to: 'a' | 'b';
  readonly upstream: number;
  readonly slope: number;
  readonly value: number;
}

export interface Receipts {
  /** Values on the way forwards. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** What lies on each after the walk. */
  readonly grads: Readonly<Record<'a' | 'b' | 'c', number>>;
  readonly sent: readonly Sent[];
}

/** Played from ∂c/∂c = 1. `before`: what lay on a already. */
export function playReceipts(a: number, order: readonly Speaker[], before = 0): Receipts {
  const b = a + a;
  const c = b * b;
  const grads = { a: before, b: 0, c: 1 };
  const sent: Sent[] = [];
  for (const from of order) {
    const [to, slope] = from === 'c' ? (['b', b] as const) : (['a', 1] as const);
    const upstream = grads[from];
    for (let use = 0; use < 2; use++) {
      sent.push({ from, to, upstream, slope, value: upstream * slope });
      grads[to] += upstream * slope;
    }
  }
  return { a, b, c, grads, sent };
}

/** The one order in which each speaks once, and after all that used it. */
export const rightOrder: readonly Speaker[] = ['c', 'b'];

export type Outcome = 'open' | 'early' | 'again' | 'right';

/** What became of an order: somebody spoke before it had heard, or twice; all is right; or it is not over. */
export function outcomeOf(order: readonly Speaker[]): Outcome {
  if (order.indexOf('b') >= 0 && (order.indexOf('c') < 0 || order.indexOf('b') < order.indexOf('c'))) return 'early';
  if (new Set(order).size < order.length) return 'again';
  return order.length === rightOrder.length ? 'right' : 'open';
}
