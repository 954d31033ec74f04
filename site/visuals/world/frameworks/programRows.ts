/**
 * One program in six frameworks, row by row: what each row says in which language, and the number that it made where the program was run.
 * Rows are cut from the programs themselves, so the lines shown are the lines that ran.
 */
import type { Recorded, Step } from './recorded.ts';

/** What every framework says, in one order; a program may leave rows out. */
export const ROWS = ['data', 'weights', 'forward', 'loss', 'zero', 'backward', 'update', 'read'] as const;
export type Row = (typeof ROWS)[number];

export const FRAMEWORKS = ['ours', 'pytorch', 'tensorflow', 'keras', 'mxnet', 'theano'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** A program as text, and what it recorded; null where it was not run. */
export interface Program {
  readonly text: string;
  readonly recorded: Recorded | null;
}

export interface Cell {
  /** null where the framework has no such line. */
  readonly code: string | null;
  /** By step, as float32 prints with nine digits; null where there is none. */
  readonly numbers: readonly (string | null)[];
}

export interface Column {
  readonly cells: Readonly<Record<Row, Cell>>;
  /** What ran: 'PyTorch 1.13.0'; null where nothing was. */
  readonly ran: string | null;
  readonly language: string;
}

const MARK = /^\s*(?:#|\/\/):\s*(\w+)\s*$/;
const END = /^\s*(?:#|\/\/)\.\s*$/;

/** The lines between a mark `#: forward` and the next one, without their common indent. */
export function rowsOf(program: string): Readonly<Partial<Record<Row, string>>> {
  const found: Partial<Record<Row, string[]>> = {};
  let current: string[] | null = null;
  for (const line of program.split('\n')) {
    const name = MARK.exec(line)?.[1];
    if (name !== undefined) {
      if (!(ROWS as readonly string[]).includes(name)) throw new Error(`There is no row '${name}'.`);
      current = found[name as Row] = [];
    } else if (END.test(line)) current = null;
    else current?.push(line);
  }
  return Object.fromEntries(Object.entries(found).map(([row, lines]) => [row, dedented(lines)]));
}

function dedented(lines: readonly string[]): string {
  const filled = lines.filter((line) => line.trim() !== '');
  const indent = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return filled.map((line) => line.slice(indent)).join('\n');
}

/** Enough digits to tell any two float32 numbers apart. */
export const digitsOf = (value: number): string => Math.fround(value).toPrecision(9);

/** The number that stands under a row: always of the same cell, so that columns can be compared. */
const numberOf: Readonly<Record<Row, (step: Step) => number | null>> = {
  data: () => null,
  weights: ({ weights }) => weights['hidden.weight'][0]![0]!,
  forward: ({ logits }) => logits[0]![0]!,
  loss: ({ loss }) => loss,
  zero: () => null,
  backward: ({ gradients }) => (gradients === null ? null : gradients['hidden.weight'][0]![0]!),
  update: ({ after }) => after['hidden.weight'][0]![0]!,
  read: ({ loss }) => loss,
};

/** Which number it is, as code of ours. */
export const NUMBER_NAMES: Readonly<Record<Row, string>> = {
  data: '',
  weights: 'hidden.weight[0][0]',
  forward: 'logits[0][0]',
  loss: 'loss',
  zero: '',
  backward: 'hidden.weight.grad[0][0]',
  update: 'hidden.weight[0][0]',
  read: 'loss',
};

export function columnOf({ text, recorded }: Program, language: string): Column {
  const code = rowsOf(text);
  const cells = ROWS.map((row): [Row, Cell] => {
    const numbers = (recorded?.steps ?? []).map((step) => {
      const number = numberOf[row](step);
      return number === null ? null : digitsOf(number);
    });
    return [row, { code: code[row] ?? null, numbers }];
  });
  return {
    cells: Object.fromEntries(cells) as Record<Row, Cell>,
    ran: recorded === null ? null : `${recorded.framework} ${recorded.version}`.trim(),
    language,
  };
}

/** Where a number leaves ours: the place of the first character that differs; -1 where none does. */
export function firstDifference(number: string, ours: string): number {
  if (number === ours) return -1;
  let at = 0;
  while (number[at] === ours[at]) at++;
  return at;
}
