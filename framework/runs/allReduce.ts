/**
 * How workers come to a common sum without a boss. In a ring each hands a chunk to its right neighbour at every step: after W - 1 steps one knows
 * the whole sum of one chunk, after W - 1 more all know all. In a star one adds up what all have sent.
 * Source: Patarasuk & Yuan, "Bandwidth optimal all-reduce algorithms for clusters of workstations" (2009).
 */
import { check, signature } from '../tensor/arguments.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';

/** The cells lo … hi - 1 go from one worker to its right neighbour, to be added there or copied. Messages of one step travel at once. */
export interface RingMessage {
  readonly step: number;
  readonly from: number;
  readonly lo: number;
  readonly hi: number;
  readonly add: boolean;
}

const call = signature('ringSchedule', { workers: 'count', length: 'size' });

/**
 * Who sends what when in a ring of workers, for arrays of `length` cells. A substitute named `ringSchedule` gets the same arguments.
 *
 * @example ringSchedule(2, 4).length // 4: two messages a step, two steps
 */
export function ringSchedule(workers: number, length: number): readonly RingMessage[] {
  check(call, workers, length);
  const substitute = isSubstituting() ? substituteFor('ringSchedule') : null;
  if (substitute !== null) return runSubstitute<readonly RingMessage[]>(substitute, [workers, length]);
  const border = (chunk: number): number => Math.floor((chunk * length) / workers);
  const messages: RingMessage[] = [];
  for (let step = 0; step < 2 * (workers - 1); step++) {
    const add = step < workers - 1;
    for (let from = 0; from < workers; from++) {
      const chunk = (((add ? from - step : from + workers - step) % workers) + workers) % workers;
      messages.push({ step, from, lo: border(chunk), hi: border(chunk + 1), add });
    }
  }
  return messages;
}

/** The sum of all arrays, in float32, as every worker knows it in the end. The arrays are left as they are. */
export function ringSum(arrays: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const held = arrays.map((array) => Float32Array.from(array));
  const messages = ringSchedule(arrays.length, held[0]!.length);
  const last = messages.at(-1)?.step ?? -1;
  for (let step = 0; step <= last; step++) {
    const now = messages.filter((message) => message.step === step);
    const sent = now.map(({ from, lo, hi }) => held[from]!.slice(lo, hi)); // all at once: what is sent is what was there before
    for (const [i, { from, lo, add }] of now.entries()) {
      const to = held[(from + 1) % held.length]!;
      for (const [k, value] of sent[i]!.entries()) to[lo + k] = add ? to[lo + k]! + value : value;
    }
  }
  return held[0]!;
}

/** A message on a line of its own to anybody. */
export interface HubMessage extends RingMessage {
  readonly to: number;
}

/**
 * Who sends what when where all lines end at `hub`: at a worker (a star), or at a machine apart that keeps the weights, numbered behind the
 * workers (a parameter server: Li et al., "Scaling distributed machine learning with the parameter server", 2014). All are heard, then all are told.
 */
export function hubSchedule(workers: number, length: number, hub: number): readonly HubMessage[] {
  const others = Array.from({ length: workers }, (_, k) => k).filter((k) => k !== hub);
  const whole = { lo: 0, hi: length };
  return [
    ...others.map((from) => ({ step: 0, from, to: hub, ...whole, add: true })),
    ...others.map((to) => ({ step: 1, from: hub, to, ...whole, add: false })),
  ];
}

/** The same from left to right, added up by one: by a worker, or by a server that begins with nothing. */
export function starSum(arrays: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const sum = Float32Array.from(arrays[0]!);
  for (const array of arrays.slice(1)) for (let i = 0; i < sum.length; i++) sum[i]! += array[i]!;
  return sum;
}
