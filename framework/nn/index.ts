/** The room's door, in reading order. */

export { Conv2d } from './Conv2d.ts';
export { CrossEntropyLoss } from './CrossEntropyLoss.ts';
export { Dropout } from './Dropout.ts';
export { Flatten } from './Flatten.ts';
export { defaultInit_, fanIn, uniform_ } from './init.ts';
export { Linear } from './Linear.ts';
export { MaxPool2d } from './MaxPool2d.ts';
export { type Layer, Module, type StateDict } from './Module.ts';
export { MSELoss } from './MSELoss.ts';
export { Parameter } from './Parameter.ts';
export { ReLU } from './ReLU.ts';
export { Sequential } from './Sequential.ts';
