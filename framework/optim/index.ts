/** The room's door, one line a file, in reading order. */
// biome-ignore-all assist/source/organizeImports: a table of contents, not an alphabet

// Learning rules, each an answer to what the one before lacks.
export { Optimizer, type OptimizerState, type ParameterGroup, type Update } from './Optimizer.ts';
export { SGD, type SGDOptions } from './SGD.ts';
export { Adagrad, type AdagradOptions } from './Adagrad.ts';
export { RMSprop, type RMSpropOptions } from './RMSprop.ts';
export { Adadelta, type AdadeltaOptions } from './Adadelta.ts';
export { Adam, type AdamOptions } from './Adam.ts';
export { AdamW } from './AdamW.ts';
export { NAdam, type NAdamOptions } from './NAdam.ts';
export { Lion, type LionOptions } from './Lion.ts';

// Schedules of the learning rate.
export { type AnyOptimizer, Scheduler, type SchedulerState } from './Scheduler.ts';
export { StepLR, type StepLROptions } from './StepLR.ts';
export { MultiStepLR, type MultiStepLROptions } from './MultiStepLR.ts';
export { ExponentialLR, type ExponentialLROptions } from './ExponentialLR.ts';
export { LinearLR, type LinearLROptions } from './LinearLR.ts';
export { LambdaLR, type LambdaLROptions } from './LambdaLR.ts';
export { CosineAnnealingLR, type CosineAnnealingLROptions } from './CosineAnnealingLR.ts';
export {
  CosineAnnealingWarmRestarts,
  type CosineAnnealingWarmRestartsOptions,
} from './CosineAnnealingWarmRestarts.ts';
export { OneCycleLR, type OneCycleLROptions } from './OneCycleLR.ts';
export { SequentialLR, type SequentialLROptions } from './SequentialLR.ts';
export { type PlateauState, ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './ReduceLROnPlateau.ts';

// Before the step: what is done to the loss and to the gradients.
export { l1Penalty, l2Penalty } from './penalty.ts';
export { type ClipGradNormOptions, clipGradNorm } from './clipGradNorm.ts';
export { clipGradValue } from './clipGradValue.ts';
