/**
 * The memory was used while learning
 *
 * While training the batch is measured by its own mean and spread. What is remembered begins at 0 and 1 and is for
 * examinations; used in training it changes nothing, and is never filled.
 *
 * @moment t=digits-cnn.7(norm=batch,lr=0.03)~digits-cnn.7(norm=batch,lr=0.03)!running-stats-in-train&step=6&track=2
 */

export class BatchNorm {
  training = true;
  gamma: number[];
  beta: number[];
  runningMean: number[];
  runningVar: number[];
  hat: number[][] = [];
  spread: number[] = [];

  constructor(features: number) {
    this.gamma = new Array<number>(features).fill(1);
    this.beta = new Array<number>(features).fill(0);
    this.runningMean = new Array<number>(features).fill(0);
    this.runningVar = new Array<number>(features).fill(1);
  }

  forward(x: number[][]): number[][] {
    const [mean, variance] = [this.runningMean, this.runningVar];
    this.spread = variance.map((value) => Math.sqrt(value + 1e-5));
    this.hat = x.map((row) => row.map((value, j) => (value - mean[j]!) / this.spread[j]!));
    return this.hat.map((row) => row.map((value, j) => this.gamma[j]! * value + this.beta[j]!));
  }

  backward(grad: number[][]): { x: number[][]; gamma: number[]; beta: number[] } {
    const beta = this.gamma.map((_, j) => grad.reduce((sum, row) => sum + row[j]!, 0));
    const gamma = this.gamma.map((_, j) => grad.reduce((sum, row, i) => sum + row[j]! * this.hat[i]![j]!, 0));
    const x = grad.map((row) => row.map((g, j) => (this.gamma[j]! / this.spread[j]!) * g));
    return { x, gamma, beta };
  }
}
