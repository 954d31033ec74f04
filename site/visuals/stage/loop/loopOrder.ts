/**
 * What becomes of a training loop whose lines stand in another order, or of which some are left out. Every verdict is held to a real
 * training by loopOrder.test.ts. Pure.
 */

export const lines = ['zeroGrad', 'forward', 'loss', 'backward', 'step'] as const;
export type Line = (typeof lines)[number];

/** The runs' bugs that are orders of these lines. */
export const orderOfBug = {
  'no-zero-grad': ['forward', 'loss', 'backward', 'step'],
  'zero-after-backward': ['forward', 'loss', 'backward', 'zeroGrad', 'step'],
  'step-before-backward': ['step', 'zeroGrad', 'forward', 'loss', 'backward'],
} as const satisfies Readonly<Record<string, readonly Line[]>>;

export type LoopBug = keyof typeof orderOfBug;

export type OrderVerdict =
  /** The numbers of the right loop, to the bit. */
  | { readonly kind: 'right' }
  /** The numbers of this bug of the run. */
  | { readonly kind: 'bug'; readonly id: LoopBug }
  /** Two mistakes in one loop: no gradient is ever emptied, and each step is one behind. */
  | { readonly kind: 'two' }
  /** It cannot run: a line needs what no line before it has made, or the weights moved under a history that needs them. */
  | { readonly kind: 'refused'; readonly why: 'no-outputs' | 'no-loss' | 'moved-between' };

/** @example verdictOf(['forward', 'loss', 'backward', 'step']) // { kind: 'bug', id: 'no-zero-grad' } */
export function verdictOf(order: readonly Line[]): OrderVerdict {
  const at = (line: Line): number => order.indexOf(line);
  const has = (line: Line): boolean => order.includes(line);
  if (!has('forward') || (has('loss') && at('loss') < at('forward'))) return { kind: 'refused', why: 'no-outputs' };
  if (!has('loss') || (has('backward') && at('backward') < at('loss'))) return { kind: 'refused', why: 'no-loss' };
  const nothingMoves = { kind: 'bug', id: 'zero-after-backward' } as const;
  if (!has('backward') || !has('step')) return nothingMoves;
  // Round the loop from the way back to the next update: are the gradients emptied on the way?
  const [back, step, zero] = [at('backward'), at('step'), at('zeroGrad')];
  const comesFirst = step < back;
  const isEmptied = has('zeroGrad') && (comesFirst ? zero > back || zero < step : zero > back && zero < step);
  if (isEmptied) return nothingMoves;
  if (comesFirst && at('forward') < step) return { kind: 'refused', why: 'moved-between' };
  if (!has('zeroGrad')) return comesFirst ? { kind: 'two' } : { kind: 'bug', id: 'no-zero-grad' };
  return comesFirst ? { kind: 'bug', id: 'step-before-backward' } : { kind: 'right' };
}
