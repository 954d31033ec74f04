/** The board: a schedule is played, and every cell remembers how often each worker's share was added to it. */

interface Message {
  readonly step: number;
  readonly from: number;
  readonly lo: number;
  readonly hi: number;
  readonly add: boolean;
}

type RingSchedule = (workers: number, length: number) => readonly Message[];

/** More than any ring needs; what goes on for ever is stopped. */
const MOST_MESSAGES = 20_000;

function checked(messages: unknown, workers: number, length: number): readonly Message[] {
  if (!Array.isArray(messages)) throw new TypeError('the schedule is no list of messages');
  if (messages.length > MOST_MESSAGES) throw new RangeError(`${messages.length} messages are too many`);
  for (const [i, message] of messages.entries()) {
    const { step, from, lo, hi, add } = (message ?? {}) as Message;
    if (![step, from, lo, hi].every(Number.isInteger) || typeof add !== 'boolean')
      throw new TypeError(`message ${i}: step, from, lo and hi are whole numbers, add is true or false`);
    if (step < 0 || from < 0 || from >= workers) throw new RangeError(`message ${i}: there is no such step or worker`);
    if (lo < 0 || hi < lo || hi > length) throw new RangeError(`message ${i}: there are no cells ${lo} … ${hi} − 1`);
  }
  return messages as readonly Message[];
}

/**
 * What everybody holds in the end: by worker, by cell, a digit for each worker's share, how often it is in it (9: nine times or more). `cells`: the
 * longest message of every step, added up. `count`: is that asked for?
 */
export function drive(
  { ringSchedule }: { readonly ringSchedule: RingSchedule },
  workers: number,
  length: number,
  count = false,
) {
  const messages = checked(ringSchedule(workers, length), workers, length);
  const steps = [...new Set(messages.map(({ step }) => step))].sort((a, b) => a - b);
  const held = Array.from({ length: workers }, (_, k) =>
    Array.from({ length }, () => Array.from({ length: workers }, (_, share) => Number(share === k))),
  );
  let cells = 0;
  for (const now of steps) {
    const sent = messages.filter(({ step }) => step === now);
    cells += Math.max(...sent.map(({ lo, hi }) => hi - lo));
    const numbers = sent.map(({ from, lo, hi }) => held[from]!.slice(lo, hi).map((cell) => [...cell]));
    for (const [i, { from, lo, add }] of sent.entries()) {
      const row = held[(from + 1) % workers]!;
      for (const [k, cell] of numbers[i]!.entries())
        row[lo + k] = add ? row[lo + k]!.map((shares, share) => shares + cell[share]!) : cell;
    }
  }
  const told = held.map((row) => row.map((cell) => cell.map((shares) => Math.min(9, shares)).join('')));
  return count ? { told, short: cells <= 2 * (workers - 1) * Math.ceil(length / workers) } : { told };
}
