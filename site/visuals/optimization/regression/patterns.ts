/** What a straight line leaves behind of a straight truth and of a curved one, and what it leaves with x² as a second input. Runs while the site is built. */

import { heights, TRUTH } from './lineRule.ts';
import { closedForm, meanSquare, type Row, residual } from './regression.ts';
import { seedPoints } from './seedPoints.ts';

export const patternNames = ['straight', 'curved', 'squared'] as const;
export type PatternName = (typeof patternNames)[number];

export interface Pattern {
  readonly x: readonly number[];
  /** Prediction minus target, of the best fit. */
  readonly residuals: readonly number[];
  readonly loss: number;
  /** How the residuals go with x², beside what a line can take of it: −1 … 1. */
  readonly bow: number;
}

/** How much the truth bends. */
const BEND = 0.5;

export function patterns(): Readonly<Record<PatternName, Pattern>> {
  const seed = seedPoints(50);
  const straight = heights(seed, TRUTH);
  const curved = straight.map((y, i) => y + BEND * seed.x[i]! ** 2);
  const rowsOf = (y: readonly number[], columns: (x: number) => number[]): readonly Row[] =>
    seed.x.map((x, i) => ({ x: columns(x), y: y[i]! }));
  const left = (rows: readonly Row[]): readonly number[] => {
    const best = closedForm(rows)!;
    return rows.map((row) => residual(best, row));
  };
  // Of x² what a line cannot say: the shape of a bow.
  const shape = left(
    rowsOf(
      seed.x.map((x) => x * x),
      (x) => [x],
    ),
  );
  const patternOf = (rows: readonly Row[]): Pattern => {
    const residuals = left(rows);
    return { x: seed.x, residuals, loss: meanSquare(closedForm(rows)!, rows), bow: cosine(residuals, shape) };
  };
  return {
    straight: patternOf(rowsOf(straight, (x) => [x])),
    curved: patternOf(rowsOf(curved, (x) => [x])),
    squared: patternOf(rowsOf(curved, (x) => [x, x * x])),
  };
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (u: readonly number[], v: readonly number[]): number =>
    u.reduce((sum, value, i) => sum + value * v[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
