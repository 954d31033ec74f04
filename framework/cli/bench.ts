/**
 * `npm run bench`: the median time of a training step of each workload, and of large matrix products. Times drift with the machine; ratios
 * taken in one run mean something, so peers (`--vs`) are measured in turns with us, workload by workload.
 */
import {
  backendName,
  backendReason,
  ChalkgradError,
  Generator,
  scope,
  setRelaxed,
  shutdownWebgpu,
  type Tensor,
  threads,
  useBackend,
} from '../index.ts';
import { isRelaxed } from '../kernels/simd/engine.ts';
import { againstText, benchAgainst } from './benchAgainst.ts';
import { measureOverhead, type Overhead, overheadText, smallRuns } from './benchOverhead.ts';
import { Peer, peerNames } from './benchPeers.ts';
import { benchReport, circumstancesText, isBusy, NOT_MEASURED, type Ran } from './benchReport.ts';
import { lossText, medianOf, type Row, rowText, table } from './benchTable.ts';
import { circumstances } from './circumstances.ts';
import { startNodeGpu } from './nodeGpu.ts';
import { main, output, Progress, positiveNumber, readArguments, takeThreads, text, UsageError } from './terminal.ts';
import { matmulOf, matmulSizes, workloads } from './workloads.ts';

const USAGE = `npm run bench -- [--only NAME,…] [--backend simd|reference|webgpu] [--strict] [--threads N] [--seconds S] [--vs PEER,…] [--anyway] [--json]
npm run bench -- --against REF [--only NAME,…] [--seconds S] [--json]   this tree and that of a commit, in turns
npm run bench -- --overhead [--only RUN,…] [--seconds S] [--json]   what a kernel of a small step costs beside its loop
names: matmul, ${workloads.map(({ name }) => name).join(', ')}
runs of --overhead: ${smallRuns.join(', ')}
peers: ${peerNames.join(', ')} (see benchmarks/README.md)`;

const OPTIONS = {
  only: { type: 'string' },
  backend: { type: 'string' },
  strict: { type: 'boolean' },
  threads: { type: 'string' },
  seconds: { type: 'string' },
  vs: { type: 'string' },
  anyway: { type: 'boolean' },
  against: { type: 'string' },
  overhead: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** What is compared with, or looked into, runs as it does by itself. */
const NOT_WITH = {
  against: ['vs', 'backend', 'strict', 'threads', 'overhead'],
  overhead: ['vs', 'backend', 'strict', 'threads'],
};

const SEED = 1;
const WARM_UP = 3;
const LEAST_RUNS = 5;
/** Turns that we and the peers take at each workload. */
const ROUNDS = 3;

/** A workload: how it is built, and how many floating-point operations one run takes if that is to be told. */
interface Work {
  readonly name: string;
  readonly shape: string;
  readonly flops?: number;
  readonly build: () => () => Tensor;
}

const works: readonly Work[] = [
  ...matmulSizes.map((n) => ({
    name: `matmul-${n}`,
    shape: `${n} × ${n} times ${n} × ${n}`,
    flops: 2 * n ** 3,
    build: () => matmulOf(n, new Generator(SEED)),
  })),
  ...workloads.map(({ name, shape, build }) => ({ name, shape, build: () => build(new Generator(SEED)) })),
];

/** One run, its result read back: on the CPU at once, elsewhere when the device is done. A product is not read, only waited for. */
function once({ flops }: Work, run: () => Tensor): unknown {
  if (backendName() === 'webgpu') return scope(async () => (flops === undefined ? run() : run().sum()).item());
  return scope(() => (flops === undefined ? run().itemSync() : void run()));
}

/** Median milliseconds over at least `seconds` and five runs, and the last loss. */
async function timed(work: Work, run: () => Tensor, seconds: number): Promise<Timing> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  let loss: unknown;
  while (performance.now() < end || times.length < LEAST_RUNS) {
    const started = performance.now();
    const result = once(work, run);
    loss = result instanceof Promise ? await result : result;
    times.push(performance.now() - started);
  }
  return { medianMs: medianOf(times), runs: times.length, loss };
}

interface Timing {
  readonly medianMs: number;
  readonly runs: number;
  /** A number where there is one. */
  readonly loss: unknown;
}

/** We and the peers in turns. The ratio is the median of the rounds' ratios: what slows a round down slows both sides. */
async function measure(work: Work, peers: readonly Peer[], seconds: number): Promise<Row> {
  const run = work.build();
  const first = await once(work, run);
  for (let i = 1; i < WARM_UP; i++) await once(work, run);
  const rounds = peers.length === 0 ? 1 : ROUNDS;
  const own: Timing[] = [];
  const theirs: Row['peers'][number][][] = peers.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const ours = await timed(work, run, seconds / rounds);
    own.push(ours);
    for (const [i, peer] of peers.entries()) {
      if (theirs[i]!.some((answer) => 'cannot' in answer)) continue;
      const answer = await peer.time(work.name, seconds / rounds);
      theirs[i]!.push('cannot' in answer ? answer : { ...answer, ratio: answer.medianMs / ours.medianMs });
    }
  }
  const medianMs = medianOf(own.map((round) => round.medianMs));
  if (!Number.isFinite(medianMs)) throw new ChalkgradError(`bench: ${work.name} gave no time`, 'report this.');
  return {
    name: work.name,
    shape: work.shape,
    medianMs,
    runs: own.reduce((sum, round) => sum + round.runs, 0),
    ...(work.flops === undefined ? {} : { gflops: rounded(work.flops / medianMs / 1e6, 2) }),
    losses: work.flops === undefined ? [first, own.at(-1)!.loss].filter((loss) => typeof loss === 'number') : [],
    peers: theirs.map(combined),
  };
}

function combined(answers: readonly Row['peers'][number][]): Row['peers'][number] {
  const times = answers.filter((answer) => 'medianMs' in answer);
  if (times.length < answers.length) return answers.find((answer) => 'cannot' in answer)!;
  const losses = [times[0]!.losses[0], times.at(-1)!.losses[1]].filter((loss) => loss !== undefined);
  return { medianMs: medianOf(times.map((t) => t.medianMs)), ratio: medianOf(times.map((t) => t.ratio)), losses };
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Names of a list option, each among the known ones. */
function chosen(value: string | undefined, known: readonly string[], what: string): readonly string[] {
  const names = value?.split(',').filter(Boolean) ?? [];
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new UsageError(`there is no ${what} called '${stranger}'`, USAGE);
  return names;
}

async function takeBackend(name: string | undefined, strict: boolean, progress: Progress): Promise<void> {
  if (name === 'webgpu') {
    const adapter = await startNodeGpu();
    progress.note(`adapter: ${JSON.stringify(adapter)}`);
  }
  if (name !== undefined) useBackend(name);
  if (strict) setRelaxed(false);
  if (name !== undefined && name !== backendName()) progress.note(`${name} does not run here: ${backendReason()}`);
}

async function tellOverhead(names: readonly string[], seconds: number, asJson: boolean): Promise<void> {
  const around = circumstances();
  const found: Overhead[] = [];
  for (const name of names) {
    found.push(await measureOverhead(name, seconds));
    if (!asJson) await output(`${overheadText(found.at(-1)!)}\n`);
  }
  await output(
    asJson ? `${JSON.stringify({ circumstances: around, runs: found })}\n` : `${circumstancesText(around)}\n`,
  );
}

await main(async () => {
  const { values } = readArguments(OPTIONS, USAGE);
  if (values['help'] === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const seconds = positiveNumber(values, 'seconds') ?? 2;
  for (const mode of ['against', 'overhead'] as const) {
    const odd = values[mode] === undefined ? undefined : NOT_WITH[mode].find((option) => values[option] !== undefined);
    if (odd !== undefined) throw new UsageError(`--${mode} and --${odd} do not go together`, USAGE);
  }
  if (values['overhead'] === true) {
    const asked = chosen(text(values, 'only'), smallRuns, 'small run');
    await tellOverhead(asked.length > 0 ? asked : smallRuns, seconds, values['json'] === true);
    return 0;
  }
  const only = chosen(text(values, 'only'), ['matmul', ...works.map(({ name }) => name)], 'workload');
  const isWanted = ({ name }: Work): boolean =>
    only.length === 0 || only.includes(name) || (only.includes('matmul') && name.startsWith('matmul-'));
  const names = chosen(text(values, 'vs'), peerNames, 'peer');
  const progress = new Progress();
  const ref = text(values, 'against');
  if (ref !== undefined) {
    const found = await benchAgainst(
      ref,
      (name) => only.length === 0 || only.includes(name),
      seconds,
      (start, starts) => progress.note(`start ${start} of ${starts}`),
    );
    const lines = found.map((row) => `${againstText(row)}\n`).join('');
    process.stdout.write(values['json'] === true ? `${JSON.stringify(found)}\n` : lines);
    return 0;
  }
  await takeBackend(text(values, 'backend'), values['strict'] === true, progress);
  await takeThreads(values, progress, USAGE, 'one');
  const ran: Ran = {
    backend: backendName(),
    relaxed: backendName() === 'simd' && isRelaxed(),
    threads: threads(),
  };
  const around = names.length === 0 ? null : circumstances();
  const isRefused = around !== null && isBusy(around) && values['anyway'] !== true;
  if (around !== null) progress.note(circumstancesText(around));
  const peers: Peer[] = [];
  const rows: Row[] = [];
  try {
    for (const name of names) peers.push(await Peer.start(name));
    for (const { name, about } of peers) progress.note(`${name}: ${about}`);
    for (const work of isRefused ? [] : works.filter(isWanted)) {
      rows.push(await measure(work, peers, work.flops === undefined ? seconds : Math.min(seconds, 1)));
      progress.note(rowText(rows.at(-1)!, names));
      const losses = lossText(rows.at(-1)!, names);
      if (losses !== '') progress.note(`             ${losses}`);
    }
  } finally {
    for (const peer of peers) peer.stop();
    if (backendName() === 'webgpu') shutdownWebgpu();
  }
  if (values['json'] === true) await output(`${JSON.stringify(benchReport(ran, rows, peers, around))}\n`);
  else if (around === null) await output(table(rows, names));
  else await output(`${isRefused ? `${NOT_MEASURED}\n` : table(rows, names)}\n${circumstancesText(around)}\n`);
  return 0;
});
