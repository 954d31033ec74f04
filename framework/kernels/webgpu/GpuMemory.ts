/** What the GPU keeps for a tensor: a buffer, and the engine that computes on it. */
import type { DType } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { DeviceMemory } from '../../tensor/storage.ts';
import type { PooledBuffer } from './BufferPool.ts';
import type { Program } from './program.ts';

/** One run of a kernel. */
export interface Call {
  /** Names the compiled program: everything that its text depends on. */
  readonly key: string;
  /** The program's text, asked for only the first time its key is seen. */
  readonly program: () => Program;
  readonly params: Readonly<Record<string, number>>;
  /** In the order of the program's `reads` and `writes`. */
  readonly reads: readonly GpuMemory[];
  readonly writes: readonly GpuMemory[];
  /** How many workgroups; or a grid of them, [across, down], where the program counts in two dimensions itself. */
  readonly groups: number | readonly [number, number];
}

/** What kernels need of the GPU (Runtime.ts is it): memory for what stands in between, and running a program. */
export interface Engine {
  /** Room for `n` elements; what stands in it is undefined. */
  allocate(dtype: DType, n: number): GpuMemory;
  /** int32 words that kernels set where they find something wrong: see tensor/flags.ts. */
  flags(): GpuMemory;
  /** Enqueue one kernel. Returns at once. */
  run(call: Call): void;
  /** A buffer is given back. */
  release(buffer: PooledBuffer): void;
  /** Errors: the device is gone. */
  checkAlive(): void;
}

export class GpuMemory implements DeviceMemory {
  readonly device = 'webgpu';
  /** Elements. */
  readonly length: number;
  readonly dtype: DType;
  /** The device that holds the buffer; it may be lost or shut down meanwhile. */
  readonly engine: Engine;
  /** A constant that many tensors share: it is never given back. */
  pinned = false;
  /** null once it was given back. */
  private pooled: PooledBuffer | null;

  constructor(engine: Engine, pooled: PooledBuffer, dtype: DType, length: number) {
    this.engine = engine;
    this.pooled = pooled;
    this.dtype = dtype;
    this.length = length;
  }

  /** The buffer, as long as it was not released. */
  get buffer(): PooledBuffer {
    if (this.pooled === null) {
      throw new ChalkgradError(
        'webgpu: this memory was released',
        'a scope gives back what was made inside it: return the tensor from the scope, or keep a copy.',
      );
    }
    return this.pooled;
  }

  /** Give the buffer back: the next tensor of about its size gets it. */
  release(): void {
    if (this.pooled === null || this.pinned) return;
    this.engine.release(this.pooled);
    this.pooled = null;
  }
}
