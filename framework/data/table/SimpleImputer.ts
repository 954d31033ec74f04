/**
 * Fills holes with a number learned from the training rows: mean, median, the most frequent value, or a constant. Fitted on
 * train only: the mean of all rows would tell the model about the test set. scikit-learn's SimpleImputer, for tables.
 */
import { check, optionsOf, signature } from '../../tensor/arguments.ts';
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

const made = signature('SimpleImputer', {}, { strategy: 'anything', columns: 'texts' });
const methods = {
  fit: signature('SimpleImputer.fit', { train: 'table' }),
  transform: signature('SimpleImputer.transform', { table: 'table' }),
  fitTransform: signature('SimpleImputer.fitTransform', { train: 'table' }),
};

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

  constructor(options: ImputerOptions = {}) {
    const { strategy = 'mean', columns } = optionsOf(made, [options]);
    checkStrategy(strategy);
    this.strategy = strategy;
    this.columns = columns;
  }

  /** Errors: a column without a single value; text where a number is wanted. */
  fit(train: Table): this {
    check(methods.fit, train);
    const fills = (this.columns ?? train.names).map(
      (name) => [name, fillOf(name, train.column(name), this.strategy)] as const,
    );
    this.fills.clear();
    for (const [name, fill] of fills) this.fills.set(name, fill);
    return this;
  }

  /** Errors: not fitted; a column that is not there, or holds text instead of numbers, or the other way round. */
  transform(table: Table): Table {
    check(methods.transform, table);
    if (this.fills.size === 0)
      throw new ChalkgradError(
        'SimpleImputer: transform before fit',
        'call fit(train) first, with the training rows only.',
      );
    let filled = table;
    for (const [name, fill] of this.fills)
      filled = filled.withColumn(name, filledColumn(name, table.column(name), fill));
    return filled;
  }

  fitTransform(train: Table): Table {
    check(methods.fitTransform, train);
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
  const values = present(column.values);
  if (values.length === 0) return refuseEmpty(name);
  const fill = strategy === 'mean' ? meanOf(values) : medianOf(values);
  if (!Number.isFinite(fill)) {
    throw new ChalkgradError(
      `SimpleImputer: the ${strategy} of column '${name}' is ${fill}: it holds infinite values`,
      "make them missing or leave them out first: readTable(text, { missing: ['', 'inf'] }).",
    );
  }
  return fill;
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

function filledColumn(name: string, column: Column, fill: number | string): Column {
  if (typeof fill === 'string') {
    const isEmpty = column.type !== 'text' && present(column.values).length === 0; // nothing but holes says nothing of its type
    if (column.type !== 'text' && !isEmpty) refuseKind(name, column, 'text');
    return {
      type: 'text',
      values: Array.from(column.values as readonly unknown[], (value) => (typeof value === 'string' ? value : fill)),
    };
  }
  if (column.type === 'text') return refuseKind(name, column, 'numbers');
  const hasHoles = column.values.some(Number.isNaN);
  const fits =
    column.type === 'number' || (column.type === 'integer' ? Number.isInteger(fill) : fill === 0 || fill === 1);
  return {
    type: hasHoles && !fits ? 'number' : column.type,
    values: column.values.map((value) => (Number.isNaN(value) ? fill : value)),
  };
}

function refuseKind(name: string, column: Column, fitted: string): never {
  throw new ChalkgradError(
    `SimpleImputer: column '${name}' held ${fitted} when it was fitted, and now holds ${column.type === 'text' ? 'text' : `${column.type}s`}`,
    `give it one type in all tables: readTable(text, { types: { ${name}: 'text' } }), or 'number'.`,
  );
}

function checkStrategy(strategy: Strategy): void {
  const isConstant = typeof strategy === 'object' && strategy !== null;
  const isRight = isConstant
    ? typeof strategy.constant === 'string' || Number.isFinite(strategy.constant)
    : ['mean', 'median', 'mostFrequent'].includes(strategy);
  if (isRight) return;
  throw new ChalkgradError(
    `SimpleImputer: strategy ${JSON.stringify(strategy)}`,
    "it is 'mean', 'median', 'mostFrequent', or a value for all holes: { constant: 0 }.",
  );
}
