/**
 * Who of a batch is heard: for each example p − y, which is what backward sent to its logits, times m, and what it pays, −ln p of the truth. Pure:
 * it reads a step's crossEntropy. The shares that a run observes are not asked: they may be heated or cooled.
 */
import type { OpTrace, StepTrace, TensorData } from '../../../player/protocol.ts';

export interface LoudExample {
  /** Its number in the run's data. */
  readonly id: number;
  /** Place in the batch, from 0. */
  readonly item: number;
  readonly label: number;
  /** p − y. [K] */
  readonly pulls: readonly number[];
  /** Σ|p − y| over the classes: 0 where it is silent, 2 at most. */
  readonly pull: number;
  /** The share of the truth. */
  readonly share: number;
  /** −ln of it. */
  readonly price: number;
  /** Which way the point would have to go to pay less: −Wᵀ(p − y), minus its price's slope in the plane. null: no linear layer of two inputs. */
  readonly way: readonly [x: number, y: number] | null;
}

const lossOf = ({ ops }: StepTrace): OpTrace | undefined => ops.find(({ name }) => name === 'crossEntropy');

/** All examples, in the batch's order; null where the step is no classifier's, or was not kept whole. */
export function loudOf(trace: StepTrace): readonly LoudExample[] | null {
  const gradient = trace.tensors.get(lossOf(trace)?.backward?.gradInputs[0] ?? Number.NaN);
  const targets = trace.tensors.get(trace.targets);
  if (gradient === undefined || targets === undefined || gradient.item !== null || targets.item !== null) return null;
  const [m = 0, classes = 0] = gradient.shape;
  if (gradient.shape.length !== 2 || targets.values.length !== m) return null;
  const weight = planeWeight(trace);
  return Array.from({ length: m }, (_, item): LoudExample => {
    const label = targets.values[item]!;
    const pulls = Array.from({ length: classes }, (_, k) => m * gradient.values[item * classes + k]!);
    const share = Math.max(0, 1 + pulls[label]!);
    return {
      id: trace.batchIds[item] ?? item,
      item,
      label,
      pulls,
      pull: pulls.reduce((sum, pull) => sum + Math.abs(pull), 0),
      share,
      price: -Math.log(share),
      way: weight && wayOf(weight, pulls),
    };
  });
}

/** [K, 2] of the linear layer that made the logits out of the plane's two numbers. */
function planeWeight({ ops, tensors }: StepTrace): TensorData['values'] | null {
  const loss = ops.find(({ name }) => name === 'crossEntropy');
  const last = ops.find(({ output }) => output === loss?.inputs[0]);
  const weight = tensors.get(last?.inputs[1] ?? Number.NaN);
  return last?.name === 'linear' && weight?.shape[1] === 2 && weight.item === null ? weight.values : null;
}

function wayOf(weight: TensorData['values'], pulls: readonly number[]): readonly [number, number] {
  const along = (axis: number): number => -pulls.reduce((sum, pull, k) => sum + pull * weight[2 * k + axis]!, 0);
  return [along(0), along(1)];
}

/** Which part of the whole batch's loss, or of its pull, one of them is. */
export function partOf(all: readonly LoudExample[], one: LoudExample, of: 'price' | 'pull'): number {
  return one[of] / all.reduce((sum, example) => sum + example[of], 0);
}

/** Those that pay most, first. */
export const loudest = (all: readonly LoudExample[], count: number): readonly LoudExample[] =>
  all.toSorted((a, b) => b.price - a.price).slice(0, count);

/** How many classes the loss tells apart. */
export function classesOf(trace: StepTrace): number | null {
  return trace.tensors.get(lossOf(trace)?.inputs[0] ?? Number.NaN)?.shape.at(-1) ?? null;
}

/** What a loss cannot fall below whose softmax gets shares for logits: all of it given to the truth, ln(1 + (K − 1)/e) is left. */
export const floorOfTwice = (classes: number): number => Math.log1p((classes - 1) / Math.E);
