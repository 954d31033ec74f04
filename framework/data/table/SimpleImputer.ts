/**
 * Fills holes with a number learned from the training rows: mean, median, the most frequent value, or a constant. Fitted on
 * train only: the mean of all rows would tell the model about the test set. scikit-learn's SimpleImputer, for tables.
 */
import { ChalkgradError } from '../../tensor/errors.ts';
import { compareCategories } from './categories.ts';
import { meanOf, medianOf, present } from './statistics.ts';
import type { Column, Table } from './Table.ts';

export interface ImputerOptions {
  /** Default `mean`. Text can only be filled by `mostFrequent` or a constant. */
  readonly strategy?: 'mean' | 'median' | 'mostFrequent' | { readonly constant: number | string };
  /** Default: all columns. */
  readonly columns?: readonly string[];
}

type Strategy = NonNullable<ImputerOptions['strategy']>;

/**
 * @example
 * const imputer = new SimpleImputer({ strategy: 'median', columns: ['age'] }).fit(train);
 * imputer.transform(test);   // holes in test get the median of train
 */
export class SimpleImputer {
  private readonly strategy: Strategy;
  private readonly columns: readonly string[] | undefined;
  /** What each column's holes are filled with; empty before `fit`. */
  readonly fills = new Map<string, number | string>();

  constructor({ strategy = 'mean', columns }: ImputerOptions = {}) {
    this.strategy = strategy;
    this.columns = columns;
  }

  /** Errors: a column without a single value; text where a number is wanted. */
  fit(train: Table): this {
    const fills = (this.columns ?? train.names).map(
      (name) => [name, fillOf(name, train.column(name), this.strategy)] as const,
    );
    this.fills.clear();
    for (const [name, fill] of fills) this.fills.set(name, fill);
    return this;
  }

  /** Errors: not fitted; a column that is not there. */
  transform(table: Table): Table {
    if (this.fills.size === 0)
      throw new ChalkgradError(
        'SimpleImputer: transform before fit',
        'call fit(train) first, with the training rows only.',
      );
    let filled = table;
    for (const [name, fill] of this.fills) filled = filled.withColumn(name, filledColumn(table.column(name), fill));
    return filled;
  }

  fitTransform(train: Table): Table {
    return this.fit(train).transform(train);
  }
}

function fillOf(name: string, column: Column, strategy: Strategy): number | string {
  const fill = typeof strategy === 'object' ? strategy.constant : learnedFill(name, column, strategy);
  if ((column.type === 'text') !== (typeof fill === 'string')) {
    throw new ChalkgradError(
      `SimpleImputer: ${JSON.stringify(fill)} cannot fill column '${name}' of type ${column.type}`,
      'text is filled with text, numbers with numbers: name the columns that a strategy is for.',
    );
  }
  return fill;
}

function learnedFill(name: string, column: Column, strategy: Exclude<Strategy, object>): number | string {
  if (strategy === 'mostFrequent') return mostFrequent(name, column);
  if (column.type === 'text') {
    throw new ChalkgradError(
      `SimpleImputer: column '${name}' holds text, which has no ${strategy}`,
      "use the strategy 'mostFrequent' or a constant for it, and name the columns that each imputer is for.",
    );
  }
  const fill = strategy === 'mean' ? meanOf(column.values) : medianOf(column.values);
  return Number.isNaN(fill) ? refuseEmpty(name) : fill;
}

/** Of several equally frequent values the smallest. */
function mostFrequent(name: string, column: Column): number | string {
  const values: readonly (number | string)[] =
    column.type === 'text' ? column.values.filter((value) => value !== null) : [...present(column.values)];
  const counts = new Map<number | string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || compareCategories(a, b));
  return best === undefined ? refuseEmpty(name) : best[0];
}

function refuseEmpty(name: string): never {
  throw new ChalkgradError(
    `SimpleImputer: column '${name}' has no value at all in the rows given to fit`,
    'leave the column out, or fill it with a constant.',
  );
}

function filledColumn(column: Column, fill: number | string): Column {
  return column.type === 'text'
    ? { type: 'text', values: column.values.map((value) => value ?? String(fill)) }
    : { type: column.type, values: column.values.map((value) => (Number.isNaN(value) ? Number(fill) : value)) };
}
