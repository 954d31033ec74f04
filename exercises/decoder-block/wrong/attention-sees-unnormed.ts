/**
 * The attention reads x as it is
 *
 * The first norm is made and not used: attention reads norm1(x), for queries, keys and values alike.
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
    const told = x.add(this.attend(x));
    return told.add(this.think(this.norm2.forward(told)));
  }

  private attend(x: Tensor): Tensor {
    return this.selfAttn.forward(x, x, x, { causal: true });
  }

  private think(x: Tensor): Tensor {
    return this.linear2.forward(this.linear1.forward(x).gelu());
  }
}
