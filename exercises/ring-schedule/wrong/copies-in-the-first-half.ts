/**
 * A share was overwritten
 *
 * In the first half what comes must be added to what is there; you copied, and the receiver’s own share is gone.
 */

interface Message {
  step: number;
  from: number;
  lo: number;
  hi: number;
  add: boolean;
}

export function ringSchedule(workers: number, length: number): Message[] {
  const border = (piece: number): number => Math.floor((piece * length) / workers);
  const messages: Message[] = [];
  for (let step = 0; step < 2 * (workers - 1); step++)
    for (let from = 0; from < workers; from++) {
      const piece = (((from - step) % workers) + workers) % workers;
      messages.push({ step, from, lo: border(piece), hi: border(piece + 1), add: false });
    }
  return messages;
}
