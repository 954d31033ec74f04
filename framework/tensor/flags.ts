/**
 * What a device finds wrong while it computes. Nobody waits for a GPU to look at numbers, so what is refused at once on the CPU leaves a flag
 * there, one for each kind of slip, and flags are read together with the next numbers that are: that is where a program first learns
 * anything of what it computed.
 *
 * Two ways to raise one: an op computes whether something is wrong (`leaveFlag`), or the kernel that reads the numbers anyway looks at them
 * on the way (`watching`), which costs no kernel of its own.
 */

import type { DataBuffer } from './dtype.ts';
import { ChalkgradError } from './errors.ts';
import { keep } from './scope.ts';
import type { Device, DeviceMemory } from './storage.ts';
import type { Tensor } from './Tensor.ts';

interface Flag {
  /** bool []: was it so, at any time since the last look? */
  readonly raised: Tensor;
  readonly hint: string;
}

/** What a kernel looks for in the numbers that it reads, and what the error will say. */
export interface Watch {
  readonly message: string;
  readonly hint: string;
  /** Shares and sides: the least and the most that the first operand may be; NaN passes. Without it a kernel looks at indices alone. */
  readonly within?: readonly [least: number, most: number];
  /** An index that is allowed besides: that of ignored examples. */
  readonly except?: number;
}

/** By what the error will say. */
const flags = new Map<string, Flag>();

/** Words that the device keeps for what its kernels raise: one for each message, and the last for all that find no place. */
export const FLAG_WORDS = 256;
const NO_PLACE: Watch = {
  message: 'an op was given an index, a label or a target outside its range',
  hint: 'read numbers back more often, and the message will name the op.',
};

/** Which messages have a word since the last look, in the order of the words. */
let words: Watch[] = [];
const wordOf = new Map<string, number>();
let current: Watch | null = null;

/** `raised`, bool [] on a device: is there something wrong? If so, the next read-back throws an error that says `message`. */
export function leaveFlag(raised: Tensor, message: string, hint: string): void {
  const before = flags.get(message);
  if (before === undefined) flags.set(message, { raised: keep(raised), hint });
  else before.raised.copyFrom_(before.raised.logicalOr(raised));
}

/**
 * Run with the kernels of a device looking at the indices, labels or targets that they read. What one finds outside is an error at the next
 * read-back. An op inside another keeps the words of the outer one. On the CPU it only runs: there everything was looked at before.
 */
export function watching<R>(device: Device, watch: () => Watch, run: () => R): R {
  if (device === 'cpu' || current !== null) return run();
  current = watch();
  try {
    return run();
  } finally {
    current = null;
  }
}

/** For kernels: what to look for right now, and the word to set to 1. null: nothing. */
export function currentWatch(): (Watch & { readonly word: number }) | null {
  if (current === null) return null;
  let word = wordOf.get(current.message);
  if (word === undefined) {
    word = words.length < FLAG_WORDS - 1 ? words.push(current) - 1 : FLAG_WORDS - 1;
    if (word === FLAG_WORDS - 1) words[word] = NO_PLACE;
    else wordOf.set(current.message, word);
  }
  return { ...current, word };
}

/**
 * Look at all flags, which are gone then. `read`: how the device reads. `takeWords`: the first n words of what kernels raised, which are 0
 * from then on. Errors: the first that is raised.
 */
export async function lookAtFlags(
  read: (memory: DeviceMemory) => Promise<DataBuffer>,
  takeWords: (n: number) => Promise<DataBuffer>,
): Promise<void> {
  if (flags.size === 0 && words.length === 0) return;
  const left = [...flags];
  const watches = words;
  forgetFlags();
  const [taken, ...seen] = await Promise.all([
    watches.length === 0 ? [] : takeWords(watches.length),
    ...left.map(([, { raised }]) => read(raised.memory as DeviceMemory)),
  ]);
  const outside = taken.findIndex((word) => word !== 0);
  if (outside >= 0) refuse(watches[outside]!.message, watches[outside]!.hint);
  const first = seen.findIndex(([value]) => value !== 0);
  if (first >= 0) refuse(left[first]![0], left[first]![1].hint);
}

function refuse(message: string, hint: string): never {
  throw new ChalkgradError(`${message} (noticed where numbers were read back from the device)`, hint);
}

/** They were read, or the device is gone. */
export function forgetFlags(): void {
  flags.clear();
  words = [];
  wordOf.clear();
}
