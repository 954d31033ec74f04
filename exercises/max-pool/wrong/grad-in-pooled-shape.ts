/**
 * A gradient of the wrong shape
 *
 * The gradient of x has the shape of x: a number for each cell, and 0 for those that won nothing. Yours has the
 * shape of the output. Remember where each winner stood.
 */

export class MaxPool {
  readonly size: number;
  readonly stride: number;

  constructor(size: number, stride = size) {
    this.size = size;
    this.stride = stride;
  }

  forward(x: number[][][]): number[][][] {
    const [height, width] = [x[0]!.length, x[0]![0]!.length];
    const places = (n: number): number => Math.floor((n - this.size) / this.stride) + 1;
    return x.map((plane) =>
      Array.from({ length: places(height) }, (_, i) =>
        Array.from({ length: places(width) }, (_, j) => {
          const rows = plane.slice(i * this.stride, i * this.stride + this.size);
          return Math.max(...rows.flatMap((row) => row.slice(j * this.stride, j * this.stride + this.size)));
        }),
      ),
    );
  }

  backward(grad: number[][][]): number[][][] {
    return grad.map((plane) => plane.map((row) => [...row]));
  }
}
