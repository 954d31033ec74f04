/** Numbers of lesson 3: of a line or plane that is fitted to the examples of a step. */
import {
  apart,
  closedForm,
  meanSquare,
  type Regression,
  regressionOf,
  residual,
  wayOf,
} from '../optimization/regression/regression.ts';
import type { Measure, Measured } from './Measure.ts';

/** So near counts as agreeing in three digits. */
const THREE_DIGITS = 1e-3;
/** From here on a line nearly fits, and what it misses is noise. */
const NEAR = 20;
/** From here on the loss of all points at once has stopped. */
const SETTLED = 60;
/** So long the track without a summed bias needs to be where it ends. */
const LONG = 1500;
/** It passes through a point when it misses it by less, and has run away when its loss is larger. */
const [MET, AWAY] = [0.02, 100];

const of =
  (read: (regression: Regression, state: Measured) => number | null): Measure =>
  (state) => {
    const regression = state.trace && regressionOf(state.trace);
    return regression === null ? null : read(regression, state);
  };

/** The place of the largest of some numbers. */
const largest = (values: readonly number[]): number => values.indexOf(Math.max(...values));

export const lineMeasures = {
  /** How many times as large the loss would be, were every miss twice as large. */
  'loss-of-twice-the-miss': of(({ theta, rows }) => {
    const twice = rows.map(({ x, y }) => ({ x, y: y - residual(theta, { x, y }) }));
    return Math.round(1e9 * (meanSquare(theta, twice) / meanSquare(theta, rows))) / 1e9;
  }),
  /** Which example turns the line most: 0 the one that is missed by most, 1 another, further out, 2 another, further in. */
  'turns-most': of(({ theta, rows }, { trace }) => {
    if (rows[0]!.x.length !== 1 || trace!.step < NEAR) return null;
    const misses = rows.map((row) => Math.abs(residual(theta, row)));
    const [worst, turner] = [largest(misses), largest(misses.map((miss, i) => miss * Math.abs(rows[i]!.x[0]!)))];
    if (worst === turner) return 0;
    return Math.abs(rows[turner]!.x[0]!) > Math.abs(rows[worst]!.x[0]!) ? 1 : 2;
  }),
  /** The loss where it has stopped falling. */
  'settled-loss': ({ tracks, metrics }) =>
    (tracks[0]?.metrics ?? metrics).find(({ step }) => step >= SETTLED)?.loss ?? null,
  'points-of-the-step': of(({ rows }) => rows.length),
  bias: of(({ theta }) => theta[0]!),
  'first-weight': of(({ theta }) => theta[1]!),
  'best-bias': of(({ rows }) => closedForm(rows)?.[0] ?? null),
  'best-weight': of(({ rows }) => closedForm(rows)?.[1] ?? null),
  'lowest-loss': of(({ rows }) => {
    const best = closedForm(rows);
    return best === null ? null : meanSquare(best, rows);
  }),
  /** Of four inputs: which has a weight next to nothing where the loss is lowest, from 0. */
  'weight-of-nothing': of(({ rows }) => {
    const best = closedForm(rows);
    if (best?.length !== 5) return null;
    return largest(best.slice(1).map((weight) => -Math.abs(weight)));
  }),
  /** The first step at which θ agrees with the closed form in three digits after the point. */
  'steps-to-three-digits': of(({ theta, rows }, { metrics, tracks }) => {
    const best = closedForm(rows);
    if (best === null) return null;
    const way = wayOf(tracks[0]?.metrics ?? metrics, theta.length);
    return way.find((place) => apart(place.theta, best) < THREE_DIGITS)?.step ?? null;
  }),
  /** Where a line ends whose bias hears one example only: 0 where all are best served, 1 through the last one, 2 nowhere. */
  'where-it-ends': ({ tracks }) => {
    const trace = tracks.at(-1)?.trace ?? null;
    const regression = trace && regressionOf(trace);
    if (trace === null || regression === null) return null;
    if (regression.loss > AWAY) return 2;
    if (trace.step < LONG) return null;
    return Math.abs(residual(regression.theta, regression.rows.at(-1)!)) < MET ? 1 : 0;
  },
} satisfies Readonly<Record<string, Measure>>;
