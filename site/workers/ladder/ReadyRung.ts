/** A rung with its matrices in place: what is timed is `run` alone. */
export interface ReadyRung {
  /** Make the product so many times, one after the other. */
  run(times: number): void | Promise<void>;
  /** The product that the last `run` made, row by row. */
  read(): ArrayLike<number> | Promise<ArrayLike<number>>;
  /** Give back what the rung holds. */
  close?(): void;
}

/** For a rung that makes one product a call. */
export const again =
  (once: () => void) =>
  (times: number): void => {
    for (let i = 0; i < times; i++) once();
  };
