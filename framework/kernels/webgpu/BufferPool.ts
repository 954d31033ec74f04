/**
 * GPU buffers by rounded size. Making one costs more than a small kernel takes, and training asks for the same sizes step after
 * step, so a buffer that is no longer needed waits here for the next tensor of about its size. Work on a queue runs in order:
 * a buffer may be handed on while earlier commands that use it are still waiting.
 */

/** What a buffer may be used for, by the numbers of the WebGPU specification (§5.1), so that no global object is needed. */
export const usage = { mapRead: 0x1, copySrc: 0x4, copyDst: 0x8, uniform: 0x40, storage: 0x80 } as const;

export interface PooledBuffer {
  /** Unique within the runtime: names the buffer in the bind group cache. */
  readonly id: number;
  readonly gpu: GPUBuffer;
  /** Bytes, rounded. */
  readonly size: number;
  /** Number of the batch of commands that used it last. */
  lastBatch: number;
}

/** Figures of the pool, all in bytes or pieces. */
export interface PoolCounts {
  /** Buffers that exist. */
  readonly buffers: number;
  /** Bytes of all buffers, in use or waiting. */
  readonly bytes: number;
  /** Bytes of the buffers that tensors hold. */
  readonly bytesInUse: number;
}

const SMALLEST = 256;
/** Bytes that may wait for a next tensor; beyond them a buffer is given back to the system. */
const MOST_WAITING = 2 ** 29;

/** Four sizes for each power of two: at most a fifth is wasted. */
export function roundedSize(bytes: number): number {
  if (bytes <= SMALLEST) return SMALLEST;
  const power = 2 ** Math.floor(Math.log2(bytes - 1)); // power < bytes ≤ 2 · power
  const quarter = power / 4;
  return Math.ceil(bytes / quarter) * quarter;
}

export class BufferPool {
  private readonly gpu: Pick<GPUDevice, 'createBuffer'>;
  private readonly mostWaiting: number;
  private readonly waiting = new Map<number, PooledBuffer[]>();
  private nextId = 1;
  private buffers = 0;
  private bytes = 0;
  private bytesInUse = 0;

  constructor(gpu: Pick<GPUDevice, 'createBuffer'>, mostWaiting = MOST_WAITING) {
    this.gpu = gpu;
    this.mostWaiting = mostWaiting;
  }

  /** A buffer of at least so many bytes, with whatever was in it before. */
  take(bytes: number): PooledBuffer {
    const size = roundedSize(bytes);
    this.bytesInUse += size;
    const found = this.waiting.get(size)?.pop();
    if (found !== undefined) return found;
    this.buffers++;
    this.bytes += size;
    const gpu = this.gpu.createBuffer({ size, usage: usage.storage | usage.copySrc | usage.copyDst });
    return { id: this.nextId++, gpu, size, lastBatch: -1 };
  }

  /** Take a buffer back. false: too many wait already, and the caller must destroy it, when no command that uses it is still collected. */
  give(buffer: PooledBuffer): boolean {
    this.bytesInUse -= buffer.size;
    if (this.bytes - this.bytesInUse > this.mostWaiting) {
      this.bytes -= buffer.size;
      this.buffers--;
      return false;
    }
    const list = this.waiting.get(buffer.size);
    if (list === undefined) this.waiting.set(buffer.size, [buffer]);
    else list.push(buffer);
    return true;
  }

  counts(): PoolCounts {
    return { buffers: this.buffers, bytes: this.bytes, bytesInUse: this.bytesInUse };
  }
}
