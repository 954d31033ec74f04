/**
 * The wire between a running network and whoever watches it. With nobody listening the cost is one branch per op:
 * callers ask `isListening()` before they build an event.
 */
import type { TraceEvent } from './events.ts';

/** Whoever wants to hear events; called at once, in the order things happen. */
export type Listener = (event: TraceEvent) => void;

/** What a listener wants of what is made only to be looked at. */
export interface ListenOptions {
  /** Names of observed tensors; default: all. A run makes none that nobody asks for. */
  readonly observes?: readonly string[];
}

const listeners = new Map<Listener, ListenOptions>();

/** Does anyone listen? Ask before building an event: that is what keeps silence free. */
export const isListening = (): boolean => listeners.size > 0;

/** Tell every listener. */
export function emit(event: TraceEvent): void {
  for (const listener of listeners.keys()) listener(event);
}

/**
 * Hear every event until the returned function is called.
 *
 * @example
 * const stop = listen((event) => console.log(event.type));
 * loss.backward();
 * stop();
 */
export function listen(listener: Listener, options: ListenOptions = {}): () => void {
  listeners.set(listener, options);
  return () => {
    listeners.delete(listener);
  };
}

/** Does anyone want this observed tensor? Ask before making it. */
export function isObserved(name: string): boolean {
  for (const { observes } of listeners.values()) if (observes === undefined || observes.includes(name)) return true;
  return false;
}

/** Run something that is not part of the story, such as training the reader of a metric: listeners hear nothing of it. */
export function unheard<R>(run: () => R): R {
  const kept = [...listeners];
  listeners.clear();
  try {
    return run();
  } finally {
    for (const [listener, options] of kept) listeners.set(listener, options);
  }
}

let pass = '';

/** The pass we are in: `generator`; empty where a step has only one. */
export const currentPass = (): string => pass;

/**
 * Run a part of a step that has a loss, a way back and an update of its own, so that the events inside say which they belong to. A pass may be
 * entered again: what it makes first and walks through later is one.
 */
export function inPass<R>(name: string, run: () => R): R {
  if (!isListening()) return run();
  const outer = pass;
  pass = name;
  try {
    return run();
  } finally {
    pass = outer;
  }
}

const scopes: string[] = [];

/** Where in the model we are: `conv1`, `encoder.0.attention`; empty outside. */
export const currentScope = (): string => scopes.join('.');

/** Run with one more name on the path, so that the events inside say which module they belong to. */
export function inScope<R>(name: string, run: () => R): R {
  if (!isListening()) return run();
  scopes.push(name);
  try {
    return run();
  } finally {
    scopes.pop();
  }
}
