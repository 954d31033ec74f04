/**
 * A column of categories → their numbers 0, 1, 2 … For categories with an order (small < medium < large), which must be given:
 * otherwise the alphabet decides, and a model will believe it. Source: scikit-learn's OrdinalEncoder.
 */
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { type Category, categoriesOf, distinct, refuseUnknown } from './categories.ts';
import { type Column, columnOf, Table } from './Table.ts';

export interface OrdinalOptions {
  /** Categories of a column in their order. Default: those found, sorted. */
  readonly categories?: Readonly<Record<string, readonly Category[]>>;
  /** Stands for a value that is not among the categories. Default: such a value is an error. */
  readonly unknownValue?: number;
}

/** @example new OrdinalEncoder({ categories: { size: ['S', 'M', 'L'] } }).fitTransform(Table.of({ size: ['L', 'S'] })) // [[2], [0]] */
export class OrdinalEncoder {
  private readonly given: Readonly<Record<string, readonly Category[]>>;
  private readonly unknownValue: number | undefined;
  /** Categories of each column in their order; empty before `fit`. */
  categories = new Map<string, readonly Category[]>();

  constructor({ categories = {}, unknownValue }: OrdinalOptions = {}) {
    this.given = categories;
    this.unknownValue = unknownValue;
  }

  /** All columns of `train` are taken as categories. Errors: a missing value, one that is not in the given order. */
  fit(train: Table): this {
    const found = new Map(
      train.names.map((name) => [name, distinct(categoriesOf(train.column(name), name, 'OrdinalEncoder'))]),
    );
    for (const [name, order] of Object.entries(this.given)) {
      const stranger = found.get(name)?.find((value) => !order.includes(value));
      if (stranger !== undefined && this.unknownValue === undefined) {
        throw new ChalkgradError(
          `OrdinalEncoder: column '${name}' holds ${JSON.stringify(stranger)}, which is not in the given order`,
          `the order is ${order.join(' < ')}.`,
        );
      }
      if (found.has(name)) found.set(name, [...order]);
    }
    this.categories = found;
    return this;
  }

  /** table → float32 [N, D]. Errors: not fitted; a missing value; a new value unless `unknownValue` is set. */
  transform(table: Table): Tensor {
    this.checkFitted();
    const width = this.categories.size;
    const out = new Float32Array(table.length * width);
    [...this.categories].forEach(([name, known], j) => {
      const place = new Map(known.map((value, k) => [value, k]));
      categoriesOf(table.column(name), name, 'OrdinalEncoder').forEach((value, row) => {
        out[row * width + j] = place.get(value) ?? this.unknownValue ?? this.refuse(value, known, name);
      });
    });
    return tensorFrom(out, [table.length, width], 'float32');
  }

  fitTransform(train: Table): Tensor {
    return this.fit(train).transform(train);
  }

  /** The table again. x [N, D]. Errors: a number that stands for no category. */
  inverseTransform(x: Tensor): Table {
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

function categoryAt(known: readonly Category[], number: number, name: string): Category {
  const value = known[number];
  if (value !== undefined) return value;
  throw new ChalkgradError(
    `OrdinalEncoder: ${number} stands for no category of '${name}'`,
    `numbers go from 0 to ${known.length - 1}.`,
  );
}
