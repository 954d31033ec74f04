import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, weight: Tensor];

/**
 * A leaky ReLU whose slope for negative numbers is learned: one for all, or one for each channel (axis 1).
 * x: [N, C, …] (or any shape), weight: [C] or [1] → x's shape. At 0 the slope is the learned one.
 * Source: He et al., "Delving deep into rectifiers" (2015), §2.1.
 */
export const prelu: Op<Args> = defineOp<Args>({
  name: 'prelu',
  summary: 'Negative numbers keep a part of themselves, which is learned.',
  tex: {
    forward: String.raw`y_{nc} = \begin{cases} x_{nc} & x_{nc} > 0 \\ w_c \, x_{nc} & \text{else} \end{cases}`,
    backward: String.raw`\bar{x}_{nc} = \begin{cases} \bar{y}_{nc} & x_{nc} > 0 \\ w_c \, \bar{y}_{nc} & \text{else} \end{cases}, \quad \bar{w}_c = \sum_n [x_{nc} \le 0] \, x_{nc} \, \bar{y}_{nc}`,
  },
  kernels: ['zip', 'select'],
  operands: 2,
  forward: (x, weight) => {
    check(x, weight);
    return x.gt(0).where(x, x.mul(acrossChannels(weight, x)));
  },
  backward: (grad, { inputs: [x, weight] }) => {
    const across = acrossChannels(weight, x);
    const positive = x.gt(0);
    return [
      x.requiresGrad ? positive.where(grad, grad.mul(across)) : null,
      weight.requiresGrad ? positive.where(0, grad.mul(x)).sumTo(across.shape).reshape(weight.shape) : null,
    ];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-2, -0.2]), uniform(g, [3], [0.1, 0.5])],
    [uniform(g, [2, 2, 3], [-2, -0.2]), uniform(g, [2], [0.1, 0.5])],
    [uniform(g, [2, 3], [0.2, 2]), uniform(g, [1], [0.1, 0.5])],
    [uniform(g, [4], [-2, -0.2]), uniform(g, [1], [0.1, 0.5])],
  ],
});

/** [C] as it must stand to meet [N, C, …]; a single slope meets everything as it is. */
const acrossChannels = (weight: Tensor, x: Tensor): Tensor =>
  weight.size === 1 ? weight.reshape([]) : weight.reshape(x.shape.slice(1).map((_, i) => (i === 0 ? weight.size : 1)));

function check(x: Tensor, weight: Tensor): void {
  if (weight.rank <= 1 && (weight.size === 1 || (x.rank >= 2 && weight.size === x.shape[1]))) return;
  throw new ChalkgradError(
    `prelu: weight ${shapeText(weight.shape)} does not fit the input ${shapeText(x.shape)}`,
    'give one slope ([1]), or one for each channel ([C], axis 1 of the input).',
  );
}
