/**
 * A pool that pays a double winner once got through
 *
 * It is wrong only where one cell wins two windows. Choose a stride below the size, and let the largest number lie
 * where windows overlap.
 */

export class MaxPool {
  readonly size: number;
  readonly stride: number;
  shape: number[] = [];
  winners: number[][][] = [];

  constructor(size: number, stride = size) {
    this.size = size;
    this.stride = stride;
  }

  forward(x: number[][][]): number[][][] {
    const [height, width] = [x[0]!.length, x[0]![0]!.length];
    const places = (n: number): number => Math.floor((n - this.size) / this.stride) + 1;
    this.shape = [x.length, height, width];
    this.winners = x.map((plane) =>
      Array.from({ length: places(height) }, (_, i) =>
        Array.from({ length: places(width) }, (_, j) => {
          let [best, place] = [Number.NEGATIVE_INFINITY, 0];
          for (let p = i * this.stride; p < i * this.stride + this.size; p++)
            for (let q = j * this.stride; q < j * this.stride + this.size; q++)
              if (plane[p]![q]! > best) [best, place] = [plane[p]![q]!, p * width + q];
          return place;
        }),
      ),
    );
    return this.winners.map((rows, c) =>
      rows.map((row) => row.map((place) => x[c]![Math.floor(place / width)]![place % width]!)),
    );
  }

  backward(grad: number[][][]): number[][][] {
    const [channels, height, width] = this.shape as [number, number, number];
    const gradient = Array.from({ length: channels }, () =>
      Array.from({ length: height }, () => new Array<number>(width).fill(0)),
    );
    for (const [c, rows] of this.winners.entries())
      for (const [i, row] of rows.entries())
        for (const [j, place] of row.entries())
          gradient[c]![Math.floor(place / width)]![place % width]! = grad[c]![i]![j]!;
    return gradient;
  }
}
