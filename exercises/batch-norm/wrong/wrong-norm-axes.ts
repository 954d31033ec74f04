/**
 * Rows were measured, not columns
 *
 * Each column is brought to mean 0 and spread 1, over the rows of the batch. You did it for each row, over its
 * features: that is layer norm.
 *
 * @moment t=digits-cnn.7(norm=batch,lr=0.03)~digits-cnn.7(norm=batch,lr=0.03)!wrong-norm-axes&step=6&track=2
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
      this.runningMean = this.runningMean.map((old, j) => 0.9 * old + 0.1 * mean[j]!);
      this.runningVar = this.runningVar.map((old, j) => 0.9 * old + (0.1 * variance[j]! * n) / (n - 1));
    }
    const means = x.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
    this.spread = x.map((row, i) =>
      Math.sqrt(row.reduce((sum, value) => sum + (value - means[i]!) ** 2, 0) / row.length + 1e-5),
    );
    this.hat = this.training
      ? x.map((row, i) => row.map((value) => (value - means[i]!) / this.spread[i]!))
      : x.map((row) => row.map((value, j) => (value - mean[j]!) / Math.sqrt(variance[j]! + 1e-5)));
    return this.hat.map((row) => row.map((value, j) => this.gamma[j]! * value + this.beta[j]!));
  }

  backward(grad: number[][]): { x: number[][]; gamma: number[]; beta: number[] } {
    const beta = this.gamma.map((_, j) => grad.reduce((sum, row) => sum + row[j]!, 0));
    const gamma = this.gamma.map((_, j) => grad.reduce((sum, row, i) => sum + row[j]! * this.hat[i]![j]!, 0));
    const x = grad.map((row, i) => {
      const hat = this.hat[i]!;
      const towards = row.map((g, j) => g * this.gamma[j]!);
      const mean = towards.reduce((sum, g) => sum + g, 0) / row.length;
      const along = towards.reduce((sum, g, j) => sum + g * hat[j]!, 0) / row.length;
      return towards.map((g, j) => (g - mean - hat[j]! * along) / this.spread[i]!);
    });
    return { x, gamma, beta };
  }
}
