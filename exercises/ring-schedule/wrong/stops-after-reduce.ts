/**
 * Each knows one piece
 *
 * You stopped when the sums were complete, each at one worker. Now they must go round once more, as copies.
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
  for (let step = 0; step < workers - 1; step++)
    for (let from = 0; from < workers; from++) {
      const piece = (((from - step) % workers) + workers) % workers;
      messages.push({ step, from, lo: border(piece), hi: border(piece + 1), add: step < workers - 1 });
    }
  return messages;
}
