/** The room's door, in reading order. */
export { accuracy } from './accuracy.ts';
export type { Metrics, TrainingSetup } from './setup.ts';
export { type Supervised, supervisedEvaluate, supervisedStep } from './supervised.ts';
export { type Cursor, type EpochReport, fit, type FitOptions, startCursor, type StepReport } from './fit.ts';
export { captureState, hashParameters, type Manifest, restoreState, STATE_VERSION, type TrainingState } from './state.ts';
export { decodeCheckpoint, encodeCheckpoint, loadCheckpoint, loadWeights, saveCheckpoint } from './checkpoint.ts';
