/**
 * The first run counts, too
 *
 * The first run of a kernel is compiled on the way, which takes many times as long. Send one run that nobody
 * times, and wait for it.
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
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = card.now();
    card.dispatch();
    card.finished();
    times.push(card.now() - start);
  }
  times.sort((x, y) => x - y);
  return times[(runs - 1) / 2]!;
}
