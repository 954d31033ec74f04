/** Median to 0, distance between the quartiles to 1: a few outliers do not matter. Source: scikit-learn's RobustScaler. */
import { Scaler, spreadOrOne } from './Scaler.ts';
import { medianOf, quantileOf } from './statistics.ts';

/** @example new RobustScaler().fit(tensor([[1], [2], [3], [4], [1000]])).scale // [2] */
export class RobustScaler extends Scaler {
  protected learn(column: Float64Array<ArrayBuffer>): { shift: number; scale: number } {
    return { shift: medianOf(column), scale: spreadOrOne(quantileOf(column, 0.75) - quantileOf(column, 0.25)) };
  }
}
