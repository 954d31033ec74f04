/**
 * What losses share: how the losses of single elements become one number, the way back, and the family of losses that
 * compare a prediction with a target element by element. A loss of that family gives only its formula and two slopes.
 */
import type { KernelName } from '../../kernels/Kernels.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Shape, sameShape, sizeOf } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op, type TensorLike } from '../define.ts';

export type Reduction = 'mean' | 'sum' | 'none';

/** How the losses of the elements become one number: their mean (default), their sum, or not at all. */
export interface LossOptions {
  readonly reduction?: Reduction;
}

/** `batchMean` (sum divided by the number of examples) is what klDiv offers besides. */
interface AnyReduction {
  readonly reduction?: Reduction | 'batchMean';
}

/** Losses of the elements → the loss asked for. */
export function reduceLoss(losses: Tensor, { reduction = 'mean' }: AnyReduction, op: string): Tensor {
  switch (reduction) {
    case 'none':
      return losses;
    case 'sum':
      return losses.sum();
    case 'mean':
      return losses.mean();
    case 'batchMean':
      return losses.sum().div(losses.shape[0] ?? 1);
    default:
      throw new ChalkgradError(`${op}: there is no reduction '${String(reduction)}'`, "use 'mean', 'sum' or 'none'.");
  }
}

/** ∂L/∂(loss of each element), from ∂L/∂(reduced loss). → shape */
export function spreadLoss(grad: Tensor, shape: Shape, { reduction = 'mean' }: AnyReduction = {}): Tensor {
  if (reduction === 'none') return grad;
  const count = reduction === 'mean' ? sizeOf(shape) : reduction === 'batchMean' ? (shape[0] ?? 1) : 1;
  return (count === 1 ? grad : grad.div(count)).expand(shape);
}

/** Prediction and target must stand side by side; broadcasting would silently compare every pair. */
export function checkSameShape(op: string, prediction: Tensor, target: Tensor): void {
  if (!sameShape(prediction.shape, target.shape)) {
    throw new ChalkgradError(
      `${op}: prediction ${shapeText(prediction.shape)} and target ${shapeText(target.shape)} differ in shape`,
      'broadcasting here would compare every prediction with every target; reshape one of them (often squeeze(1)).',
    );
  }
}

/** A weight says how much an element counts; no gradient goes there. Errors: it wants one, and would wait for it in vain. */
export function checkNoGradient(op: string, name: string, weight: TensorLike | undefined): void {
  if (typeof weight !== 'object' || !weight.requiresGrad) return;
  throw new ChalkgradError(
    `${op}: ${name} ${shapeText(weight.shape)} wants a gradient, and none goes there`,
    `a weight is given, not learned: ${name}.detach(). To learn how much elements count, take reduction 'none' and multiply.`,
  );
}

export interface PairLoss<Options extends AnyReduction> {
  readonly name: string;
  readonly summary: string;
  readonly tex: { readonly forward: string; readonly backward: string };
  readonly kernels: readonly KernelName[];
  /** Refuse what has no loss. Shapes are already equal. */
  readonly check?: (prediction: Tensor, target: Tensor, options: Partial<Options>) => void;
  /** The loss of each element. Both arguments and the result have one shape. */
  readonly loss: (prediction: Tensor, target: Tensor, options: Partial<Options>) => Tensor;
  /** ∂(loss of an element)/∂prediction, written in ops. */
  readonly slope: (prediction: Tensor, target: Tensor, options: Partial<Options>) => Tensor;
  /** ∂(loss of an element)/∂target, written in ops. */
  readonly targetSlope: (prediction: Tensor, target: Tensor, options: Partial<Options>) => Tensor;
  readonly examples: (generator: Generator) => readonly [prediction: Tensor, target: Tensor, options?: Options][];
}

/** A loss that compares element by element. prediction, target: one shape → [] (or that shape with reduction 'none') */
export function pairLoss<Options extends AnyReduction>(
  definition: PairLoss<Options>,
): Op<[prediction: Tensor, target: Tensor, options?: Options]> {
  const { name, check, loss, slope, targetSlope } = definition;
  return defineOp<[prediction: Tensor, target: Tensor, options?: Options]>({
    name,
    summary: definition.summary,
    tex: definition.tex,
    kernels: definition.kernels,
    operands: 2,
    forward: (prediction, target, options) => {
      checkSameShape(name, prediction, target);
      check?.(prediction, target, options ?? {});
      return reduceLoss(loss(prediction, target, options ?? {}), options ?? {}, name);
    },
    backward: (grad, { inputs: [prediction, target], args: [, , options] }) => {
      const each = spreadLoss(grad, prediction.shape, options);
      return [
        prediction.requiresGrad ? each.mul(slope(prediction, target, options ?? {})) : null,
        target.requiresGrad ? each.mul(targetSlope(prediction, target, options ?? {})) : null,
      ];
    },
    examples: definition.examples,
  });
}
