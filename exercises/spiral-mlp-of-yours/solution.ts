import { type Generator, Linear, type Module, Sequential, Tanh, type Tensor } from '#framework';

/** A network for points of the plane, with one hidden layer: [N, 2] → logits [N, 2]. */
export function buildMlp(generator: Generator): Module & { forward(x: Tensor): Tensor } {
  return new Sequential(new Linear(2, 32, { generator }), new Tanh(), new Linear(32, 2, { generator }));
}
