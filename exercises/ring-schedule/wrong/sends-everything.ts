/**
 * Right, and W times as slow
 *
 * The whole row runs round by itself, while all others wait. Cut it into W pieces, and let all W travel in every step.
 */

interface Message {
  step: number;
  from: number;
  lo: number;
  hi: number;
  add: boolean;
}

export function ringSchedule(workers: number, length: number): Message[] {
  const messages: Message[] = [];
  for (let step = 0; step < 2 * (workers - 1); step++)
    messages.push({ step, from: step % workers, lo: 0, hi: length, add: step < workers - 1 });
  return messages;
}
