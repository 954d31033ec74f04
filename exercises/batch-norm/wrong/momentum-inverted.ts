/**
 * The memory keeps a tenth
 *
 * Momentum 0.1 is the weight of the new value here: nine tenths of the old stay. Yours keeps a tenth, so it
 * remembers little more than the last batch.
 *
 * @moment t=digits-cnn.7(norm=batch,lr=0.03)~digits-cnn.7(norm=batch,lr=0.03)!momentum-inverted&step=6&track=2
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
    const n = x.length;
    let [mean, variance] = [this.runningMean, this.runningVar];
    if (this.training) {
      mean = this.gamma.map((_, j) => x.reduce((sum, row) => sum + row[j]!, 0) / n);
      variance = mean.map((mu, j) => x.reduce((sum, row) => sum + (row[j]! - mu) ** 2, 0) / n);
      this.runningMean = this.runningMean.map((old, j) => 0.1 * old + 0.9 * mean[j]!);
      this.runningVar = this.runningVar.map((old, j) => 0.1 * old + (0.9 * variance[j]! * n) / (n - 1));
    }
    this.spread = variance.map((value) => Math.sqrt(value + 1e-5));
    this.hat = x.map((row) => row.map((value, j) => (value - mean[j]!) / this.spread[j]!));
    return this.hat.map((row) => row.map((value, j) => this.gamma[j]! * value + this.beta[j]!));
  }

  backward(grad: number[][]): { x: number[][]; gamma: number[]; beta: number[] } {
    const n = grad.length;
    const beta = this.gamma.map((_, j) => grad.reduce((sum, row) => sum + row[j]!, 0));
    const gamma = this.gamma.map((_, j) => grad.reduce((sum, row, i) => sum + row[j]! * this.hat[i]![j]!, 0));
    const x = grad.map((row, i) =>
      row.map((g, j) => (this.gamma[j]! / this.spread[j]!) * (g - beta[j]! / n - (this.hat[i]![j]! * gamma[j]!) / n)),
    );
    return { x, gamma, beta };
  }
}
