/** How far a batch's gradient lies from that of all examples, by batch size: measured, and the law. Reads what `line-three-ways` observes. */
import type { StepTrace } from '../../player/protocol.ts';
import { type Descent, descentOf } from '../parts/cells/descent.ts';

export interface SizedError {
  readonly size: number;
  /** √E‖g_B − ∇J‖² over 2,000 batches. */
  readonly measured: number;
  /** √(σ²/B · (m − B)/(m − 1)) */
  readonly law: number;
}

/** By size, from 1 to all; null: the step was not observed. */
export function errorsOf(trace: StepTrace): readonly SizedError[] | null {
  const values = trace.tensors.get(trace.observed['batchErrors'] ?? Number.NaN)?.values;
  if (values === undefined) return null;
  return Array.from({ length: values.length / 3 }, (_, i) => ({
    size: values[3 * i]!,
    measured: values[3 * i + 1]!,
    law: values[3 * i + 2]!,
  }));
}

/** The law between the measured sizes; σ is its value for one example. */
export const lawAt = (spread: number, m: number, size: number): number =>
  Math.sqrt(((spread * spread) / size) * ((m - size) / (m - 1)));

/** How far this step's own batch was off, and how many it listened to; null: the step is not a line's. */
export function ownError(trace: StepTrace): { readonly size: number; readonly error: number } | null {
  const descent: Descent | null = descentOf(trace);
  if (descent === null || !trace.updates.some(({ label }) => label === 'bias')) return null;
  const { gradient, mean, batch } = descent;
  return { size: batch.length, error: Math.hypot(gradient[0] - mean[0], gradient[1] - mean[1]) };
}
