import { type Generator, Linear, type Module, Sequential, type Tensor } from '#framework';

/** A network for points of the plane: [N, 2] → logits [N, 2]. */
export function buildMlp(generator: Generator): Module & { forward(x: Tensor): Tensor } {
  // your turn: a line is not enough.
  return new Sequential(new Linear(2, 2, { generator }));
}
