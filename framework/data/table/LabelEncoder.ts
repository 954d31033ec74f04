/** Class names → class numbers for a loss, and back. Source: scikit-learn's LabelEncoder. */

import { ChalkgradError } from '../../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { placesOf } from '../listOf.ts';
import { type Category, distinct, refuseUnknown } from './categories.ts';

/**
 * @example
 * const encoder = new LabelEncoder().fit(['cat', 'dog', 'cat']);
 * encoder.transform(['dog', 'cat']);        // int32 [1, 0]
 * encoder.inverseTransform([1]);            // ['dog']
 */
export class LabelEncoder {
  /** Class k is called classes[k]; sorted; empty before `fit`. */
  classes: readonly Category[] = [];

  /** Errors: no labels, a missing one, something else than a list of them. */
  fit(labels: Iterable<Category | null>): this {
    checkList(labels);
    const classes = distinct(Array.from(labels, checkedLabel));
    if (classes.length === 0)
      throw new ChalkgradError('LabelEncoder: fitted on no labels', 'give it the training labels.');
    this.classes = classes;
    return this;
  }

  /** → int32 [N]. Errors: not fitted; a label that is missing or new. */
  transform(labels: Iterable<Category | null>): Tensor {
    this.checkFitted();
    checkList(labels);
    const place = new Map(this.classes.map((value, k) => [value, k]));
    const numbers = Int32Array.from(
      Array.from(labels, (label, row) => place.get(checkedLabel(label, row)) ?? this.refuse(label!)),
    );
    return tensorFrom(numbers, [numbers.length], 'int32');
  }

  fitTransform(labels: readonly (Category | null)[]): Tensor {
    return this.fit(labels).transform(labels);
  }

  /** Numbers → names. Errors: a number that is no class. */
  inverseTransform(numbers: ArrayLike<number> | Tensor): Category[] {
    this.checkFitted();
    return Array.from(placesOf(numbers, 'LabelEncoder: inverseTransform'), (number) => {
      const value = this.classes[number];
      if (value !== undefined) return value;
      throw new ChalkgradError(
        `LabelEncoder: ${number} is no class`,
        `classes go from 0 to ${this.classes.length - 1}.`,
      );
    });
  }

  private refuse(label: Category): never {
    return refuseUnknown(label, this.classes, 'LabelEncoder: the labels', 'Fit it on all classes that can occur.');
  }

  private checkFitted(): void {
    if (this.classes.length === 0) throw new ChalkgradError('LabelEncoder: used before fit', 'call fit(labels) first.');
  }
}

/** A text would be taken letter by letter, a tensor for an empty list. */
function checkList(labels: unknown): void {
  const isList = typeof labels === 'object' && labels !== null && Symbol.iterator in labels;
  if (!isList)
    throw new ChalkgradError(
      `LabelEncoder: ${typeof labels === 'string' ? `the text '${labels}'` : `something of type ${typeof labels}`} is no list of labels`,
      "give it a list: ['cat', 'dog'], or table.texts(name).",
    );
}

function checkedLabel(label: Category | null, row: number): Category {
  if (label === null || label === undefined || Number.isNaN(label))
    throw new ChalkgradError(
      `LabelEncoder: label ${row} is missing`,
      'leave out rows without a label: dropMissing(table, [name]).',
    );
  return label;
}
