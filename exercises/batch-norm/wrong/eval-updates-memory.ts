/**
 * The memory was changed in an examination
 *
 * An examination reads the remembered statistics and leaves them alone. Otherwise the model learns from the exam.
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
    const means = this.gamma.map((_, j) => x.reduce((sum, row) => sum + row[j]!, 0) / n);
    const variances = means.map((mu, j) => x.reduce((sum, row) => sum + (row[j]! - mu) ** 2, 0) / n);
    const mean = this.training ? means : this.runningMean;
    const variance = this.training ? variances : this.runningVar;
    this.runningMean = this.runningMean.map((old, j) => 0.9 * old + 0.1 * means[j]!);
    this.runningVar = this.runningVar.map((old, j) => 0.9 * old + (0.1 * variances[j]! * n) / (n - 1));
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
