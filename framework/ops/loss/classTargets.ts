/**
 * Targets that name a class by its index, as nll and crossEntropy take them: checked, with the ignored ones set aside and the
 * weight of each example looked up. Scores are [m, K] or [m, K, d…], targets int32 [m] or [m, d…].
 */
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { type Watch, watching } from '../../tensor/flags.ts';
import { sameShape, sizeOf } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { perChannel } from '../norm/normalization.ts';
import { checkNoGradient, type LossOptions, reduceLoss } from './loss.ts';

export interface ClassLossOptions extends LossOptions {
  /** [K]: how much an example of each class counts. The mean is then a weighted mean. Default: all 1. */
  readonly weight?: Tensor | undefined;
  /** Examples with this target count nothing. Default -100, which no class has. */
  readonly ignoreIndex?: number;
}

export interface ClassTargets {
  /** Class of each example, 0 where it is ignored. [m, 1, d…], ready for gather and scatterAdd along axis 1 */
  readonly index: Tensor;
  /** Which examples count. bool [m, d…]; null when all do. */
  readonly counted: Tensor | null;
  /** Weight of each example, 0 where it is ignored. [m, d…]; null when all are 1. */
  readonly weights: Tensor | null;
  /** Runs the kernel that reads the classes; on a device it looks at them, and one that does not exist is an error at the next read-back. */
  readonly watched: <R>(run: () => R) => R;
}

const IGNORE = -100;

export function classTargets(
  op: string,
  scores: Tensor,
  targets: Tensor,
  { weight, ignoreIndex = IGNORE }: ClassLossOptions,
): ClassTargets {
  const areAllCounted = checkTargets(op, scores, targets, ignoreIndex);
  checkWeight(op, scores, weight);
  const counted = areAllCounted ? null : targets.ne(ignoreIndex);
  const watched = targets.device === 'cpu' ? plainly : watchedFor(op, scores, targets, ignoreIndex);
  const index = (counted === null ? targets : counted.where(targets, 0)).unsqueeze(1);
  const ofClass =
    weight === undefined ? null : pickAt(index, perChannel(weight, scores.rank)!.expand(scores.shape), watched);
  if (counted === null) return { index, counted, weights: ofClass, watched };
  return { index, counted, weights: ofClass === null ? counted.to(scores.dtype) : counted.where(ofClass, 0), watched };
}

/** -w · ln p at the right class, 0 where ignored. logProbs [m, K, d…] → [m, d…] */
export function surprise(logProbs: Tensor, { index, weights, counted, watched }: ClassTargets): Tensor {
  const plain = pickAt(index, logProbs, watched).neg();
  const weighted = weights === null ? plain : plain.mul(weights);
  return counted === null ? weighted : counted.where(weighted, 0); // 0 · ∞ would not be 0
}

type Watched = ClassTargets['watched'];

const plainly: Watched = (run) => run();

function watchedFor(op: string, scores: Tensor, targets: Tensor, ignoreIndex: number): Watched {
  const watch = (): Watch => {
    const { message, hint } = wrongClass(op, 'a target', scores);
    return { message, hint, except: ignoreIndex };
  };
  return (run) => watching(targets.device, watch, run);
}

/** The entry at each example's class. index [m, 1, d…], x [m, K, d…] → [m, d…] */
const pickAt = (index: Tensor, x: Tensor, watched: Watched): Tensor => watched(() => x.gather(1, index)).squeeze(1);

/** The mean divides by the weights that counted, not by the number of examples. */
export function reduceClassLoss(op: string, losses: Tensor, { weights }: ClassTargets, options: LossOptions): Tensor {
  if (weights === null || (options.reduction ?? 'mean') !== 'mean') return reduceLoss(losses, options, op);
  return losses.sum().div(weights.sum());
}

/** ∂L/∂(loss of each example), from ∂L/∂(reduced loss). → [m, d…] */
export function spreadClassLoss(
  grad: Tensor,
  targets: Tensor,
  { weights }: ClassTargets,
  options: LossOptions = {},
): Tensor {
  const { reduction = 'mean' } = options;
  if (reduction === 'none') return grad;
  const divisor = reduction === 'sum' ? 1 : (weights?.sum() ?? sizeOf(targets.shape));
  return grad.div(divisor).expand(targets.shape);
}

/** Do they belong together, and is every target a class? Returns whether none is to be ignored; on a device nobody looks, so some may be. */
function checkTargets(op: string, scores: Tensor, targets: Tensor, ignoreIndex: number): boolean {
  if (scores.rank < 2 || !sameShape(scores.shape.toSpliced(1, 1), targets.shape)) {
    throw new ChalkgradError(
      `${op}: logits ${shapeText(scores.shape)} and targets ${shapeText(targets.shape)} do not belong together`,
      'logits are [examples, classes] and targets [examples]: one class index for each row; further axes, if any, follow in both.',
    );
  }
  if (targets.dtype !== 'int32') {
    throw new ChalkgradError(
      `${op}: targets have dtype ${targets.dtype}, they must be int32`,
      "targets are class indices; make them with { dtype: 'int32' } or .to('int32').",
    );
  }
  if (targets.device !== 'cpu') return false; // nobody waits for a GPU to look: there the kernel does
  const classes = scores.shape[1]!;
  // A plain loop over the numbers where they lie: every small step of a classifier passes here twice.
  const [labels, start] = targets.isContiguous ? [targets.buffer, targets.offset] : [targets.dataSync(), 0];
  let areAllCounted = true;
  const { size } = targets;
  for (let i = 0; i < size; i++) {
    const label = labels[start + i]!;
    if (label === ignoreIndex) areAllCounted = false;
    else if (label < 0 || label >= classes) {
      const { message, hint } = wrongClass(op, `target ${label} of example ${i}`, scores);
      throw new ChalkgradError(message, hint);
    }
  }
  return areAllCounted;
}

/** Words for a class that does not exist. */
const wrongClass = (op: string, target: string, scores: Tensor): { message: string; hint: string } => ({
  message: `${op}: ${target} is not one of the ${scores.shape[1]} classes (logits ${shapeText(scores.shape)})`,
  hint: `class indices run from 0 to ${scores.shape[1]! - 1}; labels that start at 1 need one subtracted.`,
});

/** One weight for each class. Errors: another number of them; one that wants a gradient. */
export function checkWeight(op: string, scores: Tensor, weight: Tensor | undefined): void {
  checkNoGradient(op, 'weight', weight);
  if (weight !== undefined && (weight.rank !== 1 || weight.shape[0] !== scores.shape[1])) {
    throw new ChalkgradError(
      `${op}: weight ${shapeText(weight.shape)} does not fit logits ${shapeText(scores.shape)}`,
      `there must be one weight for each of the ${scores.shape[1]} classes: [${scores.shape[1]}].`,
    );
  }
}
