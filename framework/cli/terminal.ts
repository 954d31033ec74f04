/**
 * What the terminal commands share: one way to fail (message and hint, never a stack trace), numbers that read well, and a
 * progress line that rewrites itself on a terminal and stays quiet in a log.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import {
  backendName,
  ChalkgradError,
  type Metrics,
  setThreads,
  threadsReady,
  threadsReason,
  writeOrRescue,
} from '../index.ts';

export const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;
export const EXIT_INTERRUPTED = 130;
/** 128 + SIGPIPE, as of every program whose reader leaves: `… | head -1`. */
const EXIT_READER_LEFT = 141;

/** A mistake in how the command was called. */
export class UsageError extends ChalkgradError {}

let outputFailed = false;

/** Run a command; errors become two calm lines and an exit code. */
export async function main(command: () => Promise<number>): Promise<void> {
  process.stdout.on('error', onOutputError);
  process.stderr.on('error', () => undefined); // nobody hears what a run says on its way: it goes on
  try {
    const code = await command();
    process.exitCode = outputFailed ? EXIT_FAILED : code;
  } catch (error) {
    process.stderr.write(`${told(error)}\n`);
    process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
  }
}

function onOutputError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(EXIT_READER_LEFT);
  outputFailed = true;
  process.exitCode = EXIT_FAILED;
  process.stderr.write(`the output cannot be written (${error.code})\nhint: is there space left where it goes?\n`);
}

/** What a reader of the terminal is told of an error. Only what nobody foresaw comes with a stack: it is to be reported. */
function told(error: unknown): string {
  if (error instanceof ChalkgradError) return error.message;
  if (error instanceof RangeError && /allocation failed|invalid .*length/i.test(error.message))
    return `there is not enough memory (${error.message})\nhint: take fewer or smaller examples, or a smaller batch.`;
  if (error instanceof Error && 'syscall' in error && 'code' in error)
    return `${error.message}\nhint: is the path right, may you use it, and is there space left?`;
  return `unexpected: ${error instanceof Error ? error.stack : String(error)}`;
}

/** What a command was run for: to stdout, or, when that fails, to a file that is named. Await it last. */
export function output(result: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(result, (error) => {
      if (error == null) return resolve();
      const bytes = new TextEncoder().encode(result);
      writeOrRescue(join(tmpdir(), `chalkgrad-output-${process.pid}.txt`), bytes).then(
        ({ place }) => process.stderr.write(`it is in ${place}\n`, () => resolve()),
        () => resolve(),
      );
    });
  });
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

/** No set of ours has as many examples (CIFAR-10 and MNIST have 60,000 and 70,000), and memory ends somewhere. */
const MOST_EXAMPLES = 200_000;

/** Whole-number options, at most. */
export const most: Readonly<Record<string, number>> = {
  examples: MOST_EXAMPLES,
  'test-examples': MOST_EXAMPLES,
  'batch-size': MOST_EXAMPLES,
  epochs: 1_000_000,
  threads: 1024,
};

/** A whole number option within bounds, or undefined when it was not given. */
export function wholeNumber(values: Values, name: string, least: number): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  const limit = most[name] ?? Number.MAX_SAFE_INTEGER;
  const isNumber = typeof text === 'string' && text.trim() !== '' && Number.isSafeInteger(value);
  if (!isNumber || value < least || value > limit) {
    throw new UsageError(
      `--${name} ${String(text)} is not usable`,
      `--${name} takes a whole number of at least ${least}${name in most ? ` and at most ${limit}` : ''}.`,
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

/** Two were measured (DECISIONS.md); more is the user's to say. */
const THREADS_WHERE_THEY_PAY = 2;

/**
 * As many threads as --threads says, waited for, so that the first step is as fast as the last. Only the SIMD kernels know threads.
 *
 * @param otherwise what happens without the option: one thread, or two as soon as the kernels turn out to be worth it
 */
export async function takeThreads(
  values: Values,
  progress: Progress,
  usage: string,
  otherwise: 'one' | 'where they pay',
): Promise<void> {
  const wanted = wholeNumber(values, 'threads', 1);
  if (wanted === null || wanted === undefined) {
    if (otherwise === 'where they pay' && backendName() === 'simd')
      setThreads(THREADS_WHERE_THEY_PAY, { whenWorth: true });
    return;
  }
  if (wanted === 1) return;
  if (backendName() !== 'simd') {
    throw new UsageError(`--threads ${wanted}: the backend ${backendName()} computes on one thread`, usage);
  }
  setThreads(wanted);
  const found = await threadsReady();
  if (found < wanted) progress.note(`${found} of ${wanted} threads: ${threadsReason()}`);
}
