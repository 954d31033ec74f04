/** The room's door, in reading order. */

export { Adam, type AdamOptions } from './Adam.ts';
export { Optimizer, type OptimizerState, type ParameterGroup } from './Optimizer.ts';
export { SGD, type SGDSettings } from './SGD.ts';
