import type { FromReplica } from '../../../workers/replicas/protocol.ts';
import type { Colleague } from '../../../workers/replicas/team.ts';

/** A worker of the browser that will hold a replica. */
export function realWorker(): Colleague {
  const worker = new Worker(new URL('../../../workers/replica.worker.ts', import.meta.url), { type: 'module' });
  let listener: (message: FromReplica) => void = () => {};
  worker.onmessage = ({ data }: MessageEvent<FromReplica>) => listener(data);
  worker.onerror = (event) => {
    event.preventDefault();
    listener({ type: 'failed', message: event.message ?? '' });
  };
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    hear: (next) => {
      listener = next;
    },
    end: () => worker.terminate(),
  };
}
