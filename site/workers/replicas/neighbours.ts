/** The two neighbours of a worker in a ring, at the ends of two wires: it hears the left one and speaks to the right one. */
import type { Sent } from './protocol.ts';

export interface Neighbours {
  /** To the right. */
  send(sent: Sent): void;
  /** What comes next from the left, in the order in which it was sent. */
  next(): Promise<Sent>;
}

export function neighboursOf(fromLeft: MessagePort, toRight: MessagePort): Neighbours {
  const come: Sent[] = [];
  const waiting: ((sent: Sent) => void)[] = [];
  fromLeft.addEventListener('message', ({ data }) => {
    const next = waiting.shift();
    if (next === undefined) come.push(data as Sent);
    else next(data as Sent);
  });
  fromLeft.start();
  return {
    send: (sent) => toRight.postMessage(sent, [sent.numbers.buffer]),
    next: () => {
      const sent = come.shift();
      return sent === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(sent);
    },
  };
}
