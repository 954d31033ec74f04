// One side of `npm run bench -- --against`: a process that times the workloads of the tree it is given, a block at a time, when it is asked to.
// Reads lines {"name", "milliseconds"}; answers {"msPerStep", "loss"}. It is our own file even where the tree is of another commit, so it asks
// that tree only for what every commit has.

import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const root = pathToFileURL(`${process.argv[2]}/`);
const { Generator, scope, backendName } = await import(new URL('framework/index.ts', root).href);
const { workloads } = await import(new URL('framework/cli/workloads.ts', root).href);

const SEED = 1;
const WARM_UP = 20;
/** Of small steps twenty are over before anything is compiled. */
const WARM_UP_MS = 800;
/**
 * A turn begins with a step that does not count and has at least so many that do: the other process has had the caches, and with two steps of gpt
 * a turn mostly measured who fills them again sooner, which each tree does once a turn and no training ever does.
 */
const LEAST_STEPS = 8;
const steps = new Map();

/** A step of the workload, built once and warmed up. */
function stepOf(name) {
  const known = steps.get(name);
  if (known !== undefined) return known;
  const workload = workloads.find((candidate) => candidate.name === name);
  if (workload === undefined) return null;
  const run = workload.build(new Generator(SEED));
  const step = () => scope(() => run().itemSync());
  const began = performance.now();
  for (let i = 0; i < WARM_UP || performance.now() - began < WARM_UP_MS; i++) step();
  steps.set(name, step);
  return step;
}

const tell = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

tell({ backend: backendName(), names: workloads.map(({ name }) => name) });
for await (const line of createInterface({ input: process.stdin })) {
  const { name, milliseconds } = JSON.parse(line);
  const step = stepOf(name);
  if (step === null) {
    tell({ missing: true });
    continue;
  }
  step();
  const started = performance.now();
  let made = 0;
  let loss = 0;
  do {
    loss = step();
    made++;
  } while (performance.now() - started < milliseconds || made < LEAST_STEPS);
  tell({ msPerStep: (performance.now() - started) / made, loss });
}
