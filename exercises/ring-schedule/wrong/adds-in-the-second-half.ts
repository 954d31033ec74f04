/**
 * Finished sums were added again
 *
 * After W − 1 steps each piece is complete somewhere. From then on it is copied; added once more, its shares count twice.
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
      messages.push({ step, from, lo: border(piece), hi: border(piece + 1), add: true });
    }
  return messages;
}
