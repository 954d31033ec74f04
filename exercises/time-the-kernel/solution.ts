/** A graphics card, as a program sees it. */
export interface Card {
  /** Sends one run of the kernel, and returns when it is sent. */
  dispatch(): void;
  /** Returns when the card has done all that it was sent. */
  finished(): void;
  /** Milliseconds. */
  now(): number;
}

/** How long one run of the kernel takes, in milliseconds: the median of `runs` runs (an odd number), after one that nobody times. */
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
  times.sort((x, y) => x - y);
  return times[(runs - 1) / 2]!;
}
