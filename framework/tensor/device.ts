/**
 * Where tensors are made. The CPU is always there; another device signs in with a driver when it is started, and leaves when it is
 * shut down. An op runs where its operands are, so `onDevice` surrounds every forward and every derivative; what is created outside
 * of ops goes to the default device.
 */
import type { DataBuffer, DType } from './dtype.ts';
import { ChalkgradError } from './errors.ts';
import type { Device, DeviceMemory, Memory } from './storage.ts';

/** What a device must be able to do with memory so that tensors can live there. Computing is its kernels' business. */
export interface DeviceDriver {
  /** Room for `n` elements; what stands in it is undefined. */
  allocate(dtype: DType, n: number): DeviceMemory;
  /** Elements that all have one value. */
  fill(dtype: DType, n: number, value: number): DeviceMemory;
  /** One number that is only read; the same memory may serve many tensors. */
  scalar(dtype: DType, value: number): DeviceMemory;
  /** A copy of numbers that the CPU holds. */
  upload(values: DataBuffer, dtype: DType): DeviceMemory;
  /** Overwrite from element `at` on. */
  write(memory: DeviceMemory, at: number, values: ArrayLike<number>): void;
  /** Overwrite elements of one memory by those of another, on the device. */
  copy(from: DeviceMemory, at: number, to: DeviceMemory, toAt: number, n: number): void;
  /** Elements `at` … `at + n - 1`, when everything enqueued before is done. */
  read(memory: DeviceMemory, at: number, n: number): Promise<DataBuffer>;
  /** Take memory back that nobody reads any more. */
  free(memory: Memory): void;
}

let driver: DeviceDriver | null = null;
let defaultDevice: Device = 'cpu';
let current: Device = 'cpu';

/** Does any device but the CPU exist? While none does, ops need not ask where their operands are. */
export const hasDevices = (): boolean => driver !== null;

/** Where new tensors are made right now: inside an op, where its operands are. */
export const currentDevice = (): Device => current;

/** A device signs in; null: it is gone, and new tensors are made on the CPU again. */
export function setDriver(started: DeviceDriver | null): void {
  driver = started;
  if (started === null) setDefaultDevice('cpu');
}

/** Where tensors are made that no op makes: `tensor`, `zeros`, `randn` … */
export function setDefaultDevice(device: Device): void {
  if (device !== 'cpu') driverOf(device);
  defaultDevice = device;
  current = device;
}

export const getDefaultDevice = (): Device => defaultDevice;

/** Make tensors elsewhere from now on, and say where they were made before: for machinery that switches back in a `finally`. */
export function switchDevice(device: Device): Device {
  const previous = current;
  current = device;
  return previous;
}

/** Run with another device as the current one. */
export function onDevice<R>(device: Device, run: () => R): R {
  const previous = current;
  current = device;
  try {
    return run();
  } finally {
    current = previous;
  }
}

/** The driver of a device that is not the CPU. */
export function driverOf(device: Device): DeviceDriver {
  if (device === 'cpu' || driver === null) {
    throw new ChalkgradError(
      `there is no device '${device}' that was started`,
      "call await startWebgpu() first; it says why when there is no GPU. The CPU is called 'cpu'.",
    );
  }
  return driver;
}
