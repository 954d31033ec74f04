/**
 * A mean, no maximum
 *
 * You returned the mean of each window, and its gradient in equal shares. That is average pooling. Max pooling
 * keeps the largest number and forgets the rest.
 */

export class MaxPool {
  readonly size: number;
  readonly stride: number;
  shape: number[] = [];

  constructor(size: number, stride = size) {
    this.size = size;
    this.stride = stride;
  }

  forward(x: number[][][]): number[][][] {
    const [height, width] = [x[0]!.length, x[0]![0]!.length];
    const places = (n: number): number => Math.floor((n - this.size) / this.stride) + 1;
    this.shape = [x.length, height, width];
    return x.map((plane) =>
      Array.from({ length: places(height) }, (_, i) =>
        Array.from({ length: places(width) }, (_, j) => {
          let sum = 0;
          for (const [p, q] of this.window(i, j)) sum += plane[p]![q]!;
          return sum / this.size ** 2;
        }),
      ),
    );
  }

  /** The cells of the window of (i, j) in reading order. */
  private window(i: number, j: number): [number, number][] {
    return Array.from({ length: this.size * this.size }, (_, k) => [
      i * this.stride + Math.floor(k / this.size),
      j * this.stride + (k % this.size),
    ]);
  }

  backward(grad: number[][][]): number[][][] {
    const [channels, height, width] = this.shape as [number, number, number];
    const gradient = Array.from({ length: channels }, () =>
      Array.from({ length: height }, () => new Array<number>(width).fill(0)),
    );
    for (const [c, rows] of grad.entries())
      for (const [i, row] of rows.entries())
        for (const [j, g] of row.entries())
          for (const [p, q] of this.window(i, j)) gradient[c]![p]![q]! += g / this.size ** 2;
    return gradient;
  }
}
