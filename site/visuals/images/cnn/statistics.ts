/** What the steps of a run with batch norm say of one channel: measured in the batch, remembered, and what an examination made of it. */
import type { StepMetrics } from '../../../player/protocol.ts';

export interface Statistics {
  readonly step: number;
  /** μ and σ of the step's own batch. */
  readonly mean: number;
  readonly spread: number;
  /** μ and σ as remembered before the step. */
  readonly rememberedMean: number;
  readonly rememberedSpread: number;
  /** Share of the batch that was read right with its own statistics, and of test examples with the remembered ones. */
  readonly trained: number;
  readonly heldOut: number;
}

/** null: the step's network has no batch norm. */
export function statisticsOf({ step, accuracy, metrics }: StepMetrics): Statistics | null {
  const { batchMean, batchSpread, rememberedMean, rememberedSpread, heldOut } = metrics;
  if (
    batchMean === undefined ||
    batchSpread === undefined ||
    rememberedMean === undefined ||
    rememberedSpread === undefined ||
    heldOut === undefined
  )
    return null;
  return { step, mean: batchMean, spread: batchSpread, rememberedMean, rememberedSpread, trained: accuracy, heldOut };
}

/** All steps that have them, in order. */
export const allStatistics = (metrics: readonly StepMetrics[]): Statistics[] =>
  metrics.flatMap((entry) => statisticsOf(entry) ?? []);
