/**
 * The third clock: how long an update takes that reads 1, 32, 256 or 8,192 examples, on this machine, and how many updates descent needs.
 * Only the step is timed: forward, backward and update; its batches are made before.
 */
import { findRun, listen, type RunOptions, useBackend } from '#framework';
import type { Timed } from './protocol.ts';

export const EXAMPLES = 8192;
export const BATCHES: readonly number[] = [1, 32, 256, EXAMPLES];
const RUN = 'line-three-ways';
const SEED = 7;
/** Batches that are made before the clock starts, and read again and again. */
const READY = 24;
const WARM_UP = 20;
const AT_LEAST_MS = 150;
const AT_LEAST = 8;
const MOST_UPDATES = 200;
const NEAR = 1.1;

/** Errors: a backend that is not there. */
export async function timeUpdates(backend: string, batch: number): Promise<Timed> {
  useBackend(backend);
  const options: RunOptions = { seed: SEED, examples: EXAMPLES, batchSize: batch };
  const needed = await updatesNeeded(options);
  const setup = await findRun(RUN).build(options);
  const batches = [];
  for (let epoch = 0; batches.length < READY; epoch++) {
    for (const made of setup.loader.epoch(epoch)) if (batches.push(made) >= READY) break;
    if (batch === EXAMPLES) break; // the same examples every time
  }
  for (let i = 0; i < Math.min(WARM_UP, READY); i++) setup.step(batches[i % batches.length]!);
  let timed = 0;
  let ms = 0;
  while (timed < AT_LEAST || ms < AT_LEAST_MS) {
    const from = performance.now();
    for (let i = 0; i < AT_LEAST; i++) setup.step(batches[(timed + i) % batches.length]!);
    ms += performance.now() - from;
    timed += AT_LEAST;
  }
  return { backend, batch, ms: ms / timed, timed, needed };
}

/** Counted, not timed: how many updates until the loss over all examples is within a tenth of the lowest. */
async function updatesNeeded(options: RunOptions): Promise<number | null> {
  const lowest = await lowestLoss(options);
  const setup = await findRun(RUN).build(options);
  let full = Number.POSITIVE_INFINITY;
  const stop = listen(
    (event) => {
      if (event.type === 'observed' && event.name === 'fullLoss') full = [...event.tensor.read()][0]!;
    },
    { observes: ['fullLoss'] },
  );
  try {
    let made = 0;
    for (let epoch = 0; made <= MOST_UPDATES; epoch++) {
      for (const batch of setup.loader.epoch(epoch)) {
        setup.step(batch);
        if (full < NEAR * lowest) return made; // seen before the update of this step
        if (++made > MOST_UPDATES) break;
      }
    }
    return null;
  } finally {
    stop();
  }
}

/** Of the line that fits best: the closed form. */
async function lowestLoss({ seed, examples }: RunOptions): Promise<number> {
  const setup = await findRun(RUN).build({ seed: seed!, examples: examples!, batchSize: EXAMPLES });
  const [batch] = setup.loader.epoch(0);
  const [x, y] = batch!.tensors.slice(0, 2).map((tensor) => Array.from(tensor.dataSync()));
  const m = x!.length;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / m;
  const [mx, my] = [mean(x!), mean(y!)];
  const weight = mean(x!.map((value, i) => (value - mx) * (y![i]! - my))) / mean(x!.map((value) => (value - mx) ** 2));
  return mean(x!.map((value, i) => (my + weight * (value - mx) - y![i]!) ** 2));
}
