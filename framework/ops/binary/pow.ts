import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

/**
 * a to the power b. Where a formula would meet 0 · ∞ the slope is 0, as in PyTorch: towards a where b = 0, towards b where
 * a = 0 and b ≥ 0. A negative base has no slope towards b: NaN.
 */
export const pow: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'pow',
  summary: 'a to the power b, element by element, with broadcasting.',
  tex: {
    forward: String.raw`y = a^b`,
    backward: String.raw`\bar{a} = b\, a^{b-1} \bar{y}, \quad \bar{b} = y \ln a \; \bar{y}`,
  },
  derivative: ({ grad, a, b, y }) => [
    a.requiresGrad ? grad.mul(towardsBase(a, b)) : null,
    b.requiresGrad ? grad.mul(towardsExponent(a, b, y)) : null,
  ],
  domain: [0.5, 2],
  result: (dtype) => (dtype === 'float64' ? 'float64' : 'float32'),
});

/** b a^(b-1). Where b = 0 the exponent is replaced too, so that no ∞ is left for a second derivative to trip over. */
function towardsBase(a: Tensor, b: Tensor): Tensor {
  const flat = b.eq(0);
  return flat.where(0, b.mul(a.pow(flat.where(1, b.sub(1)))));
}

function towardsExponent(a: Tensor, b: Tensor, y: Tensor): Tensor {
  const flat = a.eq(0).logicalAnd(b.ge(0));
  return flat.where(0, y.mul(flat.where(1, a).log()));
}
