/**
 * A thousand columns of noise, a target of noise, a hundred rows. Ten columns are chosen that go with the target best: on all rows, or on
 * the training rows alone; a linear model of these ten is then fitted to the training rows and examined on the others. What it can know about
 * them is nothing.
 */
import { Generator } from '#framework';
import { leastSquares, predict } from './leastSquares.ts';
import type { NoiseScore } from './protocol.ts';

export const NOISE = { rows: 100, columns: 1000, chosen: 10, train: 70 };

export interface NoiseTable {
  /** By column. */
  readonly columns: readonly Float64Array[];
  readonly y: Float64Array;
  readonly train: readonly number[];
  readonly exam: readonly number[];
}

/** Drawn in this order from the stream `noise`: columns row by row, the target, the permutation that is cut. */
export function noiseTable(seed: number): NoiseTable {
  const stream = new Generator(seed).fork('noise');
  const columns = Array.from({ length: NOISE.columns }, () => new Float64Array(NOISE.rows));
  for (let row = 0; row < NOISE.rows; row++) for (const column of columns) column[row] = stream.normal(0, 1);
  const y = Float64Array.from({ length: NOISE.rows }, () => stream.normal(0, 1));
  const order = Array.from(stream.permutation(NOISE.rows));
  return { columns, y, train: order.slice(0, NOISE.train), exam: order.slice(NOISE.train) };
}

/** The columns with the largest |Σ x y| over these rows, strongest first. */
export function chosenOn({ columns, y }: NoiseTable, rows: readonly number[]): number[] {
  const strength = columns.map((column) => Math.abs(rows.reduce((sum, row) => sum + column[row]! * y[row]!, 0)));
  return [...strength.keys()].toSorted((a, b) => strength[b]! - strength[a]! || a - b).slice(0, NOISE.chosen);
}

/** R² in the examination of the model that was fitted to these columns' training rows. */
export function scoreOf({ columns, y, train, exam }: NoiseTable, chosen: readonly number[]): number {
  const inputs = (rows: readonly number[]): number[][] => rows.map((row) => chosen.map((j) => columns[j]![row]!));
  const targets = (rows: readonly number[]): number[] => rows.map((row) => y[row]!);
  const said = predict(inputs(exam), leastSquares(inputs(train), targets(train)));
  const truth = targets(exam);
  const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
  const left = truth.reduce((sum, value, i) => sum + (value - said[i]!) ** 2, 0);
  return 1 - left / truth.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** @example noiseScore(7).all */
export function noiseScore(seed: number): NoiseScore {
  const table = noiseTable(seed);
  return {
    seed,
    all: scoreOf(table, chosenOn(table, [...table.train, ...table.exam])),
    train: scoreOf(table, chosenOn(table, table.train)),
  };
}
