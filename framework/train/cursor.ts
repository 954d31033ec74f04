/** Where a run stands between two steps: what `fit` goes on from, and a saved state remembers. */
export interface Cursor {
  /** Updates made so far. */
  readonly step: number;
  readonly epoch: number;
  /** Number of the next batch within the epoch. */
  readonly batch: number;
}

/** The beginning of every run. */
export const startCursor: Cursor = { step: 0, epoch: 0, batch: 0 };
