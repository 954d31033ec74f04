/**
 * `npm run bench`: the median time of a training step of each workload, and of large matrix products. Times drift with the
 * machine; ratios taken in one run mean something.
 */
import { backendName, ChalkgradError, Generator, useBackend } from '../index.ts';
import { main, Progress, positiveNumber, readArguments, text, UsageError } from './terminal.ts';
import { matmulOf, matmulSizes, workloads } from './workloads.ts';

const USAGE = `npm run bench -- [--only NAME,…] [--backend reference] [--seconds S] [--json]
names: matmul, ${workloads.map(({ name }) => name).join(', ')}`;

const OPTIONS = {
  only: { type: 'string' },
  backend: { type: 'string' },
  seconds: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const SEED = 1;
const WARM_UP = 3;
const LEAST_RUNS = 5;

/** Median milliseconds of `run`, over at least `seconds` and five runs. */
function medianMs(run: () => unknown, seconds: number): { medianMs: number; runs: number } {
  for (let i = 0; i < WARM_UP; i++) run();
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end || times.length < LEAST_RUNS) {
    const started = performance.now();
    run();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { medianMs: Number(times[times.length >> 1]!.toFixed(3)), runs: times.length };
}

await main(async () => {
  const { values } = readArguments(OPTIONS, USAGE);
  if (values['help'] === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const backend = text(values, 'backend');
  if (backend !== undefined) useBackend(backend);
  const seconds = positiveNumber(values, 'seconds') ?? 2;
  const known = ['matmul', ...workloads.map(({ name }) => name)];
  const only = text(values, 'only')?.split(',').filter(Boolean) ?? known;
  const stranger = only.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new UsageError(`there is no workload called '${stranger}'`, USAGE);
  const progress = new Progress();
  const matmul: { n: number; gflops: number }[] = [];
  for (const n of only.includes('matmul') ? matmulSizes : []) {
    const { medianMs: ms } = medianMs(matmulOf(n, new Generator(SEED)), Math.min(seconds, 1));
    const gflops = Number(((2 * n ** 3) / ms / 1e6).toFixed(2));
    matmul.push({ n, gflops });
    progress.note(`matmul ${n}: ${gflops} GFLOP/s`);
  }
  const steps: { name: string; medianMs: number; runs: number }[] = [];
  for (const { name, shape, build } of workloads.filter((workload) => only.includes(workload.name))) {
    const result = { name, ...medianMs(build(new Generator(SEED)), seconds) };
    if (!Number.isFinite(result.medianMs)) throw new ChalkgradError(`bench: ${name} gave no time`, 'report this.');
    steps.push(result);
    progress.note(
      `${name.padEnd(10)} ${result.medianMs.toFixed(2).padStart(9)} ms a step (${result.runs} runs)   ${shape}`,
    );
  }
  if (values['json'] === true) {
    process.stdout.write(`${JSON.stringify({ backend: backendName(), relaxed: false, threads: 1, matmul, steps })}\n`);
  }
  return 0;
});
