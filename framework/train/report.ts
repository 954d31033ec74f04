/**
 * What `fit` says while a run goes on, and how to read a number out of it: whatever stands between `fit` and its reader (early stopping,
 * checkpoints, logs) works on these.
 */
import { ChalkgradError } from '../tensor/errors.ts';
import type { EpochReport, StepReport } from './fit.ts';

/** What `fit` yields. */
export type Report = StepReport | EpochReport;

/** Is a larger number better (an accuracy), or a smaller one (a loss)? */
export type Mode = 'min' | 'max';

/** Errors: no such number in the report. */
export function metricOf({ metrics }: Report, metric: string, who: string): number {
  const value = metrics[metric];
  if (value !== undefined) return value;
  throw new ChalkgradError(`${who}: the reports have no '${metric}'`, `they have ${Object.keys(metrics).join(', ')}.`);
}

/** Errors: another mode, which would be taken for the opposite. */
export function checkMode(mode: Mode, who: string): void {
  if (mode !== 'min' && mode !== 'max')
    throw new ChalkgradError(`${who}: mode '${String(mode)}'`, "it is 'min' for a loss, 'max' for an accuracy.");
}

/** Better by more than `minDelta`? Not a number is never better, and everything is better than it. */
export const isBetter = (value: number, best: number, mode: Mode, minDelta: number): boolean =>
  !Number.isNaN(value) && (Number.isNaN(best) || (mode === 'min' ? value < best - minDelta : value > best + minDelta));
