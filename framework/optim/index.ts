/** The room's door, in reading order. */

export { Adadelta, type AdadeltaOptions } from './Adadelta.ts';
export { Adagrad, type AdagradOptions } from './Adagrad.ts';
export { Adam, type AdamOptions } from './Adam.ts';
export { AdamW } from './AdamW.ts';
export { Lion, type LionOptions } from './Lion.ts';
export { NAdam, type NAdamOptions } from './NAdam.ts';
export { type Group, Optimizer, type OptimizerState, type ParameterGroup } from './Optimizer.ts';
export { RMSprop, type RMSpropOptions } from './RMSprop.ts';
export { SGD, type SGDSettings } from './SGD.ts';
