/**
 * The wire between a running network and whoever watches it. With nobody listening the cost is one branch per op:
 * callers ask `isListening()` before they build an event.
 */
import type { TraceEvent } from './events.ts';

export type Listener = (event: TraceEvent) => void;

const listeners = new Set<Listener>();

export const isListening = (): boolean => listeners.size > 0;

export function emit(event: TraceEvent): void {
  for (const listener of listeners) listener(event);
}

/**
 * Hear every event until the returned function is called.
 *
 * @example
 * const stop = listen((event) => console.log(event.type));
 * loss.backward();
 * stop();
 */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
