/**
 * What the terminal commands share: one way to fail (message and hint, never a stack trace), numbers that read well, and a
 * progress line that rewrites itself on a terminal and stays quiet in a log.
 */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { backendName, ChalkgradError, type Metrics, setThreads, threadsReady, threadsReason } from '../index.ts';

export const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;
export const EXIT_INTERRUPTED = 130;

/** A mistake in how the command was called. */
export class UsageError extends ChalkgradError {}

/** Run a command; errors become two calm lines and an exit code. */
export async function main(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const expected = error instanceof ChalkgradError;
    process.stderr.write(
      `${expected ? error.message : `unexpected: ${error instanceof Error ? error.stack : String(error)}`}\n`,
    );
    process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Options and plain words of a command line; unknown options are refused with the usage as hint. */
export function readArguments(options: Options, usage: string): { values: Values; words: string[] } {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true, args: process.argv.slice(2) });
    return { values: values as Values, words: positionals };
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. ')[0]! : String(error);
    throw new UsageError(message, usage);
  }
}

/** A whole number option within bounds, or undefined when it was not given. */
export function wholeNumber(values: Values, name: string, least: number): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (typeof text !== 'string' || text.trim() === '' || !Number.isSafeInteger(value) || value < least) {
    throw new UsageError(
      `--${name} ${String(text)} is not usable`,
      `--${name} takes a whole number of at least ${least}.`,
    );
  }
  return value;
}

/** A number option above 0, or undefined when it was not given. */
export function positiveNumber(values: Values, name: string): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (typeof text !== 'string' || !Number.isFinite(value) || value <= 0) {
    throw new UsageError(`--${name} ${String(text)} is not usable`, `--${name} takes a number above 0.`);
  }
  return value;
}

export const text = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

/** 75 → `1:15`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Metrics as one phrase: `loss 0.1111, accuracy 96.2 %`. */
export const described = (metrics: Metrics): string =>
  Object.entries(metrics)
    .map(([name, value]) => (name === 'accuracy' ? `accuracy ${percent(value)}` : `${name} ${value.toFixed(4)}`))
    .join(', ');

const BAR_CELLS = 24;
const REDRAW_MS = 100;

/** One line of progress on stderr. On a terminal it rewrites itself; elsewhere it appears only through `note`. */
export class Progress {
  private drawnAt = 0;
  private readonly isTerminal = process.stderr.isTTY === true;

  draw(share: number, rest: string): void {
    const now = performance.now();
    if (!this.isTerminal || now - this.drawnAt < REDRAW_MS) return;
    this.drawnAt = now;
    const full = Math.round(share * BAR_CELLS);
    const line = `${'━'.repeat(full)}${'─'.repeat(BAR_CELLS - full)} ${rest}`;
    process.stderr.write(`\r\x1b[2K${line.slice(0, (process.stderr.columns ?? 100) - 1)}`);
  }

  /** A line that stays. */
  note(line: string): void {
    process.stderr.write(`${this.isTerminal ? '\r\x1b[2K' : ''}${line}\n`);
  }
}

/** As many threads as --threads says, waited for, so that the first step is as fast as the last. Only the SIMD kernels know threads. */
export async function takeThreads(values: Values, progress: Progress, usage: string): Promise<void> {
  const wanted = wholeNumber(values, 'threads', 1) ?? 1;
  if (wanted === 1) return;
  if (backendName() !== 'simd') {
    throw new UsageError(`--threads ${wanted}: the backend ${backendName()} computes on one thread`, usage);
  }
  setThreads(wanted);
  const found = await threadsReady();
  if (found < wanted) progress.note(`${found} of ${wanted} threads: ${threadsReason()}`);
}
