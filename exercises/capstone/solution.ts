export { Adam } from '../adam/solution.ts';
export { trainEpoch } from '../epoch-loop/solution.ts';
export { Dropout } from '../inverted-dropout/solution.ts';
export { Linear } from '../linear-layer/solution.ts';
export { matmulBackward } from '../matmul-backward/solution.ts';
export { namedParameters } from '../named-parameters/solution.ts';
export { unbroadcast } from '../unbroadcast/solution.ts';
export { validate } from '../validate/solution.ts';
