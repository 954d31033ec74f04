/**
 * From a raw table to inputs and targets, station by station. What a station learns, it learns from the rows that stand before it: all of
 * them where the split comes later, those of training where it came before. What it learned is reported number by number.
 */
import {
  clipTo,
  dropDuplicates,
  Generator,
  iqrFence,
  OneHotEncoder,
  OrdinalEncoder,
  randomSplit,
  SimpleImputer,
  StandardScaler,
  Table,
} from '#framework';
import { type Recipe, type RefusalReason, type Station, type StationReport, stations } from './protocol.ts';
import { FEET } from './rawFlats.ts';

/** Tables that cannot be cooked are refused by a reason that the page has words for. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(reason: RefusalReason, values: Readonly<Record<string, string | number>> = {}) {
    super(reason);
    this.reason = reason;
    this.values = values;
  }
}

/** The raw tables: today's, which is split, and tomorrow's, if there is one. */
export interface Raw {
  readonly today: Table;
  readonly tomorrow: Table | null;
}

export interface Prepared {
  readonly train: Table;
  readonly exam: Table;
  readonly tomorrow: Table | null;
  readonly inputs: readonly string[];
  readonly reports: readonly StationReport[];
  /** Rows of the examination that also stand in training. */
  readonly shared: number;
  /** The place in the file, from 1, of a row of the examination: the canary, where there is one, else the first. */
  readonly examRow: number;
  /** The examination without the row that was made absurd: nobody wants to be scored on that. */
  readonly scored: Table;
}

/** The number of a row in the raw table travels with it, and is no input. */
const ROW = '\u0000row';
const SHARES = [0.75, 0.25];
/** A column of more different texts holds names, not kinds. */
export const MOST_KINDS = 30;
export const ABSURD = 1e6;
const MISSING = '(missing)';

/** What stands on the table: one heap of rows before the split, two behind it, and tomorrow's. */
interface Heaps {
  readonly parts: readonly Table[];
  readonly tomorrow: Table | null;
}

/** What a station does with a heap, once it has learned, and what it says about it. */
interface Work {
  readonly apply: (table: Table) => Table;
  readonly learned: readonly { readonly column: string; readonly values: readonly number[] }[];
  /** Of a heap, added up over the heaps; a number: of every heap the same, columns. */
  readonly touched: number | ((before: Table, after: Table) => number);
}

type Learn = (from: Table, recipe: Recipe) => Work;

const isHidden = (name: string, { target, asides }: Recipe): boolean =>
  name === ROW || name === target || asides.includes(name);
const numbersIn = (table: Table, recipe: Recipe): string[] =>
  table.names.filter((name) => !isHidden(name, recipe) && table.column(name).type !== 'text');
const textsIn = (table: Table, recipe: Recipe): string[] =>
  table.names.filter((name) => !isHidden(name, recipe) && table.column(name).type === 'text');

const withNumbers = (table: Table, name: string, values: ArrayLike<number>): Table =>
  table.withColumn(name, { type: 'number', values: Float64Array.from(values) });

/** Cells that are not what they were, in columns that both have. */
function changedCells(before: Table, after: Table): number {
  const names = before.names.filter((name) => after.names.includes(name));
  return names.reduce((sum, name) => {
    const [old, now] = [[...before.column(name).values], [...after.column(name).values]];
    return sum + old.filter((value, i) => !Object.is(value, now[i])).length;
  }, 0);
}

const work: Readonly<Record<Station, Learn>> = {
  /** A row says itself in which unit it was written. */
  units: () => ({
    learned: [],
    apply: (table) => {
      if (!['area', 'unit'].every((name) => table.names.includes(name))) return table;
      const [areas, units] = [table.numbers('area'), table.texts('unit')];
      return withNumbers(
        table,
        'area',
        areas.map((area, i) => (units[i] === 'sq ft' ? area / FEET : area)),
      );
    },
    touched: changedCells,
  }),
  /** A year 0 says that nobody knew. */
  codes: () => ({
    learned: [],
    apply: (table) =>
      table.names.includes('year')
        ? withNumbers(
            table,
            'year',
            table.numbers('year').map((year) => (year === 0 ? Number.NaN : year)),
          )
        : table,
    touched: changedCells,
  }),
  twins: () => ({
    learned: [],
    apply: (table) =>
      dropDuplicates(
        table,
        table.names.filter((name) => name !== ROW),
      ),
    touched: (before, after) => before.length - after.length,
  }),
  fence: (from, recipe) => {
    const fences = (recipe.fenced ?? numbersIn(from, recipe))
      .filter((name) => from.names.includes(name) && from.numbers(name).some((value) => !Number.isNaN(value)))
      .map((name) => ({ name, ...iqrFence(from.numbers(name)) }))
      // Half of the values are one: quartiles have nothing to say.
      .filter(({ low, high }) => high > low);
    return {
      learned: fences.map(({ name, low, high }) => ({ column: name, values: [low, high] })),
      apply: (table) =>
        fences.reduce((out, { name, low, high }) => {
          const values = table.numbers(name);
          const clipped = clipTo(values, { low, high });
          return withNumbers(
            out,
            name,
            clipped.map((value, i) => (Number.isNaN(values[i]!) ? Number.NaN : value)),
          );
        }, table),
      touched: changedCells,
    };
  },
  fill: (from, recipe) => {
    const columns = numbersIn(from, recipe);
    const known = columns.filter((name) => from.numbers(name).some((value) => !Number.isNaN(value)));
    const imputer = known.length === 0 ? null : new SimpleImputer({ strategy: 'median', columns: known }).fit(from);
    const fills = new Map(columns.map((name) => [name, Number(imputer?.fills.get(name) ?? 0)]));
    const told = recipe.tellsHoles ? columns.filter((name) => from.numbers(name).some(Number.isNaN)) : [];
    const filled = (table: Table): Table =>
      columns.reduce(
        (out, name) =>
          withNumbers(
            out,
            name,
            table.numbers(name).map((value) => (Number.isNaN(value) ? fills.get(name)! : value)),
          ),
        table,
      );
    return {
      learned: [...fills].map(([column, value]) => ({ column, values: [value] })),
      apply: (table) =>
        told.reduce(
          (out, name) =>
            withNumbers(
              out,
              `${name} ${MISSING}`,
              table.numbers(name).map((value) => Number(Number.isNaN(value))),
            ),
          filled(table),
        ),
      touched: changedCells,
    };
  },
  encode: (from, recipe) => encoding(from, recipe, true),
  /** By name: what is not known in time, and what says nothing. */
  choose: (from, recipe) => {
    const isLeft = (name: string): boolean =>
      recipe.unwanted.some((word) => name === word || name.startsWith(`${word}=`));
    const left = from.names.filter((name) => !isHidden(name, recipe) && isLeft(name));
    return { learned: [], apply: (table) => table.without(left), touched: left.length };
  },
  scale: (from, recipe) => {
    const columns = numbersIn(from, recipe);
    if (columns.length === 0) throw new Refusal('noInputs');
    const { shift, scale } = new StandardScaler().fit(from.toTensor(columns, { dtype: 'float64' })).stateDict();
    return {
      learned: columns.map((column, j) => ({ column, values: [shift[j]!, scale[j]!] })),
      apply: (table) =>
        columns.reduce(
          (out, name, j) =>
            withNumbers(
              out,
              name,
              table.numbers(name).map((value) => (value - shift[j]!) / scale[j]!),
            ),
          table,
        ),
      touched: columns.length,
    };
  },
};

/** Texts as columns of zeros and ones, or as the numbers of their kinds in the alphabet: `asColumns` says which. */
function encoding(from: Table, recipe: Recipe, asColumns: boolean): Work {
  const texts = textsIn(from, recipe);
  const whole = (table: Table, name: string): Table =>
    Table.of({ [name]: table.texts(name).map((text) => text ?? MISSING) });
  const kinds = new Map(texts.map((name) => [name, new Set(whole(from, name).texts(name)).size]));
  const encoders = texts
    .filter((name) => kinds.get(name)! <= MOST_KINDS)
    .map((name) => {
      const encoder = asColumns ? new OneHotEncoder({ unknown: 'zeros' }) : new OrdinalEncoder({ unknownValue: -1 });
      return { name, encoder: encoder.fit(whole(from, name)) };
    });
  return {
    learned: encoders.map(({ name }) => ({ column: name, values: [kinds.get(name)!] })),
    apply: (table) =>
      encoders.reduce((out, { name, encoder }) => {
        const made = encoder.transform(whole(table, name)); // [N, K]
        const [flat, width] = [made.dataSync(), made.shape[1]!];
        const names = encoder instanceof OneHotEncoder ? encoder.featureNames : [name];
        return names.reduce(
          (wide, column, k) =>
            withNumbers(
              wide,
              column,
              Array.from({ length: table.length }, (_, i) => flat[i * width + k]!),
            ),
          out,
        );
      }, table.without(texts)),
    touched: encoders.length,
  };
}

function through(heaps: Heaps, { apply, touched }: Work): { heaps: Heaps; touched: number } {
  const after: Heaps = { parts: heaps.parts.map(apply), tomorrow: heaps.tomorrow && apply(heaps.tomorrow) };
  const count =
    typeof touched === 'number'
      ? touched
      : heaps.parts.reduce((sum, part, i) => sum + touched(part, after.parts[i]!), 0);
  return { heaps: after, touched: count };
}

function splitUp({ parts: [whole], tomorrow }: Heaps, { seed }: Recipe): Heaps {
  const rows = randomSplit(whole!.length, SHARES, new Generator(seed).fork('split'));
  return { parts: rows.map((part) => whole!.take(part)), tomorrow };
}

/** Rows whose target is known, each with its number. Errors: no such column, too few rows, a target that is text or always the same. */
function laidOut(table: Table, target: string): Table {
  if (!table.names.includes(target) || table.column(target).type === 'text') throw new Refusal('noTarget', { target });
  const values = table.numbers(target);
  const known = Array.from(values.keys()).filter((row) => Number.isFinite(values[row]!));
  const rows = table.take(known);
  if (new Set(rows.numbers(target)).size < 2) throw new Refusal('constantTarget', { target });
  return withNumbers(rows, ROW, known);
}

/** Cook through all stations. A station that is off is passed by, except that texts always become numbers. */
export function prepare(raw: Raw, recipe: Recipe): Prepared {
  const today = laidOut(raw.today, recipe.target);
  const absurd = recipe.canary ? canaryOf(today, recipe) : null;
  let heaps: Heaps = {
    parts: [withCanary(today, recipe, absurd)],
    tomorrow: raw.tomorrow && laidOut(raw.tomorrow, recipe.target),
  };
  const reports: StationReport[] = [];
  for (const [place, name] of stations.entries()) {
    if (place === recipe.splitAt) heaps = splitUp(heaps, recipe);
    const from = heaps.parts[0]!;
    if (!recipe.on[name] && name !== 'encode') {
      reports.push({ name, touched: 0, learned: [] });
      continue;
    }
    const station = name === 'encode' ? encoding(from, recipe, recipe.on.encode) : work[name](from, recipe);
    const done = through(heaps, station);
    heaps = done.heaps;
    reports.push({
      name,
      touched: done.touched,
      learned: station.learned.map((learned) => ({ ...learned, sings: false })),
    });
  }
  if (recipe.splitAt >= stations.length) heaps = splitUp(heaps, recipe);
  const [train, exam] = heaps.parts as [Table, Table];
  const inputs = numbersIn(train, recipe);
  if (inputs.length === 0) throw new Refusal('noInputs');
  const rows = exam.numbers(ROW);
  const scored = exam.take([...rows.keys()].filter((at) => rows[at] !== absurd));
  const examRow = 1 + (absurd ?? rows[0]!);
  const shared = sharedBy(today, train, exam);
  return { train, exam, tomorrow: heaps.tomorrow, inputs, reports, shared, examRow, scored };
}

/** How many rows of the examination are, in the raw table, twins of a training row. */
function sharedBy(today: Table, train: Table, exam: Table): number {
  const keys = keysOf(today);
  const places = new Map(Array.from(today.numbers(ROW), (row, i) => [row, i]));
  const seen = new Set(Array.from(train.numbers(ROW), (row) => keys[places.get(row)!]));
  return Array.from(exam.numbers(ROW)).filter((row) => seen.has(keys[places.get(row)!])).length;
}

function keysOf(table: Table): string[] {
  const rows = table.without([ROW]).toRows().slice(1);
  return rows.map((row) => JSON.stringify(row));
}

/** The number of a row without a twin that is in the examination wherever the split stands; null where each has a twin. */
function canaryOf(today: Table, recipe: Recipe): number | null {
  const { exam } = prepare({ today: today.without([ROW]), tomorrow: null }, { ...recipe, canary: false });
  const keys = keysOf(today);
  const repeated = new Set(keys.filter((key, row) => keys.indexOf(key) !== row));
  // `exam` counts the rows of `today`.
  const row = Array.from(exam.numbers(ROW)).find((at) => !repeated.has(keys[at]!));
  return row === undefined ? null : today.numbers(ROW)[row]!;
}

/** All numbers of this row, made absurd. */
function withCanary(today: Table, recipe: Recipe, row: number | null): Table {
  const rows = today.numbers(ROW);
  return (row === null ? [] : numbersIn(today, recipe)).reduce(
    (out, name) =>
      withNumbers(
        out,
        name,
        today.numbers(name).map((value, i) => (rows[i] === row ? ABSURD : value)),
      ),
    today,
  );
}
