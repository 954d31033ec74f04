/**
 * A linear regression as one step shows it: the examples that it read, where θ stood, what each example misses by and how it pulls. Taken
 * from the step's own batch and parameters; sums are in float64. θ₀ is the bias and stands first; one example's loss is r², without ½.
 */
import type { StepMetrics, StepTrace } from '../../../player/protocol.ts';

/** An example: its inputs and its target. */
export interface Row {
  readonly x: readonly number[];
  readonly y: number;
}

export interface Regression {
  /** Bias first. Before the update, and after it. [1 + D] */
  readonly theta: readonly number[];
  readonly after: readonly number[];
  /** What the optimizer was given. */
  readonly gradient: readonly number[];
  readonly rows: readonly Row[];
  /** What the loss op answered. */
  readonly loss: number;
}

/** null: the step is no linear regression's, or its batch was not kept. */
export function regressionOf(trace: StepTrace): Regression | null {
  const targets = trace.tensors.get(trace.targets);
  const inputs = trace.tensors.get(trace.inputs);
  const [bias, weights] = [parameter(trace, 'bias', 2), parameter(trace, 'weight', 1)];
  if (bias === null || weights === null || targets === undefined || inputs === undefined) return null;
  if (bias.before.length !== 1) return null;
  const at = (part: keyof Parameter): readonly number[] => [...bias[part], ...weights[part]];
  const [theta, after, gradient] = [at('before'), at('after'), at('gradient')];
  const [m, D] = [targets.values.length, theta.length - 1];
  if (m === 0 || inputs.values.length !== m * D) return null;
  // Where the first thing a step does is to turn its table, the table stands there column by column.
  const isTurned = trace.ops.some(({ isView, inputs: [first] }) => isView && first === trace.inputs);
  const cell = (i: number, d: number): number => inputs.values[isTurned ? d * m + i : i * D + d]!;
  const rows = Array.from({ length: m }, (_, i) => ({
    x: Array.from({ length: D }, (_, d) => cell(i, d)),
    y: targets.values[i]!,
  }));
  return { theta, after, gradient, rows, loss: trace.loss };
}

interface Parameter {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly gradient: readonly number[];
}

/** A parameter, from its update; one that is frozen is read where `linear` uses it, as its input number `place`, and stays. */
function parameter(trace: StepTrace, label: string, place: number): Parameter | null {
  const valuesOf = (id: number | undefined): readonly number[] | null => {
    const values = trace.tensors.get(id ?? Number.NaN)?.values;
    return values === undefined ? null : Array.from(values);
  };
  const update = trace.updates.find((entry) => entry.label === label);
  if (update === undefined) {
    const still = valuesOf(trace.ops.find((op) => op.label === 'linear')?.inputs[place]);
    return still === null ? null : { before: still, after: still, gradient: still.map(() => 0) };
  }
  const [before, after, gradient] = [valuesOf(update.before), valuesOf(update.after), valuesOf(update.gradient)];
  return before === null || after === null || gradient === null ? null : { before, after, gradient };
}

/** Prediction minus target. */
export const residual = (theta: readonly number[], { x, y }: Row): number =>
  x.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y;

/** The mean of the squared residuals. */
export const meanSquare = (theta: readonly number[], rows: readonly Row[]): number =>
  rows.reduce((sum, row) => sum + residual(theta, row) ** 2, 0) / rows.length;

/** (2/m) Σ r · (1, x). [1 + D] */
export function slopes(theta: readonly number[], rows: readonly Row[]): readonly number[] {
  const sums = theta.map(() => 0);
  for (const row of rows) {
    const r = residual(theta, row);
    for (let p = 0; p < sums.length; p++) sums[p]! += r * (p === 0 ? 1 : row.x[p - 1]!);
  }
  return sums.map((sum) => (2 * sum) / rows.length);
}

/** A column that the others explain to within this share of its own length brings nothing new. */
const NOTHING_NEW = 1e-6;

/**
 * The θ of the smallest mean square, by making the columns square to each other one after the other (Golub, Van Loan, "Matrix Computations",
 * 5.2.8); null where more than one θ has it.
 */
export function closedForm(rows: readonly Row[]): readonly number[] | null {
  const D = rows[0]?.x.length ?? 0;
  const columns = Array.from({ length: D + 1 }, (_, j) => rows.map(({ x }) => (j === 0 ? 1 : x[j - 1]!)));
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
  const basis: number[][] = [];
  const parts: number[][] = [];
  for (const column of columns) {
    let rest = [...column];
    const along = columns.map(() => 0);
    for (let pass = 0; pass < 2; pass++)
      for (const [k, q] of basis.entries()) {
        const share = dot(q, rest);
        along[k]! += share;
        rest = rest.map((value, i) => value - share * q[i]!);
      }
    const length = Math.sqrt(dot(rest, rest));
    if (!(length > NOTHING_NEW * Math.sqrt(dot(column, column)))) return null;
    along[basis.length] = length;
    parts.push(along);
    basis.push(rest.map((value) => value / length));
  }
  const y = rows.map((row) => row.y);
  const theta: number[] = [];
  for (let j = D; j >= 0; j--) {
    let rest = dot(basis[j]!, y);
    for (let k = j + 1; k <= D; k++) rest -= parts[k]![j]! * theta[k]!;
    theta[j] = rest / parts[j]![j]!;
  }
  return theta;
}

/** Where θ stood before each step, from what the steps said of themselves; a step that did not say is left out. */
export function wayOf(
  metrics: readonly StepMetrics[],
  parameters: number,
): readonly { readonly step: number; readonly theta: readonly number[] }[] {
  const names = parameters === 2 ? ['weight'] : Array.from({ length: parameters - 1 }, (_, j) => `weight${j + 1}`);
  return metrics.flatMap(({ step, metrics: said }) => {
    const theta = ['bias', ...names].map((name) => said[name]);
    return theta.every((value) => value !== undefined) ? [{ step, theta: theta as number[] }] : [];
  });
}

/** The largest difference of two θ. */
export const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, p) => Math.abs(value - b[p]!)));
