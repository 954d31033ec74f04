/**
 * What may be turned about who counts, and how much, in credit-logistic: weights of examples, one person left out or made extreme.
 * Source: Kamiran & Calders, "Data preprocessing techniques for classification without discrimination" (2012), reweighing.
 */
import type { TensorDataset } from '../data/Dataset.ts';
import type { CreditRecords } from '../data/generators/credit.ts';
import { bceWithLogits } from '../ops/index.ts';
import type { Tensor } from '../tensor/Tensor.ts';

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
