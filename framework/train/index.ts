/** The room's door, in reading order. */
export { accuracy } from './accuracy.ts';
export { decodeCheckpoint, encodeCheckpoint, loadCheckpoint, loadWeights, saveCheckpoint } from './checkpoint.ts';
export { type Cursor, type EpochReport, type FitOptions, fit, type StepReport, startCursor } from './fit.ts';
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
