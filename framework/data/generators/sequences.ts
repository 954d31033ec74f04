/** Small tasks with an exact answer for models that read and write sequences: copy, reverse, sort, add. */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { startDrawing } from './drawing.ts';

/** What the target does with the input. */
export type SequenceTask = 'copy' | 'reverse' | 'sort' | 'addition';

export interface SequenceTaskOptions {
  /** Symbols in each sequence; for addition digits of each number. Default 6; for addition 3. */
  readonly length?: number;
  /** Different symbols, 0 … symbols - 1. Default 10; not for addition. */
  readonly symbols?: number;
}

export interface SequencePairs {
  /** int32 [N, S] */
  readonly inputs: Tensor;
  /** int32 [N, T] */
  readonly targets: Tensor;
  /** How each token is written: '0' … '9', '+', '='. */
  readonly symbols: readonly string[];
}

const DIGITS = 10;
const PLUS = 10;
const EQUALS = 11;
const MOST_DIGITS = 7; // sums stay well inside float64's whole numbers

const call = signature(
  'generateSequences',
  { task: 'text', count: 'number', generator: 'generator' },
  { length: 'number', symbols: 'number' },
);

/**
 * `copy`, `reverse` and `sort` give a sequence of the same length. `addition` reads `035+981=` and writes the sum with one
 * digit more, `1016`, the highest digit first.
 *
 * @example generateSequences('sort', 100, new Generator(7), { length: 5, symbols: 8 })
 */
export function generateSequences(
  task: SequenceTask,
  count: number,
  generator: Generator,
  options: SequenceTaskOptions = {},
): SequencePairs {
  options = optionsOf(call, [task, count, generator, options]);
  const series = startDrawing(`generateSequences ${task}`, count, generator);
  const { length = task === 'addition' ? 3 : 6, symbols = DIGITS } = options;
  checkSizes(task, length, symbols);
  const pairs = Array.from({ length: count }, () =>
    task === 'addition' ? additionPair(length, series) : plainPair(task, length, symbols, series),
  );
  const stacked = (place: 0 | 1): Tensor =>
    tensorFrom(Int32Array.from(pairs.flatMap((pair) => pair[place])), [count, pairs[0]![place].length], 'int32');
  const written = Array.from({ length: task === 'addition' ? DIGITS : symbols }, (_, symbol) => String(symbol));
  return { inputs: stacked(0), targets: stacked(1), symbols: task === 'addition' ? [...written, '+', '='] : written };
}

type Pair = readonly [input: readonly number[], target: readonly number[]];

function plainPair(task: Exclude<SequenceTask, 'addition'>, length: number, symbols: number, series: Generator): Pair {
  const input = Array.from({ length }, () => series.integer(symbols));
  if (task === 'copy') return [input, input];
  return [input, task === 'reverse' ? input.toReversed() : input.toSorted((a, b) => a - b)];
}

function additionPair(length: number, series: Generator): Pair {
  const digits = (value: number, places: number): number[] => [...String(value).padStart(places, '0')].map(Number);
  const [a, b] = [series.integer(10 ** length), series.integer(10 ** length)];
  return [[...digits(a, length), PLUS, ...digits(b, length), EQUALS], digits(a + b, length + 1)];
}

function checkSizes(task: SequenceTask, length: number, symbols: number): void {
  const most = task === 'addition' ? MOST_DIGITS : Number.MAX_SAFE_INTEGER;
  if (!Number.isInteger(length) || length < 1 || length > most || !Number.isInteger(symbols) || symbols < 1) {
    throw new ChalkgradError(
      `generateSequences: ${task} with length ${length} and ${symbols} symbols`,
      `both are whole numbers of at least 1; numbers to add have up to ${MOST_DIGITS} digits.`,
    );
  }
}
