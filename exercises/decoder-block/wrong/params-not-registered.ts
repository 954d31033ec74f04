/**
 * Nobody finds the parameters
 *
 * The layers work, but a module finds only what stands in its fields. Nothing of yours would be trained or saved.
 *
 * @moment t=deep-stack.7~deep-stack.7!params-not-registered&step=20&track=2
 */

import { type Generator, LayerNorm, Linear, Module, MultiHeadAttention, type Tensor } from '#framework';

export class Block extends Module {
  private readonly run: (x: Tensor) => Tensor;

  constructor(width: number, heads: number, generator: Generator) {
    super();
    const [norm1, norm2] = [new LayerNorm(width), new LayerNorm(width)];
    const selfAttn = new MultiHeadAttention(width, heads, { generator });
    const linear1 = new Linear(width, 4 * width, { generator });
    const linear2 = new Linear(4 * width, width, { generator });
    this.run = (x) => {
      const normed = norm1.forward(x);
      const told = x.add(selfAttn.forward(normed, normed, normed, { causal: true }));
      return told.add(linear2.forward(linear1.forward(norm2.forward(told)).gelu()));
    };
  }

  forward(x: Tensor): Tensor {
    return this.run(x);
  }
}
