import { type Generator, LayerNorm, Linear, Module, MultiHeadAttention, type Tensor } from '#framework';

/** A block of a GPT. x: [N, T, width] → the same shape. */
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
    // your turn: norm, attend, add; norm, think, add.
    return x;
  }
}
