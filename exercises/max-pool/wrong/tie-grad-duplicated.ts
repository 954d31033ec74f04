/**
 * Every winner was paid in full
 *
 * Where several cells are equally large you gave each of them the whole gradient, so more goes back than came.
 * Choose one: the first in reading order.
 */

export class MaxPool {
  readonly size: number;
  readonly stride: number;
  shape: number[] = [];
  winners: number[][][] = [];
  x: number[][][] = [];

  constructor(size: number, stride = size) {
    this.size = size;
    this.stride = stride;
  }

  forward(x: number[][][]): number[][][] {
    const [height, width] = [x[0]!.length, x[0]![0]!.length];
    const places = (n: number): number => Math.floor((n - this.size) / this.stride) + 1;
    this.x = x.map((plane) => plane.map((row) => [...row]));
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
    for (const [c, rows] of this.winners.entries())
      for (const [i, row] of rows.entries())
        for (const [j, place] of row.entries()) {
          const best = this.x[c]![Math.floor(place / width)]![place % width]!;
          for (const [p, q] of this.window(i, j))
            if (this.x[c]![p]![q] === best) gradient[c]![p]![q]! += grad[c]![i]![j]!;
        }
    return gradient;
  }
}
