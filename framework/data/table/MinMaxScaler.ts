/** Each column's smallest value to one number and its largest to another. Source: scikit-learn's MinMaxScaler. */
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { Scaler, spreadOrOne } from './Scaler.ts';
import { present } from './statistics.ts';

const call = signature('MinMaxScaler', { range: 'numberList' });

/**
 * One outlier squeezes all other values together; values beyond train's go beyond the range.
 *
 * @example new MinMaxScaler([-1, 1]).fitTransform(tensor([[0], [5], [10]])) // -1, 0, 1
 */
export class MinMaxScaler extends Scaler {
  private readonly range: readonly [low: number, high: number];

  constructor(range: readonly [low: number, high: number] = [0, 1]) {
    super();
    check(call, range);
    if (!(range[0] < range[1]))
      throw new ChalkgradError(
        `MinMaxScaler: [${range.join(', ')}] is no range`,
        'the first number must be the smaller one.',
      );
    this.range = range;
  }

  protected learn(column: Float64Array<ArrayBuffer>): { shift: number; scale: number } {
    const values = present(column).sort();
    const [least = Number.NaN, most = Number.NaN] = [values[0], values.at(-1)];
    const [low, high] = this.range;
    const scale = spreadOrOne(most - least) / (high - low);
    return { shift: least - low * scale, scale };
  }
}
