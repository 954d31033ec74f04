/** Lists that are given from outside: an array, a typed array or a tensor [N]. Something else would count as empty without a word. */
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { Tensor } from '../tensor/Tensor.ts';

/** The values of a list, and of a tensor [N] on the CPU. Errors: something else. */
export function listOf<T>(values: ArrayLike<T> | Tensor, who: string): ArrayLike<T> {
  if (values instanceof Tensor) {
    if (values.rank === 1) return values.dataSync() as unknown as ArrayLike<T>;
    throw new ChalkgradError(
      `${who}: a tensor of shape ${shapeText(values.shape)} is no list`,
      'give it a list of values, or a tensor [N]: flatten(), or squeeze(1).',
    );
  }
  if (Array.isArray(values) || (ArrayBuffer.isView(values) && 'length' in values)) return values;
  const what =
    typeof values === 'string' ? `the text ${JSON.stringify(values)}` : values === null ? 'null' : typeof values;
  throw new ChalkgradError(`${who}: ${what} is no list`, 'give it an array, a typed array, or a tensor [N].');
}

/** The same of numbers that stand for places or entries. Errors: a mask, whose 0 and 1 would be taken for such. */
export function placesOf(values: ArrayLike<number> | Tensor, who: string): ArrayLike<number> {
  if (values instanceof Tensor && values.dtype === 'bool') {
    throw new ChalkgradError(
      `${who}: a tensor of true and false holds no whole numbers`,
      'of a mask these are the places: mask.nonzero().squeeze(1).',
    );
  }
  return listOf(values, who);
}

/** The same of whole numbers that int32 can hold: ids, tokens. Errors: others among them, with the place. */
export function wholeNumbers(values: ArrayLike<number> | Tensor, who: string): Int32Array<ArrayBuffer> {
  const list = placesOf(values, who);
  const whole = Int32Array.from(list);
  const strange = whole.findIndex((value, i) => value !== list[i]);
  if (strange >= 0) {
    throw new ChalkgradError(
      `${who}: number ${strange} of the list is ${JSON.stringify(list[strange]) ?? 'undefined'}, no whole number of 32 bits`,
      'use whole numbers.',
    );
  }
  return whole;
}
