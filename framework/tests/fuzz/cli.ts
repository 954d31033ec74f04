/**
 * `npm run fuzz -- --seconds 60`: readers of files, frames and links against inputs that are wrong in every way. Each must be read or refused
 * with message and hint, within its budgets of time and memory. What is found is kept in corpus/, and fuzz.test.ts reads it ever after.
 */
import { Worker } from 'node:worker_threads';
import { main, output, positiveNumber, readArguments, text, UsageError, wholeNumber } from '../../cli/terminal.ts';
import type { Assignment, Report } from './fuzz.worker.ts';
import { targets } from './targets/index.ts';
import { inputOf, keepInCorpus, knownOf } from './trial.ts';

const USAGE = `npm run fuzz -- [--seconds S] [--seed N] [--only KIND,…]
kinds: ${targets.map(({ name }) => name).join(', ')}`;

const OPTIONS = {
  seconds: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** An input that is not done after so long hangs. On a busy machine, too, nothing takes nearly as long. */
const HANGS_MS = 30_000;
const LOOK_MS = 250;

type Found = Extract<Report, { kind: 'wrong' }>;
type End = Extract<Report, { kind: 'end' }>;

/** One worker until the time is up, or until an input takes it along. */
function watched(assignment: Assignment, found: (report: Found) => Promise<void>): Promise<End | number> {
  const worker = new Worker(new URL('fuzz.worker.ts', import.meta.url), { workerData: assignment });
  const pending: Promise<void>[] = [];
  return new Promise((resolve) => {
    let [seen, since] = [-1, Date.now()];
    const where = (): { target: string; input: number } => ({
      target: assignment.names[Atomics.load(assignment.at, 0)]!,
      input: Atomics.load(assignment.at, 1),
    });
    const lost = (why: string): void => {
      clearInterval(timer);
      const { input } = where();
      pending.push(found({ kind: 'wrong', ...where(), why }));
      void worker.terminate();
      Promise.all(pending).then(() => resolve(input + 1));
    };
    const timer = setInterval(() => {
      const count = Atomics.load(assignment.at, 2);
      if (count !== seen) [seen, since] = [count, Date.now()];
      else if (count > 0 && Date.now() - since > HANGS_MS) lost(`was not done after ${HANGS_MS / 1000} s`);
    }, LOOK_MS);
    worker.on('message', (report: Report) => {
      if (report.kind === 'wrong') {
        pending.push(found(report));
        return;
      }
      clearInterval(timer);
      Promise.all(pending).then(() => resolve(report));
    });
    worker.on('error', (error) => lost(`ended the process: ${error.stack ?? error.message}`));
  });
}

await main(async () => {
  const { values, words } = readArguments(OPTIONS, USAGE);
  if (values['help'] === true || words.length > 0) {
    if (words.length > 0) throw new UsageError(`'${words[0]}' is no option`, USAGE);
    await output(`${USAGE}\n`);
    return 0;
  }
  const seconds = positiveNumber(values, 'seconds') ?? 60;
  const seed = wholeNumber(values, 'seed', 0) ?? Date.now() % 2 ** 31;
  const only = text(values, 'only')?.split(',').filter(Boolean) ?? [];
  const stranger = only.find((name) => !targets.some((target) => target.name === name));
  if (stranger !== undefined) throw new UsageError(`there is no kind called '${stranger}'`, USAGE);
  const names = targets.map(({ name }) => name).filter((name) => only.length === 0 || only.includes(name));
  process.stderr.write(`seed ${seed}, ${seconds} s: ${names.join(', ')}\n`);
  const told = new Set<string>();
  const found = async ({ target: name, input, why }: Found): Promise<void> => {
    const kind = `${name}: ${why.split('\n').slice(0, 2).join(' ').replaceAll(/\d+/g, 'N')}`;
    if (told.has(kind)) return; // one example of each is enough
    told.add(kind);
    const target = targets.find((known) => known.name === name)!;
    const place = keepInCorpus(name, await inputOf(target, await knownOf(target), seed, input));
    process.stderr.write(`\n${name}, input ${input} of seed ${seed}: ${why}\n  kept as ${place}\n`);
  };
  const counts = new Int32Array(new SharedArrayBuffer(8 * names.length));
  const tried = (): number => counts.reduce((sum, count) => sum + count, 0);
  for (let [from, left] = [0, seconds * 1000]; left > 0; ) {
    const at = new Int32Array(new SharedArrayBuffer(12));
    const begun = Date.now();
    const end = await watched({ names, seed, from, milliseconds: left, at, counts }, found);
    if (typeof end !== 'number') break;
    // An input took the worker along: another goes on behind it.
    from = end;
    left -= Date.now() - begun;
  }
  for (const [i, name] of names.entries())
    await output(
      `${name.padEnd(14)} ${String(counts[2 * i]).padStart(8)} read ${String(counts[2 * i + 1]).padStart(8)} refused\n`,
    );
  if (tried() === 0) {
    await output('nothing was tried: give it more seconds\n');
    return 1;
  }
  await output(told.size === 0 ? 'nothing was found\n' : `${told.size} found, kept in the corpus\n`);
  return told.size === 0 ? 0 : 1;
});
