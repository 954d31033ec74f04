/**
 * A column of categories → one column of zeros and ones per category. Fitted on train only: the categories of the test set are
 * not known beforehand. Source: scikit-learn's OneHotEncoder, whose order of columns it keeps.
 */
import { check, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { type Category, categoriesOf, checkKind, distinct, refuseUnknown } from './categories.ts';
import { type Column, columnOf, Table } from './Table.ts';

export interface OneHotOptions {
  /** A value that was not in train: an error (default), or a row of zeros. */
  readonly unknown?: 'error' | 'zeros';
  /** Leave out each column's first category, which the others then imply. Default false. */
  readonly dropFirst?: boolean;
}

const made = signature('OneHotEncoder', {}, { unknown: 'text', dropFirst: 'boolean' });
const methods = {
  fit: signature('OneHotEncoder.fit', { train: 'table' }),
  transform: signature('OneHotEncoder.transform', { table: 'table' }),
  inverseTransform: signature('OneHotEncoder.inverseTransform', { x: 'tensor' }),
};

/**
 * @example
 * const encoder = new OneHotEncoder().fit(train.select(['city']));
 * encoder.transform(test.select(['city']));  // float32 [N, K]
 * encoder.featureNames;                      // ['city=Bern', 'city=Oslo']
 */
export class OneHotEncoder {
  private readonly unknown: 'error' | 'zeros';
  private readonly first: 0 | 1;
  /** Sorted categories of each column; empty before `fit`. */
  categories = new Map<string, readonly Category[]>();

  constructor(options: OneHotOptions = {}) {
    const { unknown = 'error', dropFirst = false } = optionsOf(made, [options]);
    if (unknown !== 'error' && unknown !== 'zeros') {
      throw new ChalkgradError(
        `OneHotEncoder: unknown '${String(unknown)}'`,
        "it is 'error', or 'zeros' to give a new value a row of zeros (scikit-learn's 'ignore').",
      );
    }
    this.unknown = unknown;
    this.first = dropFirst ? 1 : 0;
  }

  /** All columns of `train` are taken as categories. Errors: a missing value. */
  fit(train: Table): this {
    check(methods.fit, train);
    this.categories = new Map(
      train.names.map((name) => [name, distinct(categoriesOf(train.column(name), name, 'OneHotEncoder'))]),
    );
    return this;
  }

  /** What each column of the result says. */
  get featureNames(): string[] {
    return [...this.categories].flatMap(([name, known]) => known.slice(this.first).map((value) => `${name}=${value}`));
  }

  /** table → float32 [N, K]. Errors: not fitted; another column; a missing value, numbers for text; a new value unless those are zeros. */
  transform(table: Table): Tensor {
    check(methods.transform, table);
    this.checkFitted();
    const width = this.featureNames.length;
    const out = new Float32Array(table.length * width);
    let start = 0;
    for (const [name, known] of this.categories) {
      const place = new Map(known.map((value, k) => [value, k]));
      checkKind(table.column(name), known, name, 'OneHotEncoder');
      categoriesOf(table.column(name), name, 'OneHotEncoder').forEach((value, row) => {
        const k = place.get(value) ?? this.onUnknown(value, known, name);
        if (k >= this.first) out[row * width + start + k - this.first] = 1;
      });
      start += known.length - this.first;
    }
    return tensorFrom(out, [table.length, width], 'float32');
  }

  /** The table again: in each column the category with the largest number. x [N, K]. Errors: a row of zeros (unknown). */
  inverseTransform(x: Tensor): Table {
    check(methods.inverseTransform, x);
    this.checkFitted();
    const width = this.featureNames.length;
    if (x.rank !== 2 || x.shape[1] !== width)
      throw new ChalkgradError(
        `OneHotEncoder: ${shapeText(x.shape)} is not [N, ${width}]`,
        'give it what transform gave.',
      );
    const flat = x.dataSync();
    const columns: [string, Column][] = [];
    let start = 0;
    for (const [name, known] of this.categories) {
      const values = Array.from({ length: x.shape[0]! }, (_, row) => {
        const from = row * width + start;
        return this.categoryIn(flat.subarray(from, from + known.length - this.first), known, name, row);
      });
      columns.push([name, columnOf(values)]);
      start += known.length - this.first;
    }
    return new Table(columns);
  }

  private categoryIn(values: ArrayLike<number>, known: readonly Category[], name: string, row: number): Category {
    let best = -1;
    for (let k = 0; k < values.length; k++) if (values[k]! > (best < 0 ? 0 : values[best]!)) best = k;
    if (best >= 0) return known[best + this.first]!;
    if (this.first === 1) return known[0]!;
    throw new ChalkgradError(
      `OneHotEncoder: row ${row} says nothing about '${name}'`,
      'zeros stand for an unknown value.',
    );
  }

  private onUnknown(value: Category, known: readonly Category[], name: string): number {
    if (this.unknown === 'zeros') return -1;
    return refuseUnknown(
      value,
      known,
      `OneHotEncoder: column '${name}'`,
      "To pass over new values: { unknown: 'zeros' }.",
    );
  }

  private checkFitted(): void {
    if (this.categories.size === 0)
      throw new ChalkgradError('OneHotEncoder: used before fit', 'call fit(train) first, with the training rows only.');
  }
}
