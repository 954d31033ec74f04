/**
 * `npm run record -- digits-cnn`: trains a run whole and keeps its learning curve in site/recordings/, where the run's page draws it
 * from. Without a name it records every run whose recording is missing or older than the run's source.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findRun, runs } from '#framework';
import { curveText } from './RunCurve.ts';
import { recordCurve } from './recordCurve.ts';
import { recordingPath, recordingProblem } from './sourceHash.ts';

const SEED = 7;
const USAGE = `npm run record                                  every run whose recording is missing or stale
npm run record -- RUN … [--backend NAME]        these runs`;

async function record(run: string, backend: string | undefined): Promise<void> {
  const { metric } = findRun(run);
  console.error(`${run}, seed ${SEED} …`);
  const curve = await recordCurve(
    { run, seed: SEED, ...(backend === undefined ? {} : { backend }) },
    (evaluation, total) =>
      console.error(`  ${evaluation.step}/${total}: ${metric} ${evaluation.metrics[metric]?.toPrecision(4)}`),
  );
  const text = curveText(curve);
  writeFileSync(recordingPath(run), text);
  console.log(`${run}: ${text.length} bytes, ${curve.processorSeconds} s of processor time, backend ${curve.backend}`);
}

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
