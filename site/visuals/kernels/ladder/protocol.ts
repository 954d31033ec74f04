/**
 * What the page and the worker that measures say to each other about a ladder: rungs of the same matrix product, from naive to
 * shipped. The page asks for some rungs at one size; the worker answers rung by rung. Of a rung of the reader's it asks back for what only a
 * page can do: run the reader's code in the sandbox, or have the emulator look at a shader. Stopping is ending the worker.
 */

/** The ladders there are: the processor's and the graphics card's. */
export type LadderName = 'cpu' | 'gpu';

/** What a rung may need that a browser may lack. */
export type Need = 'webassembly' | 'simd' | 'relaxed' | 'threads' | 'webgpu';

/** One rung, measured at one size: an n×n matrix times another. */
export interface Measurement {
  readonly rung: string;
  readonly n: number;
  /** Median time of one product, in milliseconds. */
  readonly ms: number;
  /** 2n³ floating-point operations over that time, in 10⁹ a second. */
  readonly gflops: number;
  /** Products that were timed. */
  readonly products: number;
  /** Largest |difference| from the framework's reference product, and the most that rounding can explain. */
  readonly difference: number;
  readonly tolerance: number;
}

export interface MeasureRequest {
  readonly type: 'measure';
  readonly ladder: LadderName;
  readonly n: number;
  /** Ids, in the order in which they are to be measured. */
  readonly rungs: readonly string[];
}

/**
 * Its product is wrong; its program is not on this site; it stopped with an error, which the detail tells; it took longer than the
 * detail's seconds; or, of the reader's, a loop was left because its turns were spent, or the grader does not accept it (any more).
 */
export type FailureReason = 'wrong' | 'absent' | 'error' | 'slow' | 'endless' | 'unaccepted';

/** What the page made of a reader's rung: a product, timed in the sandbox; a shader that the emulator has just accepted; or neither. */
export type Yours =
  | { readonly kind: 'timed'; readonly ms: number; readonly products: number; readonly product: Float32Array } // [m · n]
  | { readonly kind: 'shader'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly detail: string };

/** The page's answer to `ask`. */
export interface YoursMessage {
  readonly type: 'yours';
  readonly rung: string;
  readonly yours: Yours;
}

export type ToLadder = MeasureRequest | YoursMessage;

export type FromLadder =
  | { readonly type: 'started'; readonly rung: string }
  | { readonly type: 'measured'; readonly measurement: Measurement }
  /** For a rung of the reader's, with the matrices of the product, n × n each. */
  | {
      readonly type: 'ask';
      readonly rung: string;
      readonly n: number;
      readonly a: Float32Array;
      readonly b: Float32Array;
    }
  /** The browser lacks something: the rung has no number here. */
  | { readonly type: 'missing'; readonly rung: string; readonly need: Need }
  /** Then it has no number either. */
  | { readonly type: 'failed'; readonly rung: string; readonly reason: FailureReason; readonly detail: string }
  /** The graphics card that was found; `software` when a processor plays one. */
  | { readonly type: 'adapter'; readonly name: string; readonly software: boolean }
  | { readonly type: 'finished' };
