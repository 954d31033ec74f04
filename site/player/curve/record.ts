/**
 * `npm run record -- digits-cnn`: trains a run whole and keeps its learning curve in site/recordings/, where the run's page draws it
 * from. Without a name it records every run whose recording is missing or older than the run's source.
 */
import { parseArgs } from 'node:util';
import { findRun, runs, tryWriting, writeOrRescue } from '#framework';
import { curveText } from './RunCurve.ts';
import { recordCurve } from './recordCurve.ts';
import { recordingPath, recordingProblem } from './sourceHash.ts';

const SEED = 7;
const USAGE = `npm run record                                  every run whose recording is missing or stale
npm run record -- RUN … [--backend NAME]        these runs`;

async function record(run: string, backend: string | undefined): Promise<void> {
  const { metric } = findRun(run);
  await tryWriting(recordingPath(run), 100_000); // before the run, which may take an hour
  console.error(`${run}, seed ${SEED} …`);
  const curve = await recordCurve(
    { run, seed: SEED, ...(backend === undefined ? {} : { backend }) },
    (evaluation, total) =>
      console.error(`  ${evaluation.step}/${total}: ${metric} ${evaluation.metrics[metric]?.toPrecision(4)}`),
  );
  const text = curveText(curve);
  const { place, problem } = await writeOrRescue(recordingPath(run), new TextEncoder().encode(text));
  if (problem !== null) throw new Error(`${problem}\nthe curve is in ${place} instead`);
  console.log(`${run}: ${text.length} bytes, ${curve.processorSeconds} s of processor time, backend ${curve.backend}`);
}

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') console.error(`the output cannot be written (${code})`);
  process.exit(code === 'EPIPE' ? 141 : 1);
});
process.stderr.on('error', () => undefined); // nobody listens any more: the recording goes on
try {
  const { values, positionals } = parseArgs({
    options: { backend: { type: 'string' }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help === true) console.log(USAGE);
  else {
    const wanted = positionals.map((name) => findRun(name).name);
    const due = runs.map(({ name }) => name).filter((name) => recordingProblem(name) !== null);
    for (const run of positionals.length > 0 ? wanted : due) await record(run, values.backend);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
