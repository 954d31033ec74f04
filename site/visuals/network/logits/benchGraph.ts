/**
 * What the framework makes of a row of logits: shares, the price of one label, and how each logit is pulled. A graph of its own ops in float64,
 * and its own backward; the page draws these numbers and makes none.
 */
import { crossEntropy, jacobian, SGD, type Tensor, tensor } from '#framework';

/** How far a logit is moved up and down to measure its slope. */
export const NUDGE = 1e-3;

export interface BenchQuestion {
  /** [K] */
  readonly logits: readonly number[];
  /** Which class is right, from 0. */
  readonly label: number;
  /** So many steps of gradient descent on the logits come first. Default 0. */
  readonly steps?: number;
  readonly lr?: number;
}

export interface BenchReading {
  /** Where the logits stand in the end. [K] */
  readonly logits: readonly number[];
  /** Where they stood before each step. [steps, K] */
  readonly trail: readonly (readonly number[])[];
  /** e to the power of each logit in float32, as runs compute; null: more than it holds. [K] */
  readonly plain: readonly (number | null)[];
  readonly largest: number;
  /** e to the power of each logit minus the largest. [K] */
  readonly powers: readonly number[];
  /** Their sum. */
  readonly total: number;
  /** [K] */
  readonly shares: readonly number[];
  /** −ln of the label's share. */
  readonly price: number;
  /** ∂price/∂logit, by the framework's backward. [K] */
  readonly pulls: readonly number[];
  /** The same by nudging each logit up and down. [K] */
  readonly nudged: readonly number[];
  /** ∂share k/∂logit j. [K, K] */
  readonly slopes: readonly (readonly number[])[];
}

const numbers = (x: Tensor): number[] => Array.from(x.dataSync());

/** @example readBench({ logits: [2, 1, 0], label: 0 }).shares // [0.665…, 0.244…, 0.090…] */
export function readBench({ logits: asked, label, steps = 0, lr = 1 }: BenchQuestion): BenchReading {
  const z = tensor([[...asked]], { dtype: 'float64', requiresGrad: true }); // [1, K]
  const truth = tensor([label], { dtype: 'int32' });
  const rule = new SGD([z], { lr });
  const trail: number[][] = [];
  for (let step = 0; step < steps; step++) {
    trail.push(numbers(z));
    rule.zeroGrad();
    crossEntropy(z, truth).backward();
    rule.step();
  }
  rule.zeroGrad();
  const price = crossEntropy(z, truth);
  price.backward();
  const logits = numbers(z);
  const largest = z.detach().max(1, { keepdim: true });
  const powers = z.detach().sub(largest).exp();
  const priceAt = (moved: readonly number[]): number =>
    crossEntropy(tensor([[...moved]], { dtype: 'float64' }), truth).itemSync();
  const nudged = logits.map((logit, k) => {
    const [up, down] = [logit + NUDGE, logit - NUDGE];
    return (priceAt(logits.with(k, up)) - priceAt(logits.with(k, down))) / (up - down);
  });
  return {
    logits,
    trail,
    plain: numbers(tensor(logits, { dtype: 'float32' }).exp()).map((power) => (Number.isFinite(power) ? power : null)),
    largest: largest.itemSync(),
    powers: numbers(powers),
    total: powers.sum().itemSync(),
    shares: numbers(z.detach().softmax(1)),
    price: price.itemSync(),
    pulls: numbers(z.grad!),
    nudged,
    slopes: jacobian((row) => row.softmax(0), tensor(logits, { dtype: 'float64' })).toArray() as number[][],
  };
}
