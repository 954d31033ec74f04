import { onesLike, tensor, zeros } from '../tensor/create.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { defineOp, type Op } from './define.ts';
import { uniform } from './elementwise.ts';

/** How the losses of the examples become one number: their mean (default), their sum, or not at all. */
export interface LossOptions {
  readonly reduction?: 'mean' | 'sum' | 'none';
}

type Args = [logits: Tensor, targets: Tensor, options?: LossOptions];

/**
 * Cross-entropy between softmax(logits) and the right classes: the mean surprise of the model at the truth, in nats.
 * logits: [m, K], targets: int32 [m] with entries 0 … K - 1 → [] (or [m] with reduction 'none').
 *
 * The derivative is the reason this is one op: softmax and logarithm together leave only (p - onehot) / m.
 * Source: Goodfellow, Bengio & Courville, "Deep Learning" (2016), §6.2.2.3.
 *
 * @example crossEntropy(tensor([[2, 0, 1]]), tensor([0], { dtype: 'int32' })) // 0.4076
 */
export const crossEntropy: Op<Args> = defineOp<Args>({
  name: 'crossEntropy',
  summary: 'Mean surprise of a classifier at the right classes, from its logits.',
  tex: {
    forward: String.raw`L = -\frac{1}{m} \sum_{i=1}^{m} \ln p_{i,\,y_i}, \qquad p_{ik} = \frac{e^{z_{ik}}}{\sum_j e^{z_{ij}}}`,
    backward: String.raw`\bar{z}_{ik} = \frac{1}{m} \bigl( p_{ik} - [k = y_i] \bigr) \bar{L}`,
  },
  kernels: ['reduce', 'zip', 'map', 'gather', 'scatterAdd'],
  forward: (logits, targets, options = {}) => {
    checkTargets(logits, targets);
    const surprise = logits.logSoftmax(1).gather(1, targets.unsqueeze(1)).squeeze(1).neg(); // [m]
    return reduceLoss(surprise, options);
  },
  backward: (grad, { inputs: [logits], args: [, targets, options] }) => {
    const right = targets.unsqueeze(1); // [m, 1]
    const oneHot = zeros(logits.shape, { dtype: logits.dtype }).scatterAdd(1, right, onesLike(right).to(logits.dtype));
    return [logits.softmax(1).sub(oneHot).mul(perExample(grad, logits.shape[0]!, options).unsqueeze(1))];
  },
  examples: (g) => [
    [uniform(g, [3, 4], [-2, 2]), tensor([2, 0, 2], { dtype: 'int32' })],
    [uniform(g, [3, 4], [-2, 2]), tensor([2, 0, 3], { dtype: 'int32' }), { reduction: 'sum' }],
    [uniform(g, [2, 3], [-2, 2]), tensor([1, 1], { dtype: 'int32' }), { reduction: 'none' }],
    [uniform(g, [1, 2], [-2, 2]), tensor([1], { dtype: 'int32' })],
  ],
});

/** Losses of the examples → the loss asked for. */
export function reduceLoss(losses: Tensor, { reduction = 'mean' }: LossOptions): Tensor {
  if (reduction === 'none') return losses;
  return reduction === 'sum' ? losses.sum() : losses.mean();
}

/** ∂L/∂(loss of each example), from ∂L/∂(reduced loss). → [m] */
export function perExample(grad: Tensor, m: number, { reduction = 'mean' }: LossOptions = {}): Tensor {
  if (reduction === 'none') return grad;
  return (reduction === 'mean' ? grad.div(m) : grad).expand([m]);
}

function checkTargets(logits: Tensor, targets: Tensor): void {
  if (logits.rank !== 2 || targets.rank !== 1 || logits.shape[0] !== targets.shape[0]) {
    throw new ChalkgradError(
      `crossEntropy: logits ${shapeText(logits.shape)} and targets ${shapeText(targets.shape)} do not belong together`,
      'logits are [examples, classes] and targets [examples]: one class index for each row.',
    );
  }
  if (targets.dtype !== 'int32') {
    throw new ChalkgradError(
      `crossEntropy: targets have dtype ${targets.dtype}, they must be int32`,
      "targets are class indices; make them with { dtype: 'int32' } or .to('int32').",
    );
  }
  const classes = logits.shape[1]!;
  const labels = targets.dataSync();
  const at = labels.findIndex((label) => label < 0 || label >= classes);
  if (at >= 0) {
    throw new ChalkgradError(
      `crossEntropy: target ${labels[at]} of example ${at} is not one of the ${classes} classes (logits ${shapeText(logits.shape)})`,
      `class indices run from 0 to ${classes - 1}; labels that start at 1 need one subtracted.`,
    );
  }
}
