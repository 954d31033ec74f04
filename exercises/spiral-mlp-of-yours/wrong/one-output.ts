/**
 * One output for two classes
 *
 * The loss wants a logit for each class: two columns. One column is enough only for a loss that is made for it.
 */

import { type Generator, Linear, type Module, Sequential, Tanh, type Tensor } from '#framework';

export function buildMlp(generator: Generator): Module & { forward(x: Tensor): Tensor } {
  return new Sequential(new Linear(2, 32, { generator }), new Tanh(), new Linear(32, 1, { generator }));
}
