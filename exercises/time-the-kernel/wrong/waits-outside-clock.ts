/**
 * The clock is stopped before the wait
 *
 * You wait for each run, but look at the clock before: what you timed is the sending. Look at it when finished has
 * returned.
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
  card.finished(); // the first run is compiled on the way
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = card.now();
    card.dispatch();
    times.push(card.now() - start);
    card.finished();
  }
  times.sort((x, y) => x - y);
  return times[(runs - 1) / 2]!;
}
