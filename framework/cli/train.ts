/**
 * `npm run train -- digits-cnn`: a complete training run in the terminal. Ctrl-C saves the state between two steps, and
 * `--resume` goes on from it as if nothing had happened.
 */
import {
  CHECK_SEEDS,
  ChalkgradError,
  type Cursor,
  captureState,
  checkRun,
  deviceOf,
  encodeCheckpoint,
  findRun,
  fit,
  knobsFromConfig,
  loadCheckpoint,
  type Metrics,
  type Run,
  type RunCheck,
  type RunOptions,
  restoreState,
  runs,
  shutdownWebgpu,
  startCursor,
  stateOnCpu,
  type TrainingSetup,
  type TrainingState,
  tryWriting,
  useBackend,
  writeOrRescue,
} from '../index.ts';
import { CURE_OPTION, chosenCures, curePage } from './chosenCures.ts';
import { chosenKnobs, KNOB_OPTIONS, knobLines } from './chosenKnobs.ts';
import { chosenSources, readable, SOURCE_OPTIONS, sourceWords } from './chosenSources.ts';
import { startNodeGpu } from './nodeGpu.ts';
import {
  clock,
  described,
  EXIT_FAILED,
  EXIT_INTERRUPTED,
  main,
  most,
  output,
  Progress,
  positiveNumber,
  readArguments,
  takeThreads,
  text,
  UsageError,
  wholeNumber,
} from './terminal.ts';

const USAGE = `npm run train -- RUN [--data DIR | --text FILE | --images DIR] [--epochs N] [--seed S] [--lr η]
                       [--batch-size N] [--examples N] [--test-examples N] [--out FILE.safetensors]
                       [--resume FILE.safetensors] [--backend NAME | --gpu] [--threads N] [--json] [--KNOB VALUE …]
npm run train -- RUN --cure NAME[,NAME …]            against overfitting: noisy-moons --cure help tells the names
npm run train -- --check [RUN …] [--epochs N] [--backend NAME] [--threads N]   every run (or these) over three seeds: is its quality reached?
npm run train -- --list                              every run, what it reads, and its knobs

Without --threads a second thread comes by itself as soon as the kernels turn out to be worth it; the numbers are the same bits.`;

const OPTIONS = {
  list: { type: 'boolean' },
  check: { type: 'boolean' },
  ...SOURCE_OPTIONS,
  ...CURE_OPTION,
  epochs: { type: 'string' },
  seed: { type: 'string' },
  lr: { type: 'string' },
  'batch-size': { type: 'string' },
  examples: { type: 'string' },
  'test-examples': { type: 'string' },
  out: { type: 'string' },
  resume: { type: 'string' },
  backend: { type: 'string' },
  threads: { type: 'string' },
  gpu: { type: 'boolean' },
  json: { type: 'boolean' },
  ...KNOB_OPTIONS,
  help: { type: 'boolean' },
} as const;

/** What was typed; where nothing was typed, what the saved run had. Without a run (`--check`) no knobs but the shorthands. */
function chosenOptions(values: Parameters<typeof text>[0], saved: TrainingState | null, run: Run | null): RunOptions {
  const config = saved?.manifest.config ?? {};
  const savedKnobs =
    run === null || typeof config['knobs'] !== 'string' ? {} : knobsFromConfig(run.knobs, config['knobs']);
  const typed = run === null ? {} : { ...chosenCures(run, values), ...chosenKnobs(run, values) };
  const knobs = { ...savedKnobs, ...typed };
  const numberOf = (key: string): number | undefined => (typeof config[key] === 'number' ? config[key] : undefined);
  const given = {
    seed: wholeNumber(values, 'seed', 0) ?? saved?.manifest.seed,
    examples: wholeNumber(values, 'examples', 1) ?? numberOf('examples'),
    testExamples: wholeNumber(values, 'test-examples', 1),
    epochs: wholeNumber(values, 'epochs', 1) ?? numberOf('epochs'),
    batchSize: wholeNumber(values, 'batch-size', 1) ?? numberOf('batchSize'),
    lr: positiveNumber(values, 'lr') ?? numberOf('lr'),
  };
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)), knobs };
}

/** The numbers of a saved run decide how much is built before the state is held against it: within the bounds of what can be typed. */
function checkSavedOptions(path: string, { manifest: { config, cursor } }: TrainingState): void {
  const limits = { examples: most['examples']!, epochs: most['epochs']!, batchSize: most['batch-size']! };
  for (const [name, limit] of Object.entries(limits)) {
    const value = config[name] ?? 1;
    if (Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= limit) continue;
    throw new ChalkgradError(
      `${path}: its run has ${name} = ${String(value).slice(0, 40)}`,
      `no run has: it is a whole number of at least 1 and at most ${limit}.`,
    );
  }
  const epochs = Number(config['epochs'] ?? Number.POSITIVE_INFINITY);
  if (cursor.epoch + (cursor.batch > 0 ? 1 : 0) <= epochs) return;
  throw new ChalkgradError(
    `${path}: stands in epoch ${cursor.epoch}, its run has ${epochs}`,
    'it is damaged: train again, or take an older file.',
  );
}

/** Model and optimizer's memories, generously: what will have to fit where the weights go. */
const bytesToCome = (setup: TrainingSetup): number =>
  [...setup.model.parameters()].reduce((sum, { size }) => sum + 4 * 8 * size, 100_000);

/** Save a run's state, wherever there is room for it; says where. true: where it was to go. */
async function save(path: string, state: TrainingState, said: string, progress: Progress): Promise<[string, boolean]> {
  const { place, problem } = await writeOrRescue(path, encodeCheckpoint(await stateOnCpu(state)));
  if (problem !== null) progress.note(problem);
  progress.note(`${said} to ${place}${problem === null ? '' : ' instead'}`);
  return [place, problem === null];
}

async function train(
  setup: TrainingSetup,
  from: Cursor,
  { out, json, source }: { out: string | undefined; json: boolean; source: string },
): Promise<number> {
  const progress = new Progress();
  const total = setup.loader.length * setup.epochs;
  const started = performance.now();
  let cursor = from;
  let measured: Metrics = {};
  let interrupted = false;
  const interrupt = (): void => {
    if (interrupted) process.exit(EXIT_INTERRUPTED); // a second Ctrl-C does not wait
    interrupted = true;
    progress.note('stopping after this step …');
  };
  process.on('SIGINT', interrupt);
  progress.note(
    `${setup.name}, seed ${setup.seed}: ${setup.config['examples']} examples, ${setup.epochs} epochs of ${setup.loader.length} steps${from.step > 0 ? `, from step ${from.step}` : ''}`,
  );
  for await (const report of fit(setup, { from })) {
    cursor = report.next;
    if (report.type === 'epoch') {
      measured = report.metrics;
      progress.note(`epoch ${report.epoch + 1}/${setup.epochs}: test ${described(measured)}`);
    } else {
      const perStep = (performance.now() - started) / 1000 / (cursor.step - from.step);
      progress.draw(
        cursor.step / total,
        `${cursor.step}/${total}  ${described(report.metrics)}  ${(1 / perStep).toFixed(1)} steps/s  ${clock(perStep * (total - cursor.step))} left`,
      );
    }
    if (interrupted && report.next.step < total) break;
    // Let a signal in: everything above is synchronous work.
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.off('SIGINT', interrupt);
  if (interrupted) {
    const path = out ?? `${setup.name}-step${cursor.step}.safetensors`;
    const [place] = await save(path, captureState(setup, cursor), `saved step ${cursor.step}`, progress);
    progress.note(`go on with: npm run train -- ${setup.name}${source} --epochs ${setup.epochs} --resume ${place}`);
    return EXIT_INTERRUPTED;
  }
  // Taken while optimizer and model are in one place; what comes after is done where numbers can be read at once.
  const state = out === undefined ? null : captureState(setup, cursor);
  if (deviceOf(setup.model) !== 'cpu') await setup.model.cpu();
  if (Object.keys(measured).length === 0) measured = setup.evaluate();
  const isSaved = out === undefined || state === null || (await save(out, state, 'saved', progress))[1];
  const { loss, ...metrics } = measured;
  if (json) await output(`${JSON.stringify({ run: setup.name, steps: cursor.step, loss, metrics })}\n`);
  else {
    const sample = setup.sample === undefined ? '' : `\n${setup.sample()}\n`;
    await output(`${setup.name}: ${cursor.step} steps, test ${described(measured)}\n${sample}`);
  }
  return isSaved ? 0 : EXIT_FAILED;
}

/** The model's numbers go to the GPU before the first step; what the run reads stays here, and is sent batch by batch. */
async function toGpu(setup: TrainingSetup): Promise<void> {
  if (setup.onDevice === undefined)
    throw new ChalkgradError(
      `train: ${setup.name} has no steps for a GPU`,
      'it is made of parts that stay on the CPU: leave --gpu out.',
    );
  const { description, vendor, architecture, software } = await startNodeGpu();
  const name = description || `${vendor} ${architecture}`.trim() || 'a GPU without a name';
  new Progress().note(`on ${name}${software ? ', which is a program that plays a GPU on the processor' : ''}`);
  setup.model.to('webgpu');
}

/** The check decides about seeds and data, and writes no file. */
const NOT_WITH_CHECK = ['seed', 'data', 'text', 'images', 'cure', 'out', 'resume', 'json', 'gpu'];

/** A table, one line a run as it is done. Fails when a run misses its threshold. */
async function check(chosen: readonly Run[], options: RunOptions): Promise<number> {
  const progress = new Progress();
  const seeds = CHECK_SEEDS.map((seed) => `seed ${seed}`);
  process.stdout.write(`${tableRow(['run', 'metric', ...seeds, 'threshold', 'CPU minutes'])}\n`);
  let missed = false;
  for (const run of chosen) {
    const before = process.cpuUsage();
    const checked = await checkRun(run, options, (seed, share) => {
      progress.draw(share, `${run.name}, seed ${seed}`);
      return new Promise((resolve) => setImmediate(resolve)); // let Ctrl-C in
    });
    if (!checked.kept) missed = true;
    progress.note(`${run.name}: ${checked.kept ? 'reached' : 'missed'}`);
    const { user, system } = process.cpuUsage(before); // in µs; unlike the clock it does not count waiting for other programs
    process.stdout.write(`${checkedRow(run, checked, (user + system) / 60e6)}\n`);
  }
  return missed ? EXIT_FAILED : 0;
}

const NAME_WIDTH = 22;
const CELL_WIDTH = 12;
const tableRow = (cells: readonly string[]): string =>
  cells
    .map((cell, i) => cell.padEnd(i === 0 ? NAME_WIDTH : CELL_WIDTH))
    .join('')
    .trimEnd();

function checkedRow({ name, metric, better, threshold }: Run, { qualities, kept }: RunCheck, minutes: number): string {
  const promise = `${better === 'higher' ? '≥' : '≤'} ${threshold}`;
  const reached = qualities.map((quality) => quality.toFixed(4));
  return tableRow([name, metric, ...reached, promise, minutes.toFixed(2), ...(kept ? [] : ['missed'])]);
}

await main(async () => {
  const { values, words } = readArguments(OPTIONS, USAGE);
  if (values['help'] === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (values['list'] === true) {
    for (const run of runs) {
      process.stdout.write(`${run.name.padEnd(20)} ${run.summary}\n`);
      for (const [option, what] of Object.entries(readable(run)))
        if (what !== undefined) process.stdout.write(`${' '.repeat(21)}--${option}: ${what}\n`);
      for (const line of knobLines(run)) process.stdout.write(`${' '.repeat(21)}${line}\n`);
    }
    return 0;
  }
  const backend = text(values, 'backend');
  const onGpu = values['gpu'] === true || backend === 'webgpu';
  const other = ['backend', 'threads'].find((option) => values['gpu'] === true && values[option] !== undefined);
  if (other !== undefined) throw new UsageError(`--gpu and --${other} do not go together`, USAGE);
  if (backend !== undefined && !onGpu) useBackend(backend);
  await takeThreads(values, new Progress(), USAGE, 'where they pay');
  if (values['check'] === true) {
    const odd = NOT_WITH_CHECK.find((option) => values[option] !== undefined);
    if (odd !== undefined) throw new UsageError(`--check and --${odd} do not go together`, USAGE);
    if (onGpu) throw new UsageError('--check and --backend webgpu do not go together', USAGE);
    return check(words.length === 0 ? runs : words.map(findRun), chosenOptions(values, null, null));
  }
  const [name, ...more] = words;
  if (name === undefined || more.length > 0)
    throw new UsageError(name === undefined ? 'which run?' : `one run at a time, not ${words.join(', ')}`, USAGE);
  const run = findRun(name);
  const page = curePage(run, values);
  if (page !== null) {
    await output(page);
    return 0;
  }
  const [resumePath, out] = [text(values, 'resume'), text(values, 'out')];
  if (out !== undefined) await tryWriting(out); // a wrong name is told at once, before the data are made
  const saved = resumePath === undefined ? null : await loadCheckpoint(resumePath);
  if (saved !== null) checkSavedOptions(resumePath!, saved);
  const setup = await run.build({ ...chosenOptions(values, saved, run), ...chosenSources(run, values) });
  if (onGpu) await toGpu(setup);
  try {
    const cursor = saved === null ? startCursor : restoreState(setup, saved);
    const source = sourceWords(values);
    if (out !== undefined) await tryWriting(out, bytesToCome(setup));
    return await train(setup, cursor, { out, json: values['json'] === true, source });
  } finally {
    if (onGpu) shutdownWebgpu();
  }
});
