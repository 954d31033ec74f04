/** Reports of a run, written to a file line by line: for a spreadsheet (CSV) or a program (one JSON object a line). */

import { appendText, fileExists } from '../io/bytes.ts';
import { encodeCsv } from '../io/csv.ts';
import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Report } from './report.ts';

export interface LogOptions {
  /** Which reports are written. Default `epoch`. */
  readonly every?: 'step' | 'epoch';
}

const calls = {
  logCsv: signature('logCsv', { reports: 'reports', path: 'text' }, { every: 'text' }),
  logJson: signature('logJson', { reports: 'reports', path: 'text' }, { every: 'text' }),
};

/**
 * A CSV file with the columns step, epoch and the metrics of the first report. A resumed run goes on in the same file.
 *
 * Errors: a later report with other metrics; a file that cannot be written.
 *
 * @example for await (const report of logCsv(fit(setup), 'run.csv')) show(report);
 */
export async function* logCsv<R extends Report>(
  reports: AsyncIterable<R>,
  path: string,
  options: LogOptions = {},
): AsyncGenerator<R> {
  const { every = 'epoch' } = optionsOf(calls.logCsv, [reports, path, options]);
  let names: readonly string[] | null = null;
  for await (const report of reports) {
    if (report.type === every) {
      if (names === null) {
        names = Object.keys(report.metrics);
        if (!(await fileExists(path))) await appendText(path, encodeCsv([['step', 'epoch', ...names]]));
      }
      await appendText(path, encodeCsv([[report.next.step, report.epoch, ...valuesOf(report, names)]]));
    }
    yield report;
  }
}

function valuesOf({ metrics }: Report, names: readonly string[]): (number | null)[] {
  const other = Object.keys(metrics).find((name) => !names.includes(name));
  if (other !== undefined) {
    throw new ChalkgradError(
      `logCsv: '${other}' was not among the metrics of the first report`,
      `its columns are ${names.join(', ')}; logJson takes what comes.`,
    );
  }
  return names.map((name) => metrics[name] ?? null);
}

/** One JSON object a line: {"type", "step", "epoch", "metrics"}; a number that JSON cannot say (NaN) becomes null. */
export async function* logJson<R extends Report>(
  reports: AsyncIterable<R>,
  path: string,
  options: LogOptions = {},
): AsyncGenerator<R> {
  const { every = 'epoch' } = optionsOf(calls.logJson, [reports, path, options]);
  for await (const report of reports) {
    if (report.type === every) {
      const { type, epoch, metrics, next } = report;
      await appendText(path, `${JSON.stringify({ type, step: next.step, epoch, metrics })}\n`);
    }
    yield report;
  }
}
