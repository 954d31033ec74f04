/**
 * All runs were sent before one was waited for
 *
 * Runs that are sent together stand in a queue, and the time of sending hides behind the one before. Wait for each
 * before the next is sent: what was asked for is the time of single runs.
 */

/** A graphics card, as a program sees it. */
export interface Card {
  /** Sends one run of the kernel, and returns when it is sent. */
  dispatch(): void;
  /** Returns when the card has done all that it was sent. */
  finished(): void;
  /** Milliseconds. */
  now(): number;
}

export function timeKernel(card: Card, runs: number): number {
  card.dispatch();
  card.finished();
  const start = card.now();
  for (let i = 0; i < runs; i++) card.dispatch();
  card.finished();
  return (card.now() - start) / runs;
}
