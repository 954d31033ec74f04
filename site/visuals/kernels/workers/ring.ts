/**
 * What the workers of a step hand to each other, read from its trace: who begins with which numbers, and who sends what when; and the same
 * played, message by message. The numbers are those of the step, and so is the schedule, whoever wrote it.
 */
import type { RingMessage } from '#framework';
import type { StepTrace } from '../../../player/protocol.ts';

/** `to`: to whom; without it to the right neighbour. */
export interface Travelling extends RingMessage {
  readonly to?: number;
}

export interface RingBoard {
  /** By worker, by cell: its mean gradient times its examples. */
  readonly sent: readonly (readonly number[])[];
  /** The means themselves, as the trace has them. */
  readonly means: readonly (readonly number[])[];
  /** How many examples each has. */
  readonly examples: readonly number[];
  readonly schedule: readonly Travelling[];
  /** Where all lines end: a worker's seat, or the one behind the workers, a parameter server's; null: they stand in a ring. */
  readonly hub: number | null;
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

/** Rows of six: those of a star, or of a server. */
const hubMessagesOf = (values: ArrayLike<number>): Travelling[] =>
  Array.from({ length: Math.floor(values.length / 6) }, (_, i) => {
    const at = (column: number): number => values[6 * i + column]!;
    return { step: at(0), from: at(1), to: at(2), lo: at(3), hi: at(4), add: at(5) === 1 };
  });

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

/** null where the step has one worker, nothing that travels, or its numbers were not kept. */
export function boardOf(trace: StepTrace, parameters: number): RingBoard | null {
  const gradients = gradientsOf(trace);
  const inRing = trace.tensors.get(trace.observed['ring'] ?? Number.NaN);
  const toHub = trace.tensors.get(trace.observed['hub'] ?? Number.NaN);
  const update = trace.updates.find(({ label }) => label === WEIGHT);
  const made = update && trace.tensors.get(update.gradient);
  if (gradients.length < 2 || (inRing === undefined && toHub === undefined)) return null;
  const messages: Travelling[] = inRing === undefined ? hubMessagesOf(toHub!.values) : messagesOf(inRing.values);
  const hub = inRing === undefined ? (messages[0]?.to ?? null) : null;
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
  return { sent, means, examples, schedule: messages, hub, update: known, parameters };
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
  // A server has a seat, and no share of its own.
  const seats = Math.max(sent.length, ...schedule.map(({ to = 0 }) => to + 1));
  for (let seat = sent.length; seat < seats; seat++)
    held.push(sent[0]!.map(() => ({ value: 0, shares: sent.map(() => 0) })));
  const first = schedule.find(({ from }) => from === 1);
  for (let step = 0; step < passes; step++) {
    const now = schedule.filter((message) => message.step === step);
    const travelling = now.map(({ from, lo, hi }) => held[from]!.slice(lo, hi)); // all at once: what was there before
    for (const [i, message] of now.entries()) {
      const to = held[receiverOf(message, held.length)]!;
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

/** Whoever it is sent to: the right neighbour, where nobody is named. */
export const receiverOf = ({ from, to }: Travelling, seats: number): number => to ?? (from + 1) % seats;

/** In float32, as the workers add. */
const together = (a: RingCell, b: RingCell): RingCell => ({
  value: Math.fround(a.value + b.value),
  shares: a.shares.map((count, k) => count + b.shares[k]!),
});

/** Is everybody's share in it, once? */
export const isFinished = ({ shares }: RingCell): boolean => shares.every((count) => count === 1);

/** Messages so far, and numbers through the busiest line: in a ring a worker's longest message of each pass; at a hub all that end there. */
export function costOf(schedule: readonly Travelling[], passes: number): { messages: number; numbers: number } {
  let [messages, numbers] = [0, 0];
  const isHub = schedule.some(({ to }) => to !== undefined);
  for (let step = 0; step < passes; step++) {
    const now = schedule.filter((message) => message.step === step);
    messages += now.length;
    const lengths = now.map(({ lo, hi }) => hi - lo);
    numbers += isHub ? lengths.reduce((sum, length) => sum + length, 0) : Math.max(0, ...lengths);
  }
  return { messages, numbers };
}

/** How long a sum of so many numbers takes on a line of `bits` a second on which a message needs `latency` seconds besides. */
export function secondsOf(
  { workers, numbers }: { readonly workers: number; readonly numbers: number },
  { bits, latency }: { readonly bits: number; readonly latency: number },
): { readonly ring: number; readonly star: number; readonly server: number } {
  const time = (count: number): number => (32 * count) / bits;
  return {
    ring: 2 * (workers - 1) * (latency + time(Math.ceil(numbers / workers))),
    // All lines end at one worker, whose own is the narrow one: it hears W - 1 arrays, and sends as many.
    star: 2 * (latency + time((workers - 1) * numbers)),
    // A machine apart has nothing yet: it hears all W.
    server: 2 * (latency + time(workers * numbers)),
  };
}
