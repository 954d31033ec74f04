/**
 * Simple relations between an answer and the right one, told where no listed mistake fits: a factor, a sign, a shift, digits
 * missing, rows and columns exchanged. A relation counts only when it holds in every case of a part, and the numbers are many
 * enough that it cannot be chance.
 */
import { agrees, type Comparison, compare, entriesOf, shapeOf, type Tolerance } from './compare.ts';
import type { Value } from './sandbox/values.ts';
import type { Parameters } from './verdict.ts';

/** One case as a relation sees it: the numbers of the answer and of the right answer, place by place. */
export interface Pair {
  readonly got: readonly number[];
  readonly want: readonly number[];
  readonly answer: Value;
  readonly expected: Value;
  readonly sizes: Readonly<Record<string, number>>;
}

export interface Relation {
  readonly id: string;
  readonly parameters: Parameters;
  readonly holds: (pair: Pair) => boolean;
}

/** Every number of a value in reading order; null when something else is in it. */
export function numbersOf(value: Value): readonly number[] | null {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return null;
  const parts = entriesOf(value).map(([, item]) => numbersOf(item));
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

const sameStructure = ({ verdict }: Comparison): boolean => verdict === 'PASS' || verdict === 'WRONG_ANSWER';

/** A pair, or null where the two are not built alike or hold more than numbers. */
export function pairOf(answer: Value, expected: Value, sizes: Readonly<Record<string, number>>): Pair | null {
  const [got, want] = [numbersOf(answer), numbersOf(expected)];
  if (got === null || want === null || got.length !== want.length || want.length === 0) return null;
  return { got, want, answer, expected, sizes };
}

const everyNumber = ({ got, want }: Pair, test: (got: number, want: number) => boolean): boolean =>
  got.every((value, i) => test(value, want[i]!));

/** Whether two values are built alike: the same types and shapes, whatever the numbers. */
export const alike = (answer: Value, expected: Value, tolerance: Tolerance): boolean =>
  sameStructure(compare(answer, expected, tolerance));

/** The factors by which answers are classically off, by the name under which they are told. */
function factorsOf(sizes: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  const bySize = Object.entries(sizes).flatMap(
    ([name, size]) =>
      [
        [name, size],
        [`1/${name}`, 1 / size],
        [`−${name}`, -size],
        [`−1/${name}`, -1 / size],
      ] as const,
  );
  return [['−1', -1], ['2', 2], ['1/2', 1 / 2], ...bySize]; // biome-ignore format: one line reads better
}

/** The median-free way to a constant: from the number that weighs most. */
function anchor(pairs: readonly Pair[]): { got: number; want: number } {
  const all = pairs.flatMap(({ got, want }) => want.map((value, i) => ({ got: got[i]!, want: value })));
  return all.reduce((a, b) => (Math.abs(b.want) > Math.abs(a.want) ? b : a));
}

const rounded = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');

function constantFactor(pairs: readonly Pair[], tolerance: Tolerance): readonly Relation[] {
  const { got, want } = anchor(pairs);
  const factor = got / want;
  // Near 1 it is digits that are missing, and 0 has a name of its own.
  if (!Number.isFinite(factor) || factor === 0 || Math.abs(factor - 1) < 1e-3) return [];
  const holds = (pair: Pair): boolean =>
    alike(pair.answer, pair.expected, tolerance) &&
    everyNumber(pair, (got, want) => agrees(got, factor * want, tolerance));
  return [{ id: 'constant-factor', parameters: { factor: rounded(factor) }, holds }];
}

function constantShift(pairs: readonly Pair[], tolerance: Tolerance): readonly Relation[] {
  const { got, want } = anchor(pairs);
  const shift = got - want;
  if (!Number.isFinite(shift) || Math.abs(shift) <= 1e-3 * Math.abs(want)) return [];
  const holds = (pair: Pair): boolean =>
    alike(pair.answer, pair.expected, tolerance) &&
    everyNumber(pair, (got, want) => agrees(got, want + shift, tolerance));
  return [{ id: 'shift', parameters: { shift: rounded(shift) }, holds }];
}

const decimalsOf = (value: number): number => {
  for (let d = 0; d <= 6; d++) if (Number(value.toFixed(d)) === value) return d;
  return 7;
};

/** Right, but rounded: to some decimals, to float32, or otherwise to a number of digits. */
function precision(pairs: readonly Pair[], tolerance: Tolerance): readonly Relation[] {
  const all = pairs.flatMap(({ got, want }) => want.map((value, i) => ({ got: got[i]!, want: value })));
  const decimals = Math.max(...all.map(({ got }) => decimalsOf(got)));
  const isRounded = (pair: Pair): boolean =>
    alike(pair.answer, pair.expected, tolerance) &&
    everyNumber(pair, (got, want) => Math.abs(got - want) <= 0.5000001 * 10 ** -decimals && Number.isFinite(got));
  const scale = (pair: Pair): number => Math.max(...pair.want.map(Math.abs));
  const error = Math.max(
    ...pairs.map((pair) => Math.max(...pair.got.map((got, i) => Math.abs(got - pair.want[i]!))) / (scale(pair) || 1)),
  );
  const digits = Math.floor(-Math.log10(error));
  const isClose = (pair: Pair): boolean =>
    alike(pair.answer, pair.expected, tolerance) &&
    everyNumber(pair, (got, want) => Math.abs(got - want) <= error * (scale(pair) || 1));
  return [
    ...(decimals <= 6 ? [{ id: 'rounded', parameters: { decimals }, holds: isRounded }] : []),
    ...(digits >= 3 ? [{ id: 'precision', parameters: { digits }, holds: isClose }] : []),
  ];
}

/** Rows and columns exchanged; null for anything that is not a full matrix. */
function transposed(value: Value): Value | null {
  const shape = shapeOf(value);
  if (shape?.length !== 2) return null;
  const rows = value as readonly (readonly Value[])[];
  return Array.from({ length: shape[1]! }, (_, column) => rows.map((row) => row[column]!));
}

/** The relations worth trying on these cases, most telling first. */
export function relationsOf(pairs: readonly Pair[], tolerance: Tolerance): readonly Relation[] {
  const [first] = pairs;
  if (first === undefined) return [];
  const isZero = ({ got }: Pair): boolean => got.every((value) => value === 0);
  const factors = factorsOf(first.sizes).map(([name]): Relation => {
    const factorOf = (pair: Pair): number => factorsOf(pair.sizes).find(([other]) => other === name)?.[1] ?? Number.NaN;
    return {
      id: 'factor',
      parameters: { factor: name },
      holds: (pair) =>
        alike(pair.answer, pair.expected, tolerance) &&
        everyNumber(pair, (got, want) => agrees(got, factorOf(pair) * want, tolerance)),
    };
  });
  return [
    { id: 'zero', parameters: {}, holds: isZero },
    ...factors,
    ...precision(pairs, tolerance),
    ...constantFactor(pairs, tolerance),
    ...constantShift(pairs, tolerance),
    {
      id: 'signs',
      parameters: {},
      holds: (pair) =>
        alike(pair.answer, pair.expected, tolerance) &&
        everyNumber(pair, (got, want) => agrees(Math.abs(got), Math.abs(want), tolerance)),
    },
    {
      id: 'transposed',
      parameters: {},
      holds: ({ answer, expected }) => {
        const turned = transposed(expected);
        return turned !== null && compare(answer, turned, tolerance).verdict === 'PASS';
      },
    },
  ];
}
