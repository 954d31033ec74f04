/** The room's door, in reading order. */
export { Parameter } from './Parameter.ts';
export { type Layer, Module, type StateDict } from './Module.ts';
export { defaultInit_, fanIn, uniform_ } from './init.ts';
export { Linear } from './Linear.ts';
export { Conv2d } from './Conv2d.ts';
export { MaxPool2d } from './MaxPool2d.ts';
export { ReLU } from './ReLU.ts';
export { Dropout } from './Dropout.ts';
export { Flatten } from './Flatten.ts';
export { Sequential } from './Sequential.ts';
export { CrossEntropyLoss } from './CrossEntropyLoss.ts';
export { MSELoss } from './MSELoss.ts';
