/**
 * A column of categories → their numbers 0, 1, 2 … For categories with an order (small < medium < large), which must be given:
 * otherwise the alphabet decides, and a model will believe it. Source: scikit-learn's OrdinalEncoder.
 */
import { check, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { didYouMean } from '../../tensor/nearest.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { type Category, categoriesOf, checkKind, distinct, refuseUnknown } from './categories.ts';
import { type Column, columnOf, Table } from './Table.ts';

export interface OrdinalOptions {
  /** Categories of a column in their order. Default: those found, sorted. */
  readonly categories?: Readonly<Record<string, readonly Category[]>>;
  /** Stands for a value that is not among the categories. Default: such a value is an error. */
  readonly unknownValue?: number;
}

const made = signature('OrdinalEncoder', {}, { categories: 'record', unknownValue: 'number' });
const methods = {
  fit: signature('OrdinalEncoder.fit', { train: 'table' }),
  transform: signature('OrdinalEncoder.transform', { table: 'table' }),
  inverseTransform: signature('OrdinalEncoder.inverseTransform', { x: 'tensor' }),
  fitTransform: signature('OrdinalEncoder.fitTransform', { train: 'table' }),
};

/** @example new OrdinalEncoder({ categories: { size: ['S', 'M', 'L'] } }).fitTransform(Table.of({ size: ['L', 'S'] })) // [[2], [0]] */
export class OrdinalEncoder {
  private readonly given: Readonly<Record<string, readonly Category[]>>;
  private readonly unknownValue: number | undefined;
  /** Categories of each column in their order; empty before `fit`. */
  categories = new Map<string, readonly Category[]>();

  /** Errors: an order with a category twice, or with something that is none. */
  constructor(options: OrdinalOptions = {}) {
    const { categories = {}, unknownValue } = optionsOf(made, [options]);
    for (const [name, order] of Object.entries(categories)) checkOrder(name, order);
    this.given = categories;
    this.unknownValue = unknownValue;
  }

  /** All columns of `train` are taken as categories. Errors: a missing value, one that is not in the given order; an order for no column. */
  fit(train: Table): this {
    check(methods.fit, train);
    const found = new Map(
      train.names.map((name) => [name, distinct(categoriesOf(train.column(name), name, 'OrdinalEncoder'))]),
    );
    for (const [name, order] of Object.entries(this.given)) {
      const values = found.get(name);
      if (values === undefined) {
        throw new ChalkgradError(
          `OrdinalEncoder: an order is given for '${name}', which is no column`,
          `the columns are ${train.names.join(', ')}.${didYouMean(name, train.names)}`,
        );
      }
      checkKind(train.column(name), order, name, 'OrdinalEncoder');
      const stranger = values.find((value) => !order.includes(value));
      if (stranger !== undefined && this.unknownValue === undefined) {
        throw new ChalkgradError(
          `OrdinalEncoder: column '${name}' holds ${JSON.stringify(stranger)}, which is not in the given order`,
          `the order is ${order.join(' < ')}.${didYouMean(String(stranger), order.map(String))}`,
        );
      }
      found.set(name, [...order]);
    }
    for (const [name, known] of found) this.checkUnknownValue(name, known);
    this.categories = found;
    return this;
  }

  /** table → float32 [N, D]. Errors: not fitted; a missing value; a new value unless `unknownValue` is set. */
  transform(table: Table): Tensor {
    check(methods.transform, table);
    this.checkFitted();
    const width = this.categories.size;
    const out = new Float32Array(table.length * width);
    [...this.categories].forEach(([name, known], j) => {
      const place = new Map(known.map((value, k) => [value, k]));
      checkKind(table.column(name), known, name, 'OrdinalEncoder');
      categoriesOf(table.column(name), name, 'OrdinalEncoder').forEach((value, row) => {
        out[row * width + j] = place.get(value) ?? this.unknownValue ?? this.refuse(value, known, name);
      });
    });
    return tensorFrom(out, [table.length, width], 'float32');
  }

  fitTransform(train: Table): Tensor {
    check(methods.fitTransform, train);
    return this.fit(train).transform(train);
  }

  /** The table again. x [N, D]. Errors: a number that stands for no category. */
  inverseTransform(x: Tensor): Table {
    check(methods.inverseTransform, x);
    this.checkFitted();
    const width = this.categories.size;
    if (x.rank !== 2 || x.shape[1] !== width)
      throw new ChalkgradError(
        `OrdinalEncoder: ${shapeText(x.shape)} is not [N, ${width}]`,
        'give it what transform gave.',
      );
    const flat = x.dataSync();
    const columns = [...this.categories].map(([name, known], j): [string, Column] => [
      name,
      columnOf(Array.from({ length: x.shape[0]! }, (_, row) => categoryAt(known, flat[row * width + j]!, name))),
    ]);
    return new Table(columns);
  }

  private checkUnknownValue(name: string, known: readonly Category[]): void {
    const number = this.unknownValue;
    if (number === undefined || (Number.isFinite(number) && known[number] === undefined)) return;
    throw new ChalkgradError(
      `OrdinalEncoder: unknownValue ${number} ${Number.isFinite(number) ? `already stands for ${JSON.stringify(known[number])} of '${name}'` : 'is no number'}`,
      'take a number that stands for no category, such as -1.',
    );
  }

  private refuse(value: Category, known: readonly Category[], name: string): never {
    return refuseUnknown(
      value,
      known,
      `OrdinalEncoder: column '${name}'`,
      'To give new values a number: { unknownValue: -1 }.',
    );
  }

  private checkFitted(): void {
    if (this.categories.size === 0)
      throw new ChalkgradError(
        'OrdinalEncoder: used before fit',
        'call fit(train) first, with the training rows only.',
      );
  }
}

function checkOrder(name: string, order: readonly Category[]): void {
  if (!Array.isArray(order) || order.length === 0) {
    throw new ChalkgradError(
      `OrdinalEncoder: the order of '${name}' is no list of categories`,
      "give each column a list: { categories: { size: ['S', 'M', 'L'] } }.",
    );
  }
  const strange = order.findIndex((value) => typeof value !== 'string' && !Number.isFinite(value));
  const doubled = order.find((value, i) => order.indexOf(value) !== i);
  if (strange < 0 && doubled === undefined) return;
  throw new ChalkgradError(
    strange >= 0
      ? `OrdinalEncoder: the order of '${name}' holds ${String(order[strange])}, which is no category`
      : `OrdinalEncoder: the order of '${name}' holds ${JSON.stringify(doubled)} twice`,
    'list every category once, as a text or a number.',
  );
}

function categoryAt(known: readonly Category[], number: number, name: string): Category {
  const value = known[number];
  if (value !== undefined) return value;
  throw new ChalkgradError(
    `OrdinalEncoder: ${number} stands for no category of '${name}'`,
    `numbers go from 0 to ${known.length - 1}.`,
  );
}
