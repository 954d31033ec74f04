/**
 * What may be turned about who counts, and how much, in credit-logistic: weights of examples, one person left out or made extreme, and gradients
 * that tell little of any single person.
 * Sources: Kamiran & Calders, "Data preprocessing techniques for classification without discrimination" (2012), reweighing; Abadi et al., "Deep
 * learning with differential privacy" (2016), algorithm 1.
 */
import { grad } from '../autograd/backward.ts';
import type { LoadedBatch } from '../data/DataLoader.ts';
import type { TensorDataset } from '../data/Dataset.ts';
import type { CreditRecords } from '../data/generators/credit.ts';
import { bceWithLogits } from '../ops/index.ts';
import type { Generator } from '../tensor/random.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { emit, isListening, unheard } from '../trace/emit.ts';
import type { Metrics } from '../train/setup.ts';
import type { Supervised } from '../train/supervised.ts';

/**
 * P(group) P(outcome) / P(group, outcome) for each person, and 0 for the one left out; null where all count alike.
 */
export function weightsOf(
  { table, labels }: CreditRecords,
  kind: 'equal' | 'reweighed',
  without: number,
): Float64Array | null {
  if (kind === 'equal' && without < 0) return null;
  const outcomes = labels.dataSync();
  const groups = table.texts('group');
  const share = (isMeant: (row: number) => boolean): number =>
    groups.filter((_, row) => isMeant(row)).length / groups.length;
  const of = (group: string | null, outcome: number): number =>
    (share((row) => groups[row] === group) * share((row) => outcomes[row] === outcome)) /
    share((row) => groups[row] === group && outcomes[row] === outcome);
  const known = new Map<string, number>();
  return Float64Array.from(groups, (group, row) => {
    if (row === without) return 0;
    if (kind === 'equal') return 1;
    const key = `${group} ${outcomes[row]}`;
    if (!known.has(key)) known.set(key, of(group, outcomes[row]!));
    return known.get(key)!;
  });
}

/** Binary cross-entropy; targets [m, 2] carry a weight for each example behind its label. */
export function weighedLoss(logits: Tensor, targets: Tensor): Tensor {
  if (targets.shape[1] === 1) return bceWithLogits(logits, targets);
  const [label, weight] = targets.split(1, 1) as [Tensor, Tensor];
  return bceWithLogits(logits, label, { weight });
}

/** Columns of the extreme person, after scaling; not repaid. */
const EXTREME = [20, -20, 20, -20, 20];

/** Make one person unlike anybody, in place. */
export function makeExtreme({ tensors }: TensorDataset, person: number): void {
  const [inputs, targets] = tensors as [Tensor, Tensor];
  if (person >= inputs.shape[0]!) return;
  const write = (x: Tensor, values: readonly number[]): void => {
    const all = Float64Array.from(x.dataSync());
    all.set(values, person * x.shape[1]!);
    x.copyFrom_(all);
  };
  write(inputs, EXTREME);
  write(targets, [0]);
}

export interface PrivacySettings {
  readonly clip: number;
  readonly sigma: number;
  readonly noise: Generator;
}

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
export function privateStep(
  { model, optimizer, loss }: Supervised,
  { tensors }: LoadedBatch,
  settings: PrivacySettings,
): Metrics {
  const [inputs, targets] = tensors as [Tensor, Tensor];
  const parameters = [...model.parameters()];
  const rows = inputs.shape[0]!;
  model.train();
  optimizer.zeroGrad();
  const whole = loss(model.forward(inputs), targets);
  const value = whole.itemSync();
  if (isListening()) emit({ type: 'loss', op: whole.history?.id ?? 0, pass: '', value });
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
  return { loss: value };
}

function lengthSquared(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return sum;
}
