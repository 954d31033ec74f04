/** The training worker's ear: a timeline that moves through time, or the bare curve of a run. Which of the two, the first message says. */
import { CurveHost } from './curve/CurveHost.ts';
import type { ToWorker } from './protocol.ts';
import { TimelineHost } from './TimelineHost.ts';
import type { ToTimeline } from './timelineProtocol.ts';

export type Post = (message: unknown, transfer?: Transferable[]) => void;

/** @returns what is done with a message from the page */
export function serve(post: Post): (message: ToTimeline | ToWorker) => void {
  const timeline = new TimelineHost(post);
  const curve = new CurveHost(post);
  let host: 'timeline' | 'curve' = 'timeline';
  return (message) => {
    if (message.type === 'open') host = 'timeline';
    if (message.type === 'load') host = 'curve';
    void (host === 'timeline' ? timeline.receive(message as ToTimeline) : curve.receive(message as ToWorker));
  };
}
