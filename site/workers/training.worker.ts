/** Trains off the main thread. */
import type { ToWorker } from '../player/protocol.ts';
import { serve } from '../player/serve.ts';
import type { ToTimeline } from '../player/timelineProtocol.ts';

const receive = serve((message, transfer = []) => {
  (globalThis as unknown as { postMessage(m: unknown, t: Transferable[]): void }).postMessage(message, transfer);
});

globalThis.addEventListener('message', (event) => receive((event as MessageEvent<ToTimeline | ToWorker>).data));
