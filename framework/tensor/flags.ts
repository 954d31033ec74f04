/**
 * What a device finds wrong while it computes. Nobody waits for a GPU to look at numbers, so what is refused at once on the CPU leaves a flag
 * there, one for each kind of slip, and flags are read together with the next numbers that are: that is where a program first learns
 * anything of what it computed.
 */

import type { DataBuffer } from './dtype.ts';
import { ChalkgradError } from './errors.ts';
import { keep } from './scope.ts';
import type { DeviceMemory } from './storage.ts';
import type { Tensor } from './Tensor.ts';

interface Flag {
  /** bool []: was it so, at any time since the last look? */
  readonly raised: Tensor;
  readonly hint: string;
}

/** By what the error will say. */
const flags = new Map<string, Flag>();

/** `raised`, bool [] on a device: is there something wrong? If so, the next read-back throws an error that says `message`. */
export function leaveFlag(raised: Tensor, message: string, hint: string): void {
  const before = flags.get(message);
  if (before === undefined) flags.set(message, { raised: keep(raised), hint });
  else before.raised.copyFrom_(before.raised.logicalOr(raised));
}

/** Look at all flags, which are gone then. `read`: how the device reads. Errors: the first that is raised. */
export async function lookAtFlags(read: (memory: DeviceMemory) => Promise<DataBuffer>): Promise<void> {
  if (flags.size === 0) return;
  const left = [...flags];
  flags.clear();
  const seen = await Promise.all(left.map(([, { raised }]) => read(raised.memory as DeviceMemory)));
  const first = seen.findIndex(([value]) => value !== 0);
  if (first < 0) return;
  const [message, { hint }] = left[first]!;
  throw new ChalkgradError(`${message} (noticed where numbers were read back from the device)`, hint);
}

/** The device is gone. */
export const forgetFlags = (): void => flags.clear();
