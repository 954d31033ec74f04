/** Saves the state of a run while it goes on: what is lost by a power cut is at most the steps since the last file. */
import { tryWriting } from '../io/bytes.ts';
import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { saveCheckpoint } from './checkpoint.ts';
import type { Cursor } from './cursor.ts';
import { checkMode, isBetter, type Mode, metricOf, type Report } from './report.ts';
import type { TrainingSetup } from './setup.ts';
import { captureState } from './state.ts';

export interface CheckpointingOptions {
  /** One file that is replaced each time, or a name for each: (cursor) => `run-${cursor.step}.safetensors`. */
  readonly path: string | ((cursor: Cursor) => string);
  /** Save after so many steps. Default: after each epoch. */
  readonly everySteps?: number;
  /** Save only epochs that are better than all before in this number. Not together with `everySteps`. */
  readonly best?: { readonly metric: string; readonly mode: Mode };
}

const call = signature(
  'checkpointing',
  { reports: 'reports', setup: 'setup' },
  { path: 'pathOrNames!', everySteps: 'count', best: 'record' },
);

/**
 * The file is written (whole or not at all) before the report is passed on. `restoreState(setup, await loadCheckpoint(path))` goes on
 * from it with the same bits.
 *
 * @example for await (const report of checkpointing(fit(setup), setup, { path: 'run.safetensors' })) show(report);
 */
export async function* checkpointing<R extends Report>(
  reports: AsyncIterable<R>,
  setup: TrainingSetup,
  options: CheckpointingOptions,
): AsyncGenerator<R> {
  const { path, everySteps, best } = optionsOf(call, [reports, setup, options]);
  if (everySteps !== undefined && best !== undefined) {
    throw new ChalkgradError(
      `checkpointing: every ${everySteps} steps, and only the best`,
      'save after so many steps, or the best epochs: only epochs are measured on the validation set.',
    );
  }
  if (best !== undefined) checkMode(best.mode, 'checkpointing');
  if (typeof path === 'string') await tryWriting(path); // better told now than after the first epoch
  let record = Number.NaN;
  const isDue = (report: Report): boolean => {
    if (everySteps !== undefined) return report.type === 'step' && report.next.step % everySteps === 0;
    if (report.type !== 'epoch' || best === undefined) return report.type === 'epoch';
    const value = metricOf(report, best.metric, 'checkpointing');
    if (!isBetter(value, record, best.mode, 0)) return false;
    record = value;
    return true;
  };
  for await (const report of reports) {
    if (isDue(report)) {
      const { next } = report;
      await saveCheckpoint(typeof path === 'string' ? path : path(next), captureState(setup, next));
    }
    yield report;
  }
}
