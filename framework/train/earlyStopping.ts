/**
 * Stops a training run that no longer gets better on the validation set, and puts the best weights back. It stands between
 * `fit` and its reader and passes every report on: what fit does stays visible, and several such steps can be chained.
 */

import type { Module } from '../nn/Module.ts';
import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { checkMode, isBetter, type Mode, metricOf, type Report } from './report.ts';

export interface EarlyStoppingOptions {
  /** Whose best weights are kept. */
  readonly model: Module;
  /** Epochs in a row without getting better before it stops. */
  readonly patience: number;
  /** Which number of the epoch's report decides. Default `loss`. */
  readonly metric?: string;
  /** Is smaller or larger better? Default `min`. */
  readonly mode?: Mode;
  /** Changes that are not larger than this do not count. Default 0. */
  readonly minDelta?: number;
  /** Told when the run ends, stopped or not. */
  readonly onEnd?: (result: EarlyStoppingResult) => void;
}

/** How a run ended, and which weights the model has now. */
export interface EarlyStoppingResult {
  /** false: the run came to its own end. */
  readonly stopped: boolean;
  /** Epoch whose weights the model now has; -1 if no epoch was measured. */
  readonly bestEpoch: number;
  readonly bestValue: number;
}

const call = signature(
  'earlyStopping',
  { reports: 'reports' },
  { model: 'module!', patience: 'number!', metric: 'text', mode: 'text', minDelta: 'number', onEnd: 'function' },
);

/**
 * When the reports end, by patience or by themselves, the model has the weights of its best epoch. A reader who leaves early
 * (break) finds the weights as they are: a run that is to be resumed must not be changed.
 *
 * Errors: a patience below 1, another mode than min and max; a metric that the reports do not have.
 *
 * @example
 * for await (const report of earlyStopping(fit(setup), { model: setup.model, patience: 3 })) show(report);
 */
export async function* earlyStopping<R extends Report>(
  reports: AsyncIterable<R>,
  options: EarlyStoppingOptions,
): AsyncGenerator<R> {
  const { model, patience, metric = 'loss', mode = 'min', minDelta = 0, onEnd } = optionsOf(call, [reports, options]);
  if (!Number.isInteger(patience) || patience < 1)
    throw new ChalkgradError(
      `earlyStopping: a patience of ${patience}`,
      'wait for a whole number of epochs, at least 1.',
    );
  checkMode(mode, 'earlyStopping');
  if (!(minDelta >= 0))
    throw new ChalkgradError(`earlyStopping: minDelta = ${minDelta}`, 'it is how much better counts, at least 0.');
  let best: { epoch: number; value: number; weights: Record<string, Tensor> } | null = null;
  let stopped = false;
  for await (const report of reports) {
    yield report;
    if (report.type !== 'epoch') continue;
    const value = metricOf(report, metric, 'earlyStopping');
    if (best === null || isBetter(value, best.value, mode, minDelta))
      best = { epoch: report.epoch, value, weights: copyOf(model.stateDict()) };
    stopped = report.epoch - best.epoch >= patience;
    if (stopped) break;
  }
  if (best !== null) model.loadStateDict(best.weights);
  onEnd?.({ stopped, bestEpoch: best?.epoch ?? -1, bestValue: best?.value ?? Number.NaN });
}

const copyOf = (state: Readonly<Record<string, Tensor>>): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(state).map(([name, x]) => [name, tensorFrom(x.dataSync(), x.shape, x.dtype)]));
