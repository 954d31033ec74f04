/**
 * The mean of the times
 *
 * One run that something else disturbed moves the mean, and leaves the median where it is. Sort the times and take
 * the one in the middle.
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
    card.finished();
    times.push(card.now() - start);
  }
  return times.reduce((sum, time) => sum + time, 0) / runs;
}
