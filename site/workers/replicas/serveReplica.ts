/** What a worker with a replica does with its messages. The same in a browser's worker, in a thread of Node, and within one thread. */
import { loadSimd } from '#framework';
import { neighboursOf } from './neighbours.ts';
import type { FromReplica, Hire, ToReplica } from './protocol.ts';
import { Replica } from './Replica.ts';

type Post = (message: FromReplica) => void;

/** Gives what is to be done with each message that comes. */
export function serveReplica(post: Post): (message: ToReplica) => void {
  let hire: Hire | null = null;
  let replica: Replica | null = null;

  async function take(message: ToReplica): Promise<void> {
    if (message.type === 'hire') {
      hire = message;
      await loadSimd();
      replica = await Replica.make(hire.plan, hire.worker, neighboursOf(hire.fromLeft, hire.toRight));
      post({ type: 'ready' });
      return;
    }
    if (hire === null || replica === null) throw new Error('a worker was to begin before it was hired');
    let first: Float32Array<ArrayBuffer> | null = null;
    for (let step = 0; step < hire.plan.steps; step++) {
      post({ type: 'step', told: await replica.step() });
      first ??= replica.parameters();
    }
    const last = replica.parameters();
    post({ type: 'done', first: first ?? last.slice(), last });
  }

  return (message) => {
    take(message).catch((error: unknown) =>
      post({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
  };
}
