/** Which figures can draw what a program made: told from the shapes of a recorded step, never from what the program is called. */
import type { StepMetrics, StepTrace } from '../player/protocol.ts';
import { networkOf } from '../visuals/network/network.ts';

export const labFigures = [
  'rate-curve',
  'loss-curve',
  'net-play',
  'batch-grid',
  'feature-maps',
  'conv-lens',
  'tracks',
  'graph-view',
  'backward-stepper',
] as const;
export type LabFigure = (typeof labFigures)[number];

export interface Made {
  readonly kind: 'script' | 'run';
  readonly trace: StepTrace;
  readonly metrics: readonly StepMetrics[];
  readonly totalSteps: number;
  /** Does its rate change by a rule of the step? A run says so before its second step. */
  readonly hasRates?: boolean;
}

/** A rate that rises this many times over a program is looked for, not chosen. */
const RISES = 3;

/** Does a program raise its rate step by step? Then its losses belong over the rate. */
export function risesItsRate(metrics: readonly StepMetrics[]): boolean {
  const rates = metrics.map((entry) => entry.metrics['lr'] ?? Number.NaN);
  const rises = rates.length > 2 && rates.every((rate, i) => rate > 0 && (i === 0 || rate >= rates[i - 1]!));
  return rises && rates.at(-1)! >= RISES * rates[0]!;
}

export function figuresThatFit({ kind, trace, metrics, totalSteps, hasRates = false }: Made): ReadonlySet<LabFigure> {
  const fit = new Set<LabFigure>(['graph-view', 'backward-stepper']);
  if (totalSteps > 1) fit.add('loss-curve');
  if (hasRates || risesItsRate(metrics)) fit.add('rate-curve');
  if (kind === 'script') return fit;
  fit.add('tracks');
  const [inputs, targets] = [trace.tensors.get(trace.inputs), trace.tensors.get(trace.targets)];
  const hasClasses = targets?.dtype === 'int32' && targets.shape.length === 1;
  if (hasClasses && networkOf(trace) !== null) fit.add('net-play');
  const isPicture = inputs?.shape.length === 4 && inputs.shape[1] === 1;
  const classes = trace.tensors.get(trace.observed['probabilities'] ?? Number.NaN)?.shape.at(-1);
  if (isPicture && inputs.shape[2] === 28 && classes === 10) fit.add('batch-grid');
  if (isPicture && trace.ops.some(({ name }) => name === 'conv2d')) fit.add('feature-maps').add('conv-lens');
  return fit;
}
