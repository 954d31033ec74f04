/** The room's door, in reading order. */

export { accumulatedStep } from './accumulatedStep.ts';
export { accuracy } from './accuracy.ts';
export { decodeCheckpoint, encodeCheckpoint, loadCheckpoint, loadWeights, saveCheckpoint } from './checkpoint.ts';
export { type CheckpointingOptions, checkpointing } from './checkpointing.ts';
export { confusionMatrix } from './confusionMatrix.ts';
export { type EarlyStoppingOptions, type EarlyStoppingResult, earlyStopping, type Report } from './earlyStopping.ts';
export { type Cursor, type EpochReport, type FitOptions, fit, type StepReport, startCursor } from './fit.ts';
export { type LogOptions, logCsv, logJson } from './logging.ts';
export { perplexity } from './perplexity.ts';
export { type AverageOptions, f1Score, precision, recall } from './precisionRecall.ts';
export { type Predictions, predictAll } from './predictAll.ts';
export { meanAbsoluteError, r2Score, rootMeanSquaredError } from './regressionMetrics.ts';
export { type RocCurve, rocAuc, rocCurve } from './rocAuc.ts';
export type { Metrics, TrainingSetup } from './setup.ts';
export {
  captureState,
  hashParameters,
  type Manifest,
  restoreState,
  STATE_VERSION,
  type TrainingState,
} from './state.ts';
export { type Supervised, supervisedEvaluate, supervisedStep } from './supervised.ts';
export { topKAccuracy } from './topKAccuracy.ts';
