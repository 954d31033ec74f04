/** One member of the team that climbs the last rung: it sleeps until there is a job, does its rows, and says so. */
import { control as place, type ThreadHire } from './ladder/threadRung.ts';
import { instantiate } from './ladder/wasmRung.ts';

async function work({ module, memory, control, rows: share }: ThreadHire): Promise<never> {
  const { rows } = await instantiate(module, memory);
  let job = Atomics.load(control, place.job);
  (globalThis as unknown as { postMessage(message: string): void }).postMessage('ready');
  for (;;) {
    Atomics.wait(control, place.job, job);
    job = Atomics.load(control, place.job);
    rows!(...share);
    // The leader waits for this number to change.
    Atomics.sub(control, place.unfinished, 1);
    Atomics.notify(control, place.unfinished);
  }
}

globalThis.addEventListener('message', (event) => void work((event as MessageEvent<ThreadHire>).data), { once: true });
