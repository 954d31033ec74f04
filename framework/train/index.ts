/** The room's door, one line a file, in reading order. */
// biome-ignore-all assist/source/organizeImports: a table of contents, not an alphabet

// A run, its step, the loop over its steps.
export type { Metrics } from './measurement.ts';
export type { DeviceSteps, TrainingSetup } from './setup.ts';
export {
  measured,
  type Supervised,
  showOutputs,
  supervisedEvaluate,
  supervisedStep,
  supervisedWalk,
} from './supervised.ts';
export type { Letters, WriteChoices, WrittenText } from './letters.ts';
export { type DeviceStepOptions, deviceOf, supervisedOnDevice } from './deviceSteps.ts';
export { accumulatedStep } from './accumulatedStep.ts';
export { type Cursor, startCursor } from './cursor.ts';
export { type EpochReport, type FitOptions, fit, type StepReport } from './fit.ts';

// What it takes to go on later.
export { type Manifest, STATE_VERSION, type TrainingState } from './manifest.ts';
export {
  captureState,
  hashParameters,
  parameterHash,
  restoreState,
  stateOnCpu,
} from './state.ts';
export { decodeCheckpoint, encodeCheckpoint, loadCheckpoint, loadWeights, saveCheckpoint } from './checkpoint.ts';

// What stands between `fit` and its reader.
export type { Report } from './report.ts';
export { type EarlyStoppingOptions, type EarlyStoppingResult, earlyStopping } from './earlyStopping.ts';
export { type CheckpointingOptions, checkpointing } from './checkpointing.ts';
export { type LogOptions, logCsv, logJson } from './logging.ts';

// How good is it? Classes, then language, then numbers.
export { type Predictions, predictAll } from './predictAll.ts';
export type { ThresholdOptions } from './predictedClasses.ts';
export { accuracy } from './accuracy.ts';
export { topKAccuracy } from './topKAccuracy.ts';
export { type ConfusionOptions, confusionMatrix } from './confusionMatrix.ts';
export { type AverageOptions, f1Score, precision, recall } from './precisionRecall.ts';
export { type RocCurve, rocAuc, rocCurve } from './rocAuc.ts';
export { perplexity } from './perplexity.ts';
export { meanAbsoluteError, r2Score, rootMeanSquaredError } from './regressionMetrics.ts';
