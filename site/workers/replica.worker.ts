/** A worker of its own that holds a replica of the network: in a browser, or a thread of Node. */
import type { FromReplica, ToReplica } from './replicas/protocol.ts';
import { serveReplica } from './replicas/serveReplica.ts';

const node = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:worker_threads');
if (node !== undefined) {
  const { parentPort } = node;
  parentPort!.on(
    'message',
    serveReplica((message: FromReplica) => parentPort!.postMessage(message)),
  );
} else {
  const post = (message: FromReplica): void =>
    (globalThis as unknown as { postMessage(message: FromReplica): void }).postMessage(message);
  const take = serveReplica(post);
  globalThis.addEventListener('message', (event) => take((event as MessageEvent<ToReplica>).data));
}
