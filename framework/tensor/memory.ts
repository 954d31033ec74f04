/**
 * How much memory tensors take. Scopes count exactly what they are responsible for, at no cost. Tensors outside of scopes belong to the
 * garbage collector, and nobody knows how many it has not taken yet; `countTensors` asks it to report each one, which is slow, and for tests.
 */
import { clearPool, counts, resetPeak } from './ownership.ts';
import { setCensus } from './storage.ts';

export interface MemoryReport {
  /** Tensors with memory of their own that were made in scopes and are alive. Views count with what they view. */
  readonly tensors: number;
  /** Bytes they take. */
  readonly bytes: number;
  /** The most that `bytes` has been, since the program began or `resetPeakMemory` was called. */
  readonly peakBytes: number;
  /** Bytes that were given back and wait to be used again. */
  readonly poolBytes: number;
}

/**
 * What scopes are responsible for now.
 *
 * @example
 * const before = memory().tensors;
 * scope(() => model.forward(images).itemSync());
 * memory().tensors === before; // true
 */
export const memory = (): MemoryReport => counts();

/** Begin a new measurement of the peak. */
export const resetPeakMemory = (): void => resetPeak();

/** Leave the pool's idle buffers to the garbage collector. */
export const emptyPool = (): void => clearPool();

/** Counts every storage from now on, in scopes and outside. */
export interface TensorCount {
  /** Made since, and not yet collected as garbage or released. A tensor made in between counts until the collector has run. */
  readonly tensors: number;
  readonly bytes: number;
  stop(): void;
}

/**
 * Count every tensor that is made from now on, until the garbage collector reports that it is gone. For tests of loops without scopes:
 * each tensor costs about a microsecond more, and lives longer.
 */
export function countTensors(): TensorCount {
  const count = { tensors: 0, bytes: 0, stop: () => setCensus(null) };
  const gone = new FinalizationRegistry<number>((bytes) => {
    count.tensors--;
    count.bytes -= bytes;
  });
  setCensus((storage) => {
    const { bytes } = storage;
    count.tensors++;
    count.bytes += bytes;
    gone.register(storage, bytes);
  });
  return count;
}
