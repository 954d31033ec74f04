/**
 * What the workers of a step hand to each other, read from its trace: who begins with which numbers, and who sends what when; and the same
 * played, message by message. The numbers are those of the step, and so is the schedule, whoever wrote it.
 */
import type { RingMessage } from '#framework';
import type { StepTrace } from '../../player/protocol.ts';

export interface RingBoard {
  /** By worker, by cell: its mean gradient times its examples. */
  readonly sent: readonly (readonly number[])[];
  /** The means themselves, as the trace has them. */
  readonly means: readonly (readonly number[])[];
  /** How many examples each has. */
  readonly examples: readonly number[];
  readonly schedule: readonly RingMessage[];
  /** The gradient that the step's update was made with, of the same cells; null where it was not kept. */
  readonly update: readonly number[] | null;
  /** How many numbers there are in all. */
  readonly parameters: number;
}

/** A cell of a worker: the number in it, and how often each worker's share is in it. */
export interface RingCell {
  readonly value: number;
  readonly shares: readonly number[];
}

/** What goes wrong with one message of the board. */
export const spoils = ['none', 'lost', 'copied', 'twice'] as const;
export type Spoil = (typeof spoils)[number];

export const WEIGHT = 'conv1.weight';

/** Rows of five numbers, as the run shows them. */
export function messagesOf(values: ArrayLike<number>): RingMessage[] {
  return Array.from({ length: Math.floor(values.length / 5) }, (_, i) => ({
    step: values[5 * i]!,
    from: values[5 * i + 1]!,
    lo: values[5 * i + 2]!,
    hi: values[5 * i + 3]!,
    add: values[5 * i + 4] === 1,
  }));
}

/** The label of the op, the place of its weight among the inputs, and the id of the gradient there. */
export interface WorkerGradient {
  readonly op: string;
  readonly place: number;
  readonly tensor: number;
}

/** Where the trace has each worker's gradient of the first layer; a worker that takes no part is left out. */
export function gradientsOf(trace: StepTrace): readonly WorkerGradient[] {
  return trace.passes.flatMap(({ name, ops }) => {
    if (!/^worker\d+$/.test(name)) return [];
    const op = ops.map((index) => trace.ops[index]!).find(({ label }) => label === `${name}.conv1`);
    const place = op?.inputs.findIndex((id) => trace.tensors.get(id)?.label === WEIGHT) ?? -1;
    const tensor = op?.backward?.gradInputs[place] ?? null;
    return op === undefined || tensor === null ? [] : [{ op: op.label, place, tensor }];
  });
}

/** null where the step has no workers, no ring, or its numbers were not kept. */
export function boardOf(trace: StepTrace, parameters: number): RingBoard | null {
  const gradients = gradientsOf(trace);
  const schedule = trace.tensors.get(trace.observed['ring'] ?? Number.NaN);
  const update = trace.updates.find(({ label }) => label === WEIGHT);
  const made = update && trace.tensors.get(update.gradient);
  if (gradients.length < 2 || schedule === undefined) return null;
  const messages = messagesOf(schedule.values);
  const cells = Math.max(...messages.map(({ hi }) => hi));
  const kept = gradients.map(({ op, tensor }) => {
    const found = trace.ops.find(({ label }) => label === op)!;
    const output = trace.tensors.get(found.output)?.shape ?? trace.shapes?.[found.output];
    return { values: trace.tensors.get(tensor)?.values, examples: output?.[0] };
  });
  const means: number[][] = [];
  const examples: number[] = [];
  for (const { values, examples: count } of kept) {
    if (values === undefined || count === undefined || values.length < cells) return null;
    means.push(Array.from(values.slice(0, cells)));
    examples.push(count);
  }
  const sent = means.map((row, k) => row.map((value) => Math.fround(value * examples[k]!)));
  const known = made === undefined ? null : Array.from(made.values.slice(0, cells));
  return { sent, means, examples, schedule: messages, update: known, parameters };
}

/** How many times messages travel: those of one step at once. */
export const passesOf = (schedule: readonly RingMessage[]): number =>
  schedule.length === 0 ? 0 : Math.max(...schedule.map(({ step }) => step)) + 1;

/**
 * Who holds what after so many passes. `spoiled`: what becomes of the first message of worker 2 (counted from 1).
 *
 * @example playRing(board, 3)[1].map(({ shares }) => shares) // how often each worker's share is in each cell of the second
 */
export function playRing(
  { sent, schedule }: Pick<RingBoard, 'sent' | 'schedule'>,
  passes: number,
  spoiled: Spoil = 'none',
): readonly (readonly RingCell[])[] {
  const held: RingCell[][] = sent.map((row, k) =>
    row.map((value) => ({ value, shares: sent.map((_, other) => Number(other === k)) })),
  );
  const first = schedule.find(({ from }) => from === 1);
  for (let step = 0; step < passes; step++) {
    const now = schedule.filter((message) => message.step === step);
    const travelling = now.map(({ from, lo, hi }) => held[from]!.slice(lo, hi)); // all at once: what was there before
    for (const [i, message] of now.entries()) {
      const to = held[(message.from + 1) % held.length]!;
      const fate = message === first ? spoiled : 'none';
      if (fate === 'lost') continue;
      const adds = message.add && fate !== 'copied';
      for (let time = 0; time < (fate === 'twice' ? 2 : 1); time++)
        for (const [k, cell] of travelling[i]!.entries())
          to[message.lo + k] = adds ? together(to[message.lo + k]!, cell) : cell;
    }
  }
  return held;
}

/** In float32, as the workers add. */
const together = (a: RingCell, b: RingCell): RingCell => ({
  value: Math.fround(a.value + b.value),
  shares: a.shares.map((count, k) => count + b.shares[k]!),
});

/** Is everybody's share in it, once? */
export const isFinished = ({ shares }: RingCell): boolean => shares.every((count) => count === 1);

/** Messages and numbers that one worker has sent after so many passes; the longest message of each pass counts. */
export function costOf(schedule: readonly RingMessage[], passes: number): { messages: number; numbers: number } {
  let [messages, numbers] = [0, 0];
  for (let step = 0; step < passes; step++) {
    const now = schedule.filter((message) => message.step === step);
    messages += now.length;
    numbers += Math.max(0, ...now.map(({ lo, hi }) => hi - lo));
  }
  return { messages, numbers };
}

/** How long a sum of so many numbers takes on a line of `bits` a second on which a message needs `latency` seconds besides. */
export function secondsOf(
  { workers, numbers }: { readonly workers: number; readonly numbers: number },
  { bits, latency }: { readonly bits: number; readonly latency: number },
): { readonly ring: number; readonly star: number } {
  const time = (count: number): number => (32 * count) / bits;
  return {
    ring: 2 * (workers - 1) * (latency + time(Math.ceil(numbers / workers))),
    // All lines end at one worker, whose own is the narrow one: it hears W - 1 arrays, and sends as many.
    star: 2 * (latency + time((workers - 1) * numbers)),
  };
}
