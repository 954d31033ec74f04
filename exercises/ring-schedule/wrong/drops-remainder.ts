/**
 * The last cells never travel
 *
 * Pieces of ⌊L / W⌋ cells do not reach the end of the row. Let the borders be ⌊p · L / W⌋, so that the last is L.
 */

interface Message {
  step: number;
  from: number;
  lo: number;
  hi: number;
  add: boolean;
}

export function ringSchedule(workers: number, length: number): Message[] {
  const border = (piece: number): number => piece * Math.floor(length / workers);
  const messages: Message[] = [];
  for (let step = 0; step < 2 * (workers - 1); step++)
    for (let from = 0; from < workers; from++) {
      const piece = (((from - step) % workers) + workers) % workers;
      messages.push({ step, from, lo: border(piece), hi: border(piece + 1), add: step < workers - 1 });
    }
  return messages;
}
