import { fusedKernels } from '../../kernels/backend.ts';
import type { FusedKernels } from '../../kernels/Kernels.ts';
import { onesLike, tensor, zeros } from '../../tensor/create.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { isGradEnabled } from '../../tensor/history.ts';
import { sameShape } from '../../tensor/shape.ts';
import type { Memory } from '../../tensor/storage.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { perChannel } from '../norm/normalization.ts';
import {
  type ClassLossOptions,
  type ClassTargets,
  checkWeight,
  classTargets,
  reduceClassLoss,
  spreadClassLoss,
  surprise,
} from './classTargets.ts';
import { reduceLoss, spreadLoss } from './loss.ts';

export type { LossOptions } from './loss.ts';

export interface CrossEntropyOptions extends ClassLossOptions {
  /** This share of every target is spread evenly over all classes, so that the model is never asked for certainty. Default 0. */
  readonly labelSmoothing?: number;
}

type Args = [logits: Tensor, targets: Tensor, options?: CrossEntropyOptions];

/** What the one loop leaves for the way back. */
interface Saved {
  readonly probabilities: Tensor;
  readonly right: ClassTargets;
}

/**
 * Cross-entropy between softmax(logits) and the right classes: the mean surprise of the model at the truth, in nats.
 * logits: [m, K], targets: int32 [m] with entries 0 … K - 1 → [] (or [m] with reduction 'none'). Further axes may follow:
 * logits [m, K, d…], targets [m, d…]. Targets may also be probabilities: float, of the logits' shape.
 *
 * The derivative is the reason this is one op: softmax and logarithm together leave only (p - q) / m, with q the target's
 * probabilities (for an index: one-hot).
 * Source: Goodfellow, Bengio & Courville, "Deep Learning" (2016), §6.2.2.3; smoothing: Szegedy et al. (2016), §7.
 *
 * @example crossEntropy(tensor([[2, 0, 1]]), tensor([0], { dtype: 'int32' })) // 0.4076
 */
export const crossEntropy: Op<Args> = defineOp<Args, Saved | null>({
  name: 'crossEntropy',
  summary: 'Mean surprise of a classifier at the right classes, from its logits.',
  tex: {
    forward: String.raw`L = -\frac{1}{m} \sum_{i=1}^{m} \ln p_{i,\,y_i}, \qquad p_{ik} = \frac{e^{z_{ik}}}{\sum_j e^{z_{ij}}}`,
    backward: String.raw`\bar{z}_{ik} = \frac{1}{m} \bigl( p_{ik} - [k = y_i] \bigr) \bar{L}`,
  },
  kernels: ['crossEntropy', 'logSoftmax', 'reduce', 'zip', 'map', 'gather', 'select', 'scatterAdd'],
  tensors: ([logits, targets]) => (isFloat(targets.dtype) ? [logits, targets] : [logits]),
  forward: (logits, targets, options = {}) => {
    checkSmoothing(options);
    if (isSoft(logits, targets)) {
      checkWeight('crossEntropy', logits, options.weight);
      const losses = softTargets(logits, targets, options).mul(logits.logSoftmax(1)).sum(1).neg(); // [m, d…]
      return { output: reduceLoss(losses, options, 'crossEntropy'), saved: null };
    }
    const right = classTargets('crossEntropy', logits, targets, options);
    const fused = isPlain(logits, right, options) ? fusedKernels() : null;
    if (fused === null) {
      const losses = smoothed(logits.logSoftmax(1), right, options); // [m, d…]
      return { output: reduceClassLoss('crossEntropy', losses, right, options), saved: null };
    }
    const losses = emptyTensor(targets.shape, logits.dtype);
    const probabilities = emptyTensor(logits.shape, logits.dtype);
    runLoop(right, fused, logits, targets, losses, probabilities);
    const output = reduceClassLoss('crossEntropy', countedOnly(right, losses), right, options);
    return { output, saved: { probabilities, right } };
  },
  backward: (grad, { args: [logits, targets, options = {}], saved }) => {
    if (saved !== null && !isGradEnabled()) {
      const { probabilities, right } = saved;
      const each = countedOnly(right, spreadClassLoss(grad, targets, right, options));
      const out = emptyTensor(logits.shape, logits.dtype);
      fusedKernels()!.crossEntropyGrad(probabilities, targets, each, out.memory);
      return [out];
    }
    if (isSoft(logits, targets)) return softBackward(grad, logits, targets, options);
    const right = classTargets('crossEntropy', logits, targets, options);
    const each = spreadClassLoss(grad, targets, right, options).unsqueeze(1); // [m, 1, d…]
    return [softmaxMinus(oneHot(logits, right, options), logits).mul(each)];
  },
  examples: (g) => [
    [uniform(g, [3, 4], [-2, 2]), tensor([2, 0, 2], { dtype: 'int32' })],
    [uniform(g, [3, 4], [-2, 2]), tensor([2, 0, 3], { dtype: 'int32' }), { reduction: 'sum' }],
    [uniform(g, [2, 3], [-2, 2]), tensor([1, 1], { dtype: 'int32' }), { reduction: 'none' }],
    [uniform(g, [1, 2], [-2, 2]), tensor([1], { dtype: 'int32' })],
    [
      uniform(g, [2, 3, 2], [-2, 2]),
      tensor(
        [
          [1, -100],
          [0, 2],
        ],
        { dtype: 'int32' },
      ),
      { weight: uniform(g, [3], [0.5, 2]), labelSmoothing: 0.1 },
    ],
    [uniform(g, [3, 4], [-2, 2]), uniform(g, [3, 4], [0, 1])],
    [
      uniform(g, [2, 3], [-2, 2]),
      uniform(g, [2, 3], [0, 1]),
      { weight: uniform(g, [3], [0.5, 2]), labelSmoothing: 0.2, reduction: 'none' },
    ],
  ],
});

/**
 * Rows of logits, one class for each, all counted alike: the case that has a loop of its own. On a device nobody looks whether any
 * example is ignored: there the loop takes them all, and those that are set to 0 afterwards.
 */
const isPlain = (
  logits: Tensor,
  { counted }: ClassTargets,
  { weight, labelSmoothing = 0 }: CrossEntropyOptions,
): boolean =>
  logits.rank === 2 &&
  logits.size > 0 &&
  isFloat(logits.dtype) &&
  (counted === null || logits.device !== 'cpu') &&
  weight === undefined &&
  labelSmoothing === 0;

/** A function of its own, so that a call on the CPU makes no closure over all of `forward`. */
function runLoop(
  { watched }: ClassTargets,
  fused: FusedKernels<Memory>,
  logits: Tensor,
  targets: Tensor,
  losses: Tensor,
  probabilities: Tensor,
): void {
  watched(() => fused.crossEntropy(logits, targets, losses.memory, probabilities.memory));
}

/** 0 where an example is ignored. */
const countedOnly = ({ counted }: ClassTargets, losses: Tensor): Tensor =>
  counted === null ? losses : counted.where(losses, 0);

const isSoft = (logits: Tensor, targets: Tensor): boolean =>
  isFloat(targets.dtype) && sameShape(logits.shape, targets.shape);

/** The share ε of label smoothing adds the mean surprise at all classes. → [m, d…] */
function smoothed(logProbs: Tensor, right: ClassTargets, { weight, labelSmoothing = 0 }: CrossEntropyOptions): Tensor {
  const atTruth = surprise(logProbs, right);
  if (labelSmoothing === 0) return atTruth;
  const classes = logProbs.shape[1]!;
  const everywhere = (weight === undefined ? logProbs : logProbs.mul(perChannel(weight, logProbs.rank)!)).sum(1).neg();
  const spread = everywhere.mul(labelSmoothing / classes);
  return atTruth.mul(1 - labelSmoothing).add(right.counted === null ? spread : right.counted.where(spread, 0));
}

/** What the loss multiplies each -ln p by, for index targets. [m, K, d…] */
function oneHot(
  logits: Tensor,
  { index, counted, weights }: ClassTargets,
  { weight, labelSmoothing = 0 }: CrossEntropyOptions,
): Tensor {
  const atTruth = weights === null ? onesLike(index).to(logits.dtype) : weights.unsqueeze(1);
  const hot = zeros(logits.shape, { dtype: logits.dtype }).scatterAdd(1, index, atTruth);
  if (labelSmoothing === 0) return hot;
  const everywhere =
    weight === undefined ? zeros([], { dtype: logits.dtype }).add(1) : perChannel(weight, logits.rank)!;
  const spread = everywhere.mul(labelSmoothing / logits.shape[1]!);
  return hot.mul(1 - labelSmoothing).add(counted === null ? spread : counted.unsqueeze(1).where(spread, 0));
}

/** The same for targets that are probabilities. [m, K, d…] */
function softTargets(logits: Tensor, targets: Tensor, { weight, labelSmoothing = 0 }: CrossEntropyOptions): Tensor {
  const smooth =
    labelSmoothing === 0 ? targets : targets.mul(1 - labelSmoothing).add(labelSmoothing / logits.shape[1]!);
  return weight === undefined ? smooth : smooth.mul(perChannel(weight, logits.rank)!);
}

/** ∂(-Σ_k q_k ln p_k)/∂z = p Σ_j q_j - q; for q that add up to 1 simply p - q. */
const softmaxMinus = (q: Tensor, logits: Tensor): Tensor =>
  logits
    .softmax(1)
    .mul(q.sum(1, { keepdim: true }))
    .sub(q);

function softBackward(grad: Tensor, logits: Tensor, targets: Tensor, options: CrossEntropyOptions): readonly Tensor[] {
  const examples = logits.shape.toSpliced(1, 1);
  const each = spreadLoss(grad, examples, options).unsqueeze(1); // [m, 1, d…]
  const { weight, labelSmoothing = 0 } = options;
  const logProbs = logits.logSoftmax(1);
  const weighted = weight === undefined ? logProbs : logProbs.mul(perChannel(weight, logits.rank)!);
  return [
    softmaxMinus(softTargets(logits, targets, options), logits).mul(each),
    weighted.mul(each).mul(labelSmoothing - 1),
  ];
}

function checkSmoothing({ labelSmoothing = 0 }: CrossEntropyOptions): void {
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new ChalkgradError(
      `crossEntropy: labelSmoothing = ${labelSmoothing} is not a share`,
      'it is the part of each target that is spread out, from 0 to 1.',
    );
  }
}
