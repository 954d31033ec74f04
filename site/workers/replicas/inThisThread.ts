import type { FromReplica } from './protocol.ts';
import { serveReplica } from './serveReplica.ts';
import type { Colleague } from './team.ts';

/** A worker that is none: it runs in this thread, in turns with the others. */
export function inThisThread(): Colleague {
  let listener: (message: FromReplica) => void = () => {};
  const take = serveReplica((message) => listener(message));
  const wires: MessagePort[] = [];
  return {
    post: (message, transfer) => {
      wires.push(...transfer);
      take(message);
    },
    hear: (next) => {
      listener = next;
    },
    end: () => {
      for (const wire of wires) wire.close();
    },
  };
}
