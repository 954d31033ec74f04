/**
 * It looks ahead
 *
 * A place changed when something *after* it changed. Pass `causal` to the attention.
 */

import { type Generator, LayerNorm, Linear, Module, MultiHeadAttention, type Tensor } from '#framework';

export class Block extends Module {
  readonly norm1: LayerNorm;
  readonly selfAttn: MultiHeadAttention;
  readonly norm2: LayerNorm;
  readonly linear1: Linear;
  readonly linear2: Linear;

  constructor(width: number, heads: number, generator: Generator) {
    super();
    this.norm1 = new LayerNorm(width);
    this.selfAttn = new MultiHeadAttention(width, heads, { generator });
    this.norm2 = new LayerNorm(width);
    this.linear1 = new Linear(width, 4 * width, { generator });
    this.linear2 = new Linear(4 * width, width, { generator });
  }

  forward(x: Tensor): Tensor {
    const told = x.add(this.attend(this.norm1.forward(x)));
    return told.add(this.think(this.norm2.forward(told)));
  }

  private attend(x: Tensor): Tensor {
    return this.selfAttn.forward(x, x, x, { causal: false });
  }

  private think(x: Tensor): Tensor {
    return this.linear2.forward(this.linear1.forward(x).gelu());
  }
}
