/** Max pooling: the largest number under each window. The stride is the size unless given. */
export class MaxPool {
  readonly size: number;
  readonly stride: number;

  constructor(size: number, stride = size) {
    this.size = size;
    this.stride = stride;
  }

  /** x: [C, H, W] → [C, OH, OW] */
  forward(x: number[][][]): number[][][] {
    // your turn: the largest of each window, and something to remember.
    return x;
  }

  /** The gradient of the last output, [C, OH, OW] → that of its input, [C, H, W] */
  backward(grad: number[][][]): number[][][] {
    return grad;
  }
}
