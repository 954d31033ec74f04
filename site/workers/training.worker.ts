/**
 * Trains off the main thread: a timeline that moves through time, or the bare curve of a run. Which of the two, the first message says
 * (`open` or `load`).
 */
import { provideKernels } from '#framework';
import { CurveHost } from '../player/curve/CurveHost.ts';
import type { ToWorker } from '../player/protocol.ts';
import { TimelineHost } from '../player/TimelineHost.ts';
import type { ToTimeline } from '../player/timelineProtocol.ts';

const post = (message: unknown, transfer: Transferable[] = []): void => {
  (globalThis as unknown as { postMessage(m: unknown, t: Transferable[]): void }).postMessage(message, transfer);
};

/** What only a worker in a sandbox is told: the kernels, which it cannot fetch; and whether it still answers. */
type ToSandboxed =
  | { readonly type: 'kernels'; readonly kernels: Parameters<typeof provideKernels>[0] }
  | { readonly type: 'ping' };

const timeline = new TimelineHost(post);
const curve = new CurveHost(post);
let host: 'timeline' | 'curve' = 'timeline';

globalThis.addEventListener('message', (event) => {
  const message = (event as MessageEvent<ToTimeline | ToWorker | ToSandboxed>).data;
  if (message.type === 'kernels') return provideKernels(message.kernels);
  if (message.type === 'ping') return post({ type: 'pong' });
  if (message.type === 'open') host = 'timeline';
  if (message.type === 'load') host = 'curve';
  void (host === 'timeline' ? timeline.receive(message as ToTimeline) : curve.receive(message as ToWorker));
});
