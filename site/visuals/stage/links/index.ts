/** Every op and rule whose equation, cells and lines are linked, by the name that the trace has. */
import { bceWithLogits } from './bceWithLogits.ts';
import { conv2d } from './conv2d.ts';
import { crossEntropy } from './crossEntropy.ts';
import { add, mul, relu, sigmoid, tanh } from './elementwise.ts';
import { linear } from './linear.ts';
import { matmul } from './matmul.ts';
import { mse } from './mse.ts';
import type { OpLink } from './OpLink.ts';
import { adam, sgd } from './optimizers.ts';
import { softmax } from './softmax.ts';

export const opLinks: ReadonlyMap<string, OpLink> = new Map(
  [matmul, linear, conv2d, softmax, crossEntropy, bceWithLogits, mse, relu, tanh, sigmoid, add, mul, sgd, adam].map(
    (link) => [link.name, link],
  ),
);
