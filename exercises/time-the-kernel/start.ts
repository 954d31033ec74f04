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
  const start = card.now();
  card.dispatch();
  // your turn: whom do you wait for, which run does not count, and which of the times do you return?
  return card.now() - start;
}
