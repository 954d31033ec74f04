/**
 * Takes away what no answer needs, in the process or worker in which a student's code runs, just before it is loaded: every
 * global that is not JavaScript itself (network, storage, messages, Node's `process`), and memory beyond a budget
 * (bufferBudget.ts). A second wall behind the process, the namespace and the frame's policy; where those are missing it
 * keeps out accidents and simple tricks, and promises no more.
 *
 * Shipped as text in front of the sandbox program, so it imports nothing.
 */

const keptGlobals =
  'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error ' +
  'AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError DisposableStack ' +
  'AsyncDisposableStack globalThis JSON Math Intl Atomics DataView ArrayBuffer SharedArrayBuffer Uint8Array Int8Array ' +
  'Uint16Array Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array Uint8ClampedArray BigUint64Array ' +
  'BigInt64Array Map BigInt Set Iterator AsyncIterator WeakMap WeakSet WeakRef FinalizationRegistry Proxy Reflect ' +
  'decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN WebAssembly ' +
  'setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone TextEncoder TextDecoder atob btoa URL ' +
  'URLSearchParams AbortController AbortSignal Event EventTarget DOMException';

/** Deletes what is not kept, on the global object and on what it inherits: a worker's `fetch` and `postMessage` lie there. */
function deleteGlobals(): void {
  const kept = new Set<PropertyKey>(keptGlobals.split(' ')).add('constructor');
  const shared = [Object.prototype, EventTarget.prototype];
  for (let object: object = globalThis; object !== null && !shared.includes(object); ) {
    for (const key of Reflect.ownKeys(object)) {
      if (typeof key === 'symbol' || kept.has(key) || Reflect.deleteProperty(object, key)) continue;
      // A browser does not let go of a few (`self`); a value in their place is all that can be done.
      Reflect.defineProperty(object, key, { value: undefined });
    }
    object = Object.getPrototypeOf(object);
  }
}

function defineGlobal(name: string, value: object): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

/** Plain objects in the places of `console`, `performance` and `process`, whose originals lead to streams, hooks and handles. */
function plainGlobals(now: () => number, exit: (() => never) | null): void {
  const names = 'log info warn error debug dir table trace group groupCollapsed groupEnd assert count time timeEnd';
  // Those that print are filled in by `captureConsole`.
  const plainConsole = Object.fromEntries(names.split(' ').map((name) => [name, (..._: unknown[]): void => {}]));
  defineGlobal('console', plainConsole);
  defineGlobal('performance', { now, timeOrigin: 0 });
  if (exit === null) return;
  const write = (text: unknown): true => {
    plainConsole['log']!(String(text).replace(/\n$/, '')); // `log` ends the line itself
    return true;
  };
  const facts = { argv: [], env: {}, platform: '', version: '', versions: {}, cwd: () => '/' };
  defineGlobal('process', { ...facts, exit, nextTick: queueMicrotask, stdout: { write }, stderr: { write } });
}

/**
 * Confines everything that is loaded from here on.
 *
 * @param exit ends the process; null where there is no process
 */
export function confine(exit: (() => never) | null): void {
  const now = performance.now.bind(performance);
  deleteGlobals();
  plainGlobals(now, exit);
}
