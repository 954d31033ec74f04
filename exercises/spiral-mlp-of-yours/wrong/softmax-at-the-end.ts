/**
 * Softmax twice
 *
 * Your rows already sum to 1, and the loss softmaxes them again: it learns, but can never be sure. Return logits.
 */

import { type Generator, Linear, type Module, Sequential, Softmax, Tanh, type Tensor } from '#framework';

export function buildMlp(generator: Generator): Module & { forward(x: Tensor): Tensor } {
  return new Sequential(new Linear(2, 32, { generator }), new Tanh(), new Linear(32, 2, { generator }), new Softmax());
}
