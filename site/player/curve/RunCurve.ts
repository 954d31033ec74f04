/**
 * The learning curve of one whole run as it is kept in `site/recordings/<run>.json`: small enough to stand in a page, with everything
 * a reader needs to make it again. Numbers have five significant digits.
 */
import { type CurvePoint, thinCurve } from '../../visuals/parts/curves/thinCurve.ts';
import type { Evaluation, StepMetrics } from '../protocol.ts';
import type { PackedPictures } from './packPictures.ts';

/** Parallel lists; null where the loss was no number. */
export interface PackedCurve {
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
}

export interface RunCurve {
  readonly run: string;
  readonly seed: number;
  readonly backend: string;
  /** Day of the recording, 2026-11-24. */
  readonly date: string;
  /** Of all cores together, making the data and measuring included. */
  readonly processorSeconds: number;
  readonly cores: number;
  /** Of the files in filesOfRun: another hash means that the recording is of an older run. */
  readonly sourceHash: string;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  readonly parameters: number;
  readonly config: Readonly<Record<string, number | string | boolean>>;
  /** By the run's own names: `loss`, `discriminatorLoss`. */
  readonly losses: Readonly<Record<string, PackedCurve>>;
  readonly evaluations: readonly Evaluation[];
  /** What the trained model made, where the run makes something to be read. */
  readonly sample: string | null;
  /** What it makes after the last step, where there is something to look at. */
  readonly pictures: PackedPictures | null;
}

const DIGITS = 5;
/** Up to here every step is kept; of a longer run, the lowest and the highest of each of half as many stretches. */
export const MOST_POINTS = 700;

export const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** The numbers that are losses, by their names: every one that ends so. */
export const lossNames = (metrics: Readonly<Record<string, number>>): string[] =>
  Object.keys(metrics).filter((name) => /loss$/i.test(name));

/** All losses of a run, thinned and rounded. */
export function packLosses(steps: readonly StepMetrics[], totalSteps: number): Record<string, PackedCurve> {
  const names = lossNames(steps[0]?.metrics ?? {});
  const columns = MOST_POINTS / 2 - 1; // two points each, and room for the first step and the last
  const columnOf = (step: number): number =>
    totalSteps <= MOST_POINTS ? step : Math.floor((step * columns) / totalSteps);
  return Object.fromEntries(
    names.map((name) => {
      const points = steps.map(({ step, metrics }) => ({ step, value: metrics[name] ?? Number.NaN }));
      const thin = withEnds(thinCurve(points, columnOf), points);
      const values = thin.map(({ value }) => (Number.isFinite(value) ? rounded(value) : null));
      return [name, { steps: thin.map(({ step }) => step), values }];
    }),
  );
}

/** A curve begins with its first step and ends with its last, also where those were no extremes. */
function withEnds(thin: readonly CurvePoint[], all: readonly CurvePoint[]): readonly CurvePoint[] {
  const [first, last] = [all[0], all.at(-1)];
  const before = first !== undefined && thin[0]?.step !== first.step ? [first] : [];
  const after = last !== undefined && thin.at(-1)?.step !== last.step ? [last] : [];
  return [...before, ...thin, ...after];
}

/** Points to draw; where the loss was no number the line breaks. */
export const unpackCurve = ({ steps, values }: PackedCurve): CurvePoint[] =>
  steps.map((step, i) => ({ step, value: values[i] ?? Number.NaN }));

/** As JSON with one entry a line, so that a difference between two recordings can be read. */
export const curveText = (curve: RunCurve): string =>
  `{\n${Object.entries(curve)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(',\n')}\n}\n`;
