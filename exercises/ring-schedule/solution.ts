interface Message {
  step: number;
  from: number;
  lo: number;
  hi: number;
  add: boolean;
}

/**
 * Who sends what when in a ring: piece r − s at step s, W − 1 times added and W − 1 times copied. In the second half r + 1 − (s − (W − 1)) is the same
 * piece, counted round.
 *
 * Source: Patarasuk & Yuan, "Bandwidth optimal all-reduce algorithms for clusters of workstations" (2009).
 */
export function ringSchedule(workers: number, length: number): Message[] {
  const border = (piece: number): number => Math.floor((piece * length) / workers);
  const messages: Message[] = [];
  for (let step = 0; step < 2 * (workers - 1); step++)
    for (let from = 0; from < workers; from++) {
      const piece = (((from - step) % workers) + workers) % workers;
      messages.push({ step, from, lo: border(piece), hi: border(piece + 1), add: step < workers - 1 });
    }
  return messages;
}
