/**
 * The memory behind one or more tensors, and the device it is on. Views (transpose, slice, reshape) share a storage; `version`
 * counts in-place writes so that autograd notices when a value it saved was overwritten.
 */
import type { DataBuffer, DType } from './dtype.ts';
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

export class Storage {
  readonly memory: Memory;
  readonly dtype: DType;
  version = 0;

  constructor(memory: Memory, dtype: DType) {
    this.memory = memory;
    this.dtype = dtype;
  }

  get device(): Device {
    return isOnDevice(this.memory) ? this.memory.device : 'cpu';
  }

  /** The numbers themselves, where the CPU can read them. */
  get buffer(): DataBuffer {
    const { memory } = this;
    if (isOnDevice(memory)) {
      throw new ChalkgradError(
        `this tensor is on ${memory.device}: its numbers cannot be read at once`,
        "await t.data() or t.item(), which work on every device, or move it with t.to('cpu').",
      );
    }
    return memory;
  }
}
