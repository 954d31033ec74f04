/** Many short trainings off the main thread: a sweep over learning rates, or the time of an update. The page ends it by ending the worker. */
import { loadSimd } from '#framework';
import type { FromTrials, ToTrials } from '../player/trials/protocol.ts';
import { sweepRates } from '../player/trials/sweepRates.ts';
import { BATCHES, timeUpdates } from '../player/trials/timeUpdates.ts';

const post = (message: FromTrials): void =>
  (globalThis as unknown as { postMessage(message: FromTrials): void }).postMessage(message);

async function answer(request: ToTrials): Promise<void> {
  await loadSimd();
  if (request.type === 'sweep') post({ type: 'sweep', sweep: await sweepRates(request.seed) });
  else {
    for (const backend of request.backends)
      for (const batch of BATCHES) post({ type: 'timed', timed: await timeUpdates(backend, batch) });
  }
  post({ type: 'finished' });
}

globalThis.addEventListener('message', (event) => {
  answer((event as MessageEvent<ToTrials>).data).catch((error: unknown) =>
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
