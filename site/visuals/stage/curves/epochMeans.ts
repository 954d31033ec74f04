/** An epoch's batches with their sizes, and the two means one can make of their losses. Pure. */
import type { RunInfo, StepMetrics } from '../../../player/protocol.ts';

export interface BatchMean {
  readonly step: number;
  /** How many examples. */
  readonly size: number;
  /** The mean over them. */
  readonly loss: number;
}

export interface EpochMeans {
  readonly epoch: number;
  /** In order; fewer than the epoch has where some were not made yet. */
  readonly batches: readonly BatchMean[];
  /** How many the epoch has. */
  readonly all: number;
  /** (1/B) Σ ℓ_b, and Σ m_b ℓ_b / Σ m_b; NaN of no batch. */
  readonly plain: number;
  readonly weighed: number;
  readonly examples: number;
}

/** The last epoch that was complete when `step` was made, or the first. The last batch of an epoch holds what is left over. */
export function epochMeans(info: RunInfo, metrics: readonly StepMetrics[], step: number): EpochMeans {
  const all = info.stepsPerEpoch;
  const epoch = Math.max(0, Math.floor((step + 1) / all) - 1);
  const [examples, most] = [Number(info.config['examples']), Number(info.config['batchSize'])];
  const batches = metrics
    .filter((entry) => Math.floor(entry.step / all) === epoch)
    .map(({ step: made, loss }) => ({
      step: made,
      loss,
      size: made % all === all - 1 ? examples % most || most : most,
    }));
  const seen = batches.reduce((sum, { size }) => sum + size, 0);
  return {
    epoch,
    batches,
    all,
    plain: batches.reduce((sum, { loss }) => sum + loss, 0) / batches.length,
    weighed: batches.reduce((sum, { size, loss }) => sum + size * loss, 0) / seen,
    examples: seen,
  };
}
