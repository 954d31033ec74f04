/** Batch normalisation of a table: each column to mean 0 and spread 1, then scaled by γ and moved by β. */
export class BatchNorm {
  training = true;
  gamma: number[];
  beta: number[];
  runningMean: number[];
  runningVar: number[];

  constructor(features: number) {
    this.gamma = new Array<number>(features).fill(1);
    this.beta = new Array<number>(features).fill(0);
    this.runningMean = new Array<number>(features).fill(0);
    this.runningVar = new Array<number>(features).fill(1);
  }

  /** x: [N, F] → [N, F] */
  forward(x: number[][]): number[][] {
    // your turn: the statistics of each column, the memory, x̂, and what backward will need.
    return x;
  }

  /** The gradient of the last output, [N, F] → those of x, γ and β. */
  backward(grad: number[][]): { x: number[][]; gamma: number[]; beta: number[] } {
    return { x: grad, gamma: this.gamma, beta: this.beta };
  }
}
