/** What a page asks of the worker that makes many short trainings of `line-three-ways`, and what it hears. Plain data. */

/** The same descent at many rates, all examples at once. */
export interface SweepRequest {
  readonly type: 'sweep';
  readonly seed: number;
}

/** How long an update of so many examples takes here. */
export interface TimesRequest {
  readonly type: 'times';
  readonly backends: readonly string[];
}

export type ToTrials = SweepRequest | TimesRequest;

export interface Sweep {
  readonly seed: number;
  /** Updates made before the loss was read. */
  readonly updates: number;
  /** 2/λ of the larger curvature, and 2/(λ + λ′) of both. */
  readonly edge: number;
  readonly fastest: number;
  readonly points: readonly { readonly rate: number; readonly loss: number }[];
}

/** One batch size on one backend. */
export interface Timed {
  readonly backend: string;
  readonly batch: number;
  /** Milliseconds of one update, of so many that were timed. */
  readonly ms: number;
  readonly timed: number;
  /** Updates until the loss over all examples came within a tenth of the lowest; null: not within `MOST_UPDATES`. */
  readonly needed: number | null;
}

export type FromTrials =
  | { readonly type: 'sweep'; readonly sweep: Sweep }
  | { readonly type: 'timed'; readonly timed: Timed }
  | { readonly type: 'finished' }
  | { readonly type: 'failed'; readonly message: string };
