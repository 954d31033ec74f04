/**
 * The memory behind one or more tensors, and the device it is on. Views (transpose, slice, reshape) share a storage; `version`
 * counts in-place writes so that autograd notices when a value it saved was overwritten.
 */
import { bytesPerElement, type DataBuffer, type DType } from './dtype.ts';
import { ChalkgradError } from './errors.ts';

/** Where numbers can live. */
export type Device = 'cpu' | 'webgpu';

/** Memory that only a device can read; what else it is, the device's kernels know. */
export interface DeviceMemory {
  readonly device: Exclude<Device, 'cpu'>;
  /** Elements, not bytes. */
  readonly length: number;
}

/** What kernels are given to read and to fill: a typed array on the CPU, an opaque handle elsewhere. */
export type Memory = DataBuffer | DeviceMemory;

const isOnDevice = (memory: Memory): memory is DeviceMemory => 'device' in memory;

/** Who takes memory back when a scope lets go of it. */
export interface MemorySource {
  free(memory: Memory): void;
  /** Its storage was collected as garbage without being released. Default: `free`. */
  forget?(memory: Memory): void;
  /** Write one number everywhere, where it can do that faster than a typed array. Returns whether it did. */
  overwrite?(memory: Memory, value: number): boolean;
}

/** What decides how long a storage lives (ownership.ts). */
export interface Owner {
  /** How many scopes are around it. */
  readonly depth: number;
}

export class Storage {
  readonly dtype: DType;
  version = 0;
  /** The op that made it, for errors; empty for tensors made from nothing. */
  madeBy = '';
  /** Takes the memory back; null where that is the garbage collector. */
  source: MemorySource | null;
  /** The open scope that will release it; null where none will. */
  owner: Owner | null = null;
  /** How many parameters hold it as their gradient, and how many unfinished sums of `backward`: a scope releases nothing that is held. */
  holds = 0;
  /** Taken out of all scopes for good, by `keep` or by being returned. */
  kept = false;
  /** Somebody outside holds the array, too: it must stay where it is. */
  isGiven = false;
  /** Places that a kernel of ours wrote and nobody outside can reach (a pool's winners): whoever picks by them need not look at each. */
  arePlaces = false;
  /** null once it was released. */
  private block: Memory | null;
  private readonly onCpu: boolean;
  private readonly length: number;

  constructor(memory: Memory, dtype: DType, source: MemorySource | null = null) {
    this.block = memory;
    this.length = memory.length;
    this.dtype = dtype;
    this.source = source;
    this.onCpu = !isOnDevice(memory);
    if (census !== null) census(this);
  }

  get memory(): Memory {
    if (this.block === null) throw released(this);
    return this.block;
  }

  get device(): Device {
    return this.onCpu ? 'cpu' : (this.memory as DeviceMemory).device;
  }

  /** The numbers themselves, where the CPU can read them. */
  get buffer(): DataBuffer {
    const { memory } = this;
    if (!this.onCpu) {
      throw new ChalkgradError(
        `this tensor is on ${(memory as DeviceMemory).device}: its numbers cannot be read at once`,
        "await t.data() or t.item(), which work on every device, or move it with t.to('cpu').",
      );
    }
    return memory as DataBuffer;
  }

  /** One number everywhere, on the CPU. */
  fill(value: number): void {
    if (this.source?.overwrite?.(this.memory, value) !== true) this.buffer.fill(value);
  }

  /** What it takes, or took, if every element takes what its dtype takes on the CPU. */
  get bytes(): number {
    return this.length * bytesPerElement[this.dtype];
  }

  get isReleased(): boolean {
    return this.block === null;
  }

  /** Move the numbers into memory of the same size from a store, for good. Whoever held the old array itself does not see them any more. */
  moveInto(buffer: DataBuffer, source: MemorySource): void {
    buffer.set(this.buffer);
    this.block = buffer;
    this.source = source;
  }

  /** Give the memory back to where it came from. Whoever reads this storage from now on gets an error. */
  release(): void {
    const { block } = this;
    this.block = null;
    if (block !== null) this.source?.free(block);
  }
}

const released = ({ madeBy }: Storage): ChalkgradError =>
  new ChalkgradError(
    `this tensor was released: ${madeBy === '' ? 'it was made' : `'${madeBy}' made it`} in a scope that is closed`,
    'return it from the scope (alone, or in an array or object), or keep(t) it there; numbers to show later are best read inside.',
  );

/** Hears of every storage, for those who count them (memory.ts). */
type Census = (storage: Storage) => void;

let census: Census | null = null;

export function setCensus(heard: Census | null): void {
  census = heard;
}
