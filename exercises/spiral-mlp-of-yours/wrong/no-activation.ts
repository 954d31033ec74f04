/**
 * Two lines make a line
 *
 * Without a bend between them the layers are one linear layer, however many there are. Put a Tanh or a ReLU in
 * between.
 */

import { type Generator, Linear, type Module, Sequential, type Tensor } from '#framework';

export function buildMlp(generator: Generator): Module & { forward(x: Tensor): Tensor } {
  return new Sequential(new Linear(2, 32, { generator }), new Linear(32, 2, { generator }));
}
