/**
 * What the normalization layers share: centre and scale over some axes, its derivative, and the learned scale and shift after
 * it. x̂ = (x - μ) / √(σ² + ε), with the biased variance σ² (divided by the count, not count - 1).
 *
 * Source of the derivative: Ioffe & Szegedy, "Batch normalization" (2015), §3, with the three terms brought together.
 */
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

export interface Standardized {
  /** x̂: mean 0 and variance (almost) 1 over the axes. */
  readonly hat: Tensor;
  /** 1/√(σ² + ε), reduced axes kept with size 1. */
  readonly inverse: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
}

const KEEP = { keepdim: true } as const;

export function standardize(x: Tensor, axes: readonly number[], eps: number): Standardized {
  const mean = x.mean(axes, KEEP);
  const centred = x.sub(mean);
  const variance = centred.square().mean(axes, KEEP);
  const inverse = variance.add(eps).rsqrt();
  return { hat: centred.mul(inverse), inverse, mean, variance };
}

/** ∂L/∂x from ∂L/∂x̂: moving all of x or stretching it does not move x̂, so those two directions are taken out. */
export function standardizeGrad(grad: Tensor, { hat, inverse }: Standardized, axes: readonly number[]): Tensor {
  const alongScale = hat.mul(grad.mul(hat).mean(axes, KEEP));
  return grad.sub(grad.mean(axes, KEEP)).sub(alongScale).mul(inverse);
}

/** γ x̂ + β; each is left out when not given. Both must broadcast against x̂. */
export function scaleAndShift(hat: Tensor, weight: Tensor | undefined, bias: Tensor | undefined): Tensor {
  const scaled = weight === undefined ? hat : hat.mul(weight);
  return bias === undefined ? scaled : scaled.add(bias);
}

/** A [C] vector as it must stand to meet [N, C, …]. */
export const perChannel = (v: Tensor | undefined, rank: number): Tensor | undefined =>
  v?.reshape([-1, ...new Array<number>(rank - 2).fill(1)]);

/** A weight or bias must have exactly the shape that is normalized. */
export function checkAffine(
  op: string,
  x: Tensor,
  expected: readonly number[],
  weight: Tensor | undefined,
  bias: Tensor | undefined,
): void {
  for (const [name, v] of [
    ['weight', weight],
    ['bias', bias],
  ] as const) {
    if (v !== undefined && (v.rank !== expected.length || v.shape.some((n, i) => n !== expected[i]))) {
      throw new ChalkgradError(
        `${op}: ${name} ${shapeText(v.shape)} does not fit the input ${shapeText(x.shape)}: it must be ${shapeText(expected)}`,
        'one number for each feature that is normalized; make the layer for the size its input really has.',
      );
    }
  }
}
