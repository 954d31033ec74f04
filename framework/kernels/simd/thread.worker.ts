/** A helper of threads.ts: it starts the compiled kernels over the shared memory, sleeps at the gate, and does tasks while it is open. */
import { exportNames, instantiate } from './engine.ts';
import { type Control, doTasks, place } from './tasks.ts';

/** What a helper is given on its first day. */
export interface Hire {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Control;
  /** Counts from 1; 0 is the leader. */
  readonly thread: number;
}

/** How often it looks at the gate before it goes to sleep: about 50 µs. To be woken takes as long. */
const LOOKS = 10_000;

function work({ module, memory, control, thread }: Hire): never {
  const wasm = instantiate(module, memory, thread);
  const functions = exportNames.map((name) => wasm[name]);
  const doubles = new Float64Array(memory.buffer);
  let seen = 0;
  Atomics.add(control, place.ready, 1);
  for (;;) {
    for (let looks = 0; Atomics.load(control, place.gate) === seen && looks < LOOKS; looks++);
    Atomics.wait(control, place.gate, seen); // returns at once if the gate has moved
    seen = Atomics.load(control, place.gate);
    if (seen % 2 === 0) continue;
    Atomics.add(control, place.inside, 1);
    try {
      // It may have closed in between; whoever sees it open after saying "inside" is waited for.
      if (Atomics.load(control, place.gate) === seen) {
        Atomics.add(control, place.helped, doTasks(control, doubles, functions, thread));
      }
    } catch {
      Atomics.store(control, place.failed, 1);
    }
    Atomics.sub(control, place.inside, 1);
    Atomics.notify(control, place.inside);
  }
}

const node = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:worker_threads');
if (node !== undefined) work(node.workerData as Hire);
else globalThis.addEventListener('message', (event) => work((event as MessageEvent<Hire>).data), { once: true });
