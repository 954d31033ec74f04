import { Generator, generateLine } from '#framework';
import { defineExercise } from '../grader/define.ts';

type Line = readonly [bias: number, weight: number];

/** A plot of residuals as it is shown: prediction minus target, from the left, two digits. */
export interface Plot {
  readonly x: readonly number[];
  readonly residuals: readonly number[];
}

const POINTS = 12;
const { inputs, targets } = generateLine(POINTS, new Generator(7).fork('train'), { noise: 0.3 });
const order = Array.from({ length: POINTS }, (_, i) => i).sort((a, b) => inputs.dataSync()[a]! - inputs.dataSync()[b]!);
const x = order.map((i) => inputs.dataSync()[i]!);
const straight = order.map((i) => targets.dataSync()[i]!);
const curved = straight.map((y, i) => y + 0.7 * x[i]! ** 2);
/** The last but one, so that it bends the line and is not alone out there. */
const FAR_OFF = POINTS - 2;
const withOutlier = straight.map((y, i) => (i === FAR_OFF ? y - 4 : y));

function best(y: readonly number[]): Line {
  const [meanX, meanY] = [mean(x), mean(y)];
  const weight = mean(x.map((value, i) => (value - meanX) * (y[i]! - meanY))) / mean(x.map((v) => (v - meanX) ** 2));
  return [meanY - weight * meanX, weight];
}

function plot([bias, weight]: Line, y: readonly number[]): Plot {
  return { x, residuals: x.map((value, i) => Math.round(100 * (bias + weight * value - y[i]!)) / 100 + 0) };
}

const [bias, weight] = best(straight);

/** Each line, as somebody drew it. */
export const plots: Readonly<Record<'A' | 'B' | 'C' | 'D' | 'E', Plot>> = {
  A: plot([bias, weight - 1], straight),
  B: plot(best(curved), curved),
  C: plot([bias, weight], straight),
  D: plot([0, weight], straight),
  E: plot(best(withOutlier), withOutlier),
};

/** Residuals as one reads them. */
export const spelled = ({ residuals }: Plot): string => residuals.map((r) => r.toFixed(2)).join(' ');

const options = {
  bias: 'the bias was left out',
  slope: 'the slope is too small',
  curve: 'the truth is curved',
  outlier: 'one point lies far off',
  noise: 'nothing is wrong',
};

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const together = mean(a.map((value, i) => (value - meanA) * (b[i]! - meanB)));
  return together / Math.sqrt(mean(a.map((v) => (v - meanA) ** 2)) * mean(b.map((v) => (v - meanB) ** 2)));
}

/** Said by the residuals alone, without knowing how they were made. */
function diagnosis({ x, residuals }: Plot): keyof typeof options {
  const sizes = residuals.map(Math.abs).toSorted((a, b) => a - b);
  const typical = sizes[sizes.length >> 1]!;
  const found = (
    [
      ['outlier', sizes.at(-1)! > 2.5 * sizes.at(-2)! && sizes.at(-1)! > 4 * typical],
      ['bias', residuals.every((r) => r > 0) || residuals.every((r) => r < 0)],
      ['slope', Math.abs(correlation(residuals, x)) > 0.9],
      ['curve', Math.abs(correlation(residuals, x.map((value) => (value - mean(x)) ** 2))) > 0.7], // biome-ignore format: one line reads better
    ] as const
  ).flatMap(([name, holds]) => (holds ? [name] : []));
  if (found.length > 1) throw new Error(`a plot of two minds: ${found.join(', ')}`);
  return found[0] ?? 'noise';
}

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: Object.keys(plots).map((id) => ({ id, title: `Plot ${id}`, options })),
  truth: () => Object.fromEntries(Object.entries(plots).map(([id, one]) => [id, diagnosis(one)])),
});
