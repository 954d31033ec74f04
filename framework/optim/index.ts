/** The room's door, in reading order. */

export { Adadelta, type AdadeltaOptions } from './Adadelta.ts';
export { Adagrad, type AdagradOptions } from './Adagrad.ts';
export { Adam, type AdamOptions } from './Adam.ts';
export { AdamW } from './AdamW.ts';
export { CosineAnnealingLR, type CosineAnnealingLROptions } from './CosineAnnealingLR.ts';
export {
  CosineAnnealingWarmRestarts,
  type CosineAnnealingWarmRestartsOptions,
} from './CosineAnnealingWarmRestarts.ts';
export { type ClipGradNormOptions, clipGradNorm } from './clipGradNorm.ts';
export { clipGradValue } from './clipGradValue.ts';
export { ExponentialLR, type ExponentialLROptions } from './ExponentialLR.ts';
export { LambdaLR, type LambdaLROptions } from './LambdaLR.ts';
export { LinearLR, type LinearLROptions } from './LinearLR.ts';
export { Lion, type LionOptions } from './Lion.ts';
export { MultiStepLR, type MultiStepLROptions } from './MultiStepLR.ts';
export { NAdam, type NAdamOptions } from './NAdam.ts';
export { OneCycleLR, type OneCycleLROptions } from './OneCycleLR.ts';
export { Optimizer, type OptimizerState, type ParameterGroup } from './Optimizer.ts';
export { l1Penalty, l2Penalty } from './penalty.ts';
export { type PlateauState, ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './ReduceLROnPlateau.ts';
export { RMSprop, type RMSpropOptions } from './RMSprop.ts';
export { type AnyOptimizer, Scheduler, type SchedulerState } from './Scheduler.ts';
export { SequentialLR, type SequentialLROptions } from './SequentialLR.ts';
export { SGD, type SGDSettings } from './SGD.ts';
export { StepLR, type StepLROptions } from './StepLR.ts';
