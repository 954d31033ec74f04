interface Message {
  step: number;
  from: number;
  lo: number;
  hi: number;
  add: boolean;
}

/**
 * Who sends what when in a ring of workers that each hold a row of so many cells.
 *
 * from: counted from 0; cells lo … hi − 1 go to its right neighbour, to be added there or copied. Messages of one step travel at once.
 */
export function ringSchedule(workers: number, length: number): Message[] {
  const messages: Message[] = [];
  // your turn: first add pieces up, then copy them round.
  for (let from = 0; from < workers - 1; from++) messages.push({ step: from, from, lo: 0, hi: length, add: true });
  return messages;
}
