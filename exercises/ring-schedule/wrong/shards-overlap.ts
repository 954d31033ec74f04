/**
 * A border cell was counted twice
 *
 * Your pieces share their borders. A piece ends where the next begins: cells lo … hi − 1.
 *
 * @moment t=digits-workers.7~digits-workers.7!shards-overlap&step=1
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
      messages.push({
        step,
        from,
        lo: border(piece),
        hi: Math.min(length, border(piece + 1) + 1),
        add: step < workers - 1,
      });
    }
  return messages;
}
