/** What a page asks of the worker that prepares tables and trains on them, and what it hears. Plain data. */

/** The stations of the kitchen in their order; the split stands before one of them, or behind the last. */
export const stations = ['units', 'codes', 'twins', 'fence', 'fill', 'encode', 'choose', 'scale'] as const;
export type Station = (typeof stations)[number];
/** Stations that learn numbers from rows; the others look at one row, or at names, alone. */
export const learners: readonly Station[] = ['fence', 'fill', 'encode', 'scale'];

export interface Recipe {
  /** The column that is to be said. */
  readonly target: string;
  readonly on: Readonly<Record<Station, boolean>>;
  /** Before which station the rows are split: 0 … 8. */
  readonly splitAt: number;
  readonly seed: number;
  /** Columns that `choose` leaves out. */
  readonly unwanted: readonly string[];
  /** Columns that are no inputs, whatever the stations do: the unit that an area was written in. */
  readonly asides: readonly string[];
  /** Columns with a fence; null: every column of numbers. */
  readonly fenced: readonly string[] | null;
  /** Where holes are filled, a column more says for each row whether there was one. */
  readonly tellsHoles: boolean;
  /** One row of the examination is made absurd. */
  readonly canary: boolean;
}

/** What a station learned about one column. */
export interface Learned {
  readonly column: string;
  readonly values: readonly number[];
  /** Not the same with the canary in the examination as without it. */
  readonly sings: boolean;
}

export interface StationReport {
  readonly name: Station;
  /** Rows, cells or columns that it changed. */
  readonly touched: number;
  readonly learned: readonly Learned[];
}

/** What a recipe came to. */
export interface Cooked {
  readonly train: number;
  readonly exam: number;
  /** The place in the file, from 1, of a row of the examination: the canary, where there is one, else the first. */
  readonly examRow: number;
  /** Rows of the examination that also stand in training. */
  readonly shared: number;
  /** Inputs of the model. */
  readonly inputs: number;
  readonly reports: readonly StationReport[];
  /** Of how many columns something was learned, added up over the stations, and in how many of these it sings. */
  readonly numbers: number;
  readonly singing: number;
  /** Root mean squared errors; null where the training broke. */
  readonly scores: { readonly train: number; readonly exam: number; readonly tomorrow: number | null } | null;
  /** What always saying the mean of the training rows costs in the examination. */
  readonly mean: number;
  /** The update after which the loss was NaN or infinite; null where it never was. */
  readonly broke: { readonly update: number; readonly as: 'NaN' | 'Infinity' } | null;
  readonly updates: number;
  readonly rate: number;
}

/** A column of a table that was read. */
export interface ColumnFacts {
  readonly name: string;
  readonly isText: boolean;
  readonly missing: number;
  readonly distinct: number;
  /** Smallest, middle and largest; null among texts and where nothing stands. */
  readonly range: readonly [number, number, number] | null;
}

/** Why a table cannot be cooked, as a name that the page has words for. */
export type RefusalReason =
  | 'tooFewRows'
  | 'tooManyRows'
  | 'tooWide'
  | 'noNumbers'
  | 'noTarget'
  | 'constantTarget'
  | 'noInputs';

export type ToKitchen =
  | { readonly type: 'read'; readonly csv: string; readonly tomorrow: string | null; readonly name: string }
  /** The lesson's own table, drawn in the worker. */
  | { readonly type: 'flats'; readonly seed: number }
  | { readonly type: 'cook'; readonly recipe: Recipe }
  | { readonly type: 'noise'; readonly seeds: readonly number[] };

export type FromKitchen =
  | { readonly type: 'read'; readonly rows: number; readonly columns: readonly ColumnFacts[]; readonly twins: number }
  | { readonly type: 'flats'; readonly csv: string }
  | { readonly type: 'cooked'; readonly cooked: Cooked; readonly ms: number }
  | { readonly type: 'noise'; readonly scores: readonly NoiseScore[] }
  | {
      readonly type: 'refused';
      readonly reason: RefusalReason;
      readonly values: Readonly<Record<string, string | number>>;
    }
  | { readonly type: 'failed'; readonly message: string; readonly hint: string };

/** R² in the examination, of columns of noise that were chosen on all rows, and on the training rows. */
export interface NoiseScore {
  readonly seed: number;
  readonly all: number;
  readonly train: number;
}
