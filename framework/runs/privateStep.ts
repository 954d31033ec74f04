/**
 * Gradients that tell little of any single example: each is clipped by itself, and noise is added to their sum.
 * Source: Abadi et al., "Deep learning with differential privacy" (2016), algorithm 1.
 */
import { grad } from '../autograd/backward.ts';
import type { LoadedBatch } from '../data/DataLoader.ts';
import { Generator } from '../tensor/random.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { isListening, unheard } from '../trace/emit.ts';
import type { Metrics } from '../train/setup.ts';
import { measured, type Supervised, showOutputs } from '../train/supervised.ts';
import { amount, count } from './knobs.ts';

export interface PrivacySettings {
  /** Nobody's gradient is longer; 0: as long as it is, and no noise. */
  readonly clip: number;
  /** Noise on their sum, in lengths of `clip`. */
  readonly sigma: number;
  readonly noise: Generator;
}

/** Knobs of a run that can learn so. */
export const privateKnobs = {
  /** Longest gradient that one example may have; 0: as long as it is. */
  clip: amount(0, 0, 10),
  /** Noise on the sum of the clipped gradients, in lengths of `clip`. */
  sigma: amount(0, 0, 10),
  /** Seed of the noise; 0: the run's own. */
  noiseSeed: count(0, 0, 1_000_000),
};

/** What the knobs ask for. */
export const privacyOf = (
  { clip, sigma, noiseSeed }: { readonly clip: number; readonly sigma: number; readonly noiseSeed: number },
  seed: number,
): PrivacySettings => ({ clip, sigma, noise: new Generator(noiseSeed === 0 ? seed : noiseSeed).fork('privacy') });

/** The mean of gradients of which none is longer than `clip`, with noise on their sum. each: person by person, parameter by parameter */
export function privateGradient(
  each: readonly (readonly ArrayLike<number>[])[],
  { clip, sigma, noise }: PrivacySettings,
): readonly ArrayLike<number>[] {
  const sums = each[0]!.map(({ length }) => new Float64Array(length));
  for (const slopes of each) {
    const length = lengthOf(slopes);
    const factor = Math.min(1, clip / length);
    for (const [p, slope] of slopes.entries())
      for (let i = 0; i < slope.length; i++) sums[p]![i]! += length === 0 ? 0 : factor * slope[i]!;
  }
  return sums.map((sum) =>
    sum.map((value) => (value + sigma * clip * (sigma === 0 ? 0 : noise.normal())) / each.length),
  );
}

/** Of all parameters together. */
export const lengthOf = (slopes: readonly ArrayLike<number>[]): number =>
  Math.sqrt(slopes.reduce((sum, slope) => sum + lengthSquared(slope), 0));

/** One update from gradients that were clipped person by person, with noise of σ C on their sum. */
export function privateStep(parts: Supervised, { tensors }: LoadedBatch, settings: PrivacySettings): Metrics {
  const { model, optimizer, loss, measures } = parts;
  const [inputs, targets] = tensors as [Tensor, Tensor];
  const parameters = [...model.parameters()];
  const rows = inputs.shape[0]!;
  model.train();
  optimizer.zeroGrad();
  const outputs = model.forward(inputs);
  const whole = loss(outputs, targets);
  const value = whole.itemSync();
  if (isListening()) showOutputs(parts, { inputs, targets }, outputs, whole.history?.id ?? 0, value);
  const each: ArrayLike<number>[][] = [];
  for (let row = 0; row < rows; row++) {
    const slopes = unheard(() =>
      grad(loss(model.forward(inputs.slice(0, row, row + 1)), targets.slice(0, row, row + 1)), parameters),
    ).map((slope) => slope.dataSync());
    each.push(slopes);
  }
  const substitute = isSubstituting() ? substituteFor('privateGradient') : null;
  const means =
    substitute === null
      ? privateGradient(each, settings)
      : runSubstitute<readonly ArrayLike<number>[]>(substitute, [each, settings]);
  for (const [p, parameter] of parameters.entries())
    parameter.grad = tensorFrom(Float32Array.from(means[p]!), parameter.shape, 'float32');
  optimizer.step();
  return { loss: value, ...measured(measures, outputs, targets) };
}

function lengthSquared(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return sum;
}
