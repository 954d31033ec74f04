/**
 * The training loop as an async generator: it makes one step each time it is asked for the next, so whoever asks decides
 * about pausing, drawing, stepping and stopping. It can start in the middle of an epoch, which is how a run resumes. Each step and
 * each evaluation runs in a scope, so its tensors are gone when the report comes.
 */

import type { LoadedBatch } from '../data/DataLoader.ts';
import { namedCalls } from '../nn/namedCalls.ts';
import { inWords, optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { isPlainObject } from '../tensor/kinds.ts';
import { scope } from '../tensor/scope.ts';
import { emit, isListening } from '../trace/emit.ts';
import { type Cursor, startCursor } from './cursor.ts';
import { deviceOf } from './deviceSteps.ts';
import { DivergenceWatch } from './divergence.ts';
import type { DeviceSteps, Metrics, TrainingSetup } from './setup.ts';

/** What `fit` says after each step. */
export interface StepReport {
  readonly type: 'step';
  /** Number of the step just made, from 0. */
  readonly step: number;
  readonly epoch: number;
  readonly metrics: Metrics;
  readonly ms: number;
  /** Where to go on. */
  readonly next: Cursor;
}

/** What `fit` says after each epoch, measured on the validation set. */
export interface EpochReport {
  readonly type: 'epoch';
  readonly epoch: number;
  /** Measured on the validation set. */
  readonly metrics: Metrics;
  readonly next: Cursor;
}

/** Where `fit` starts and ends. */
export interface FitOptions {
  /** Default: the beginning. */
  readonly from?: Cursor;
  /** Default: the setup's. */
  readonly epochs?: number;
  /** Measure on the validation set after each epoch. Default true. */
  readonly validate?: boolean;
  /**
   * On a GPU: shall the numbers of this step be read back? The others report nothing and run faster. It is asked before the step is
   * made. Default: all are read.
   */
  readonly isRead?: (step: number) => boolean;
  /**
   * Stop with an error at the first loss that is NaN or infinite, which says in which step it arose and by which op: that step is made once
   * more under `detectAnomaly`, and the model is left as it was before. Costs a copy of the training state at each step. On a GPU the
   * error only names the step. Default false: a run that has diverged goes on.
   */
  readonly terminateOnNaN?: boolean;
}

const call = signature(
  'fit',
  { setup: 'setup' },
  { from: 'cursor', epochs: 'size', validate: 'boolean', isRead: 'function', terminateOnNaN: 'boolean' },
);

/**
 * Errors: a loader without a batch; a place to start from that the loader does not have; with `terminateOnNaN` a loss that is not finite.
 *
 * @example
 * for await (const report of fit(setup)) {
 *   if (report.type === 'step') console.log(report.step, report.metrics.loss);
 * }
 */
export async function* fit(setup: TrainingSetup, options: FitOptions = {}): AsyncGenerator<StepReport | EpochReport> {
  options = optionsOf(call, [setup, options]);
  const { from = startCursor, epochs = setup.epochs, validate = true, isRead = () => true } = options;
  checkPlan(setup, from, epochs);
  const watch = options.terminateOnNaN === true && deviceOf(setup.model) === 'cpu' ? new DivergenceWatch(setup) : null;
  labelParameters(setup);
  if (isListening()) emitStart(setup);
  let { step } = from;
  for (let epoch = from.epoch; epoch < epochs; epoch++) {
    const first = epoch === from.epoch ? from.batch : 0;
    for (const batch of setup.loader.epoch(epoch, first)) {
      const started = performance.now();
      setup.schedule?.(step);
      if (isListening()) emitBegin(setup, batch, step, epoch);
      watch?.keep(step, epoch, batch);
      const metrics = await made(
        setup,
        () => namedCalls(setup.model, () => setup.step(batch)),
        (steps) => steps.step(batch, isRead(step)),
      );
      checkMetrics(metrics);
      if (options.terminateOnNaN === true) refuseDivergence(metrics, step, watch);
      for (const scheduler of Object.values(setup.schedulers ?? {})) scheduler.step();
      const ms = performance.now() - started;
      if (isListening()) emit({ type: 'step.end', step, metrics, ms });
      step++;
      const isLast = batch.index === setup.loader.length - 1;
      const next = isLast ? { step, epoch: epoch + 1, batch: 0 } : { step, epoch, batch: batch.index + 1 };
      yield { type: 'step', step: step - 1, epoch, metrics, ms, next };
    }
    if (validate) {
      const metrics = await made(
        setup,
        () => setup.evaluate(),
        ({ evaluate }) => evaluate(),
      );
      if (isListening()) emit({ type: 'evaluated', step, metrics });
      yield { type: 'epoch', epoch, metrics, next: { step, epoch: epoch + 1, batch: 0 } };
    }
  }
}

/** What a step or an examination reports, wherever the model is; what was made on the way is released. */
function made(
  setup: TrainingSetup,
  here: () => Metrics,
  there: (steps: DeviceSteps) => Promise<Metrics>,
): Metrics | Promise<Metrics> {
  const device = deviceOf(setup.model);
  if (device === 'cpu') return scope(here);
  const steps = setup.onDevice;
  if (steps === undefined) {
    throw new ChalkgradError(
      `fit: the run ${setup.name} has no step for a model on ${device}`,
      'give its setup `onDevice` (supervisedOnDevice makes one), or leave the model on the CPU.',
    );
  }
  return scope(() => there(steps));
}

/** What a step reports is told to listeners, written into logs and compared: numbers by name. */
function checkMetrics(metrics: Metrics): void {
  if (isPlainObject(metrics)) {
    for (const name in metrics) {
      if (typeof metrics[name] === 'number' || metrics[name] === undefined) continue;
      throw new ChalkgradError(
        `fit: the step reports ${inWords(metrics[name])} as ${name}, it must be a number`,
        'of a loss that is a tensor take loss.itemSync().',
      );
    }
    return;
  }
  throw new ChalkgradError(
    `fit: the step returned ${metrics === undefined ? 'nothing' : inWords(metrics)}, it must report numbers by name`,
    'let it return { loss: loss.itemSync() }.',
  );
}

function checkPlan({ name, loader }: TrainingSetup, from: Cursor, epochs: number): void {
  if (!Number.isInteger(epochs) || epochs < 0)
    throw new ChalkgradError(`fit: ${epochs} epochs`, 'a run takes a whole number of epochs, at least 0.');
  if (loader.length === 0) {
    throw new ChalkgradError(
      `fit: the loader of the run ${name} has no batches`,
      'there is nothing to learn from: is its set empty, or the batch size larger than the set, with dropLast?',
    );
  }
  if (from.batch > 0 && from.batch >= loader.length) {
    throw new ChalkgradError(
      `fit: it is to go on at batch ${from.batch}, and the loader has ${loader.length}`,
      'resume with the data and the batch size that the run was started with.',
    );
  }
}

function refuseDivergence({ loss }: Metrics, step: number, watch: DivergenceWatch | null): void {
  if (loss === undefined || Number.isFinite(loss)) return;
  watch?.explain(loss);
  throw new ChalkgradError(
    `fit: the loss of step ${step} is ${loss}`,
    'to learn by which op, run it on the CPU with the same seed. A smaller learning rate or clipGradNorm often helps.',
  );
}

const learningRate = (setup: TrainingSetup): number => Object.values(setup.optimizers)[0]?.lr ?? 0;

function emitBegin(setup: TrainingSetup, { ids, tensors }: LoadedBatch, step: number, epoch: number): void {
  tensors.forEach((tensor, place) => {
    tensor.label = place === 0 ? 'inputs' : 'targets';
  });
  emit({
    type: 'step.begin',
    step,
    epoch,
    batchIds: ids,
    batch: tensors.map((tensor) => tensor.traced()),
    lr: learningRate(setup),
  });
}

/** Parameters carry their dotted path, so that events and errors can name them. */
function labelParameters(setup: TrainingSetup): void {
  for (const [name, parameter] of setup.model.namedParameters()) parameter.label = name;
}

function emitStart(setup: TrainingSetup): void {
  const parameters = [...setup.model.parameters()].map((parameter) => parameter.traced());
  emit({ type: 'run.start', run: setup.name, seed: setup.seed, config: setup.config, parameters });
}
