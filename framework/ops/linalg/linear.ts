import { cpuKernels, fusedKernels } from '../../kernels/backend.ts';
import { tensor } from '../../tensor/create.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { mapInto, throughRelu } from '../elementwise.ts';
import { uniform } from '../examples.ts';

export interface LinearOptions {
  /** What is negative becomes 0, in the same loop. Default false. */
  readonly relu?: boolean;
}

type Args = [x: Tensor, weight: Tensor, bias?: Tensor | undefined, options?: LinearOptions];

/**
 * A layer of weighted sums: y = x Wᵀ + b. x: [.., in], weight: [out, in], bias: [out] → [.., out]
 *
 * @example x.linear(weight, bias, { relu: true }) // max(x Wᵀ + b, 0)
 */
export const linear: Op<Args> = defineOp<Args>({
  name: 'linear',
  summary: 'Weighted sums of the last axis plus a bias.',
  tex: {
    forward: String.raw`y_{io} = \sum_k x_{ik} \, W_{ok} + b_o`,
    backward: String.raw`\bar{x} = \bar{y} \, W, \quad \bar{W} = \bar{y}^{\top} x, \quad \bar{b}_o = \sum_i \bar{y}_{io}`,
  },
  kernels: ['linear', 'linearRelu', 'matmul', 'zip'],
  operands: 3,
  forward: (x, weight, bias, { relu = false } = {}) => {
    checkFeatures(x, weight);
    const fused = bias === undefined ? null : fusedKernels();
    if (fused === null || bias === undefined || !areAlike(x, weight, bias)) {
      const product = x.matmul(weight.transpose());
      const sums = bias === undefined ? product : product.add(bias);
      return relu ? mapInto('relu', sums, sums.dtype) : sums;
    }
    const [outputs, features] = weight.shape as [number, number];
    const lead = x.shape.slice(0, -1);
    const out = emptyTensor([...lead, outputs], x.dtype);
    const rows = x.rank === 2 ? x : x.reshape([sizeOf(lead), features]);
    const inOneLoop = relu ? cpuKernels() : null;
    if (inOneLoop === null) fused.linear(rows, weight, bias, out.memory);
    else inOneLoop.linearRelu(rows, weight, bias, out.memory);
    return relu && inOneLoop === null ? mapInto('relu', out, out.dtype) : out;
  },
  backward: (upstream, { inputs, output, args: [, , bias, options] }) => {
    const [x, weight] = inputs;
    const grad = options?.relu === true ? throughRelu(upstream, output) : upstream;
    const flat = (t: Tensor): Tensor => (t.rank === 2 ? t : t.reshape([sizeOf(x.shape.slice(0, -1)), t.shape.at(-1)!]));
    const flatGrad = flat(grad); // [rows, out]
    const flatX = flat(x); // [rows, in]
    const gradients = [
      x.requiresGrad ? grad.matmul(weight) : null, // data needs none
      weight.requiresGrad ? flatGrad.transpose().matmul(flatX) : null,
    ];
    return bias === undefined ? gradients : [...gradients, flatGrad.sum(0)];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), uniform(g, [4, 3], [-1, 1]), uniform(g, [4], [-1, 1])],
    [uniform(g, [2, 2, 3], [-1, 1]), uniform(g, [4, 3], [-1, 1])],
    [uniform(g, [3], [-1, 1]), uniform(g, [2, 3], [-1, 1]), uniform(g, [2], [-1, 1])],
    [uniform(g, [4, 3], [0.5, 1]), signed(uniform(g, [9, 3], [0.5, 1])), uniform(g, [9], [-0.2, 0.2]), { relu: true }],
  ],
});

/** Floats of one dtype, and a bias that is one number for each output: what the fused loop takes. */
const areAlike = (x: Tensor, weight: Tensor, bias: Tensor): boolean =>
  isFloat(x.dtype) &&
  x.dtype === weight.dtype &&
  x.dtype === bias.dtype &&
  bias.rank === 1 &&
  bias.shape[0] === weight.shape[0];

/**
 * The commonest mistake in a CNN: the first linear layer expects another number of features than the flattened maps have.
 * Where the flattened shape is known, say both counts as channels · height · width.
 */
function checkFeatures(x: Tensor, weight: Tensor): void {
  const [out, expected] = weight.shape as [number, number];
  const given = x.shape.at(-1);
  if (given === expected) return;
  const from = x.reshapedFrom;
  const [channels, height, width] = from?.length === 4 ? (from.slice(1) as [number, number, number]) : [0, 0, 0];
  const side = Math.sqrt(expected / channels);
  if (from !== null && channels > 0 && channels * height * width === given) {
    const maps = `${channels}·${height}·${width}`;
    const wanted = Number.isInteger(side) ? `${channels}·${side}·${side} = ${expected}` : `${expected}`;
    throw new ChalkgradError(
      `linear: the layer expects ${wanted} features, the input gives ${maps} = ${given} (${shapeText(from)} flattened to ${shapeText(x.shape)}; weight ${shapeText(weight.shape)})`,
      `make the layer Linear(${channels} * ${height} * ${width}, ${out})${Number.isInteger(side) ? `, or change the layers before it so that they leave ${side}×${side} maps` : ''}.`,
    );
  }
  throw new ChalkgradError(
    `linear: the layer expects ${expected} features, the input ${shapeText(x.shape)} gives ${given} (weight ${shapeText(weight.shape)})`,
    `the last axis of the input must be ${expected}; flatten or transpose it, or make the layer Linear(${given}, ${out}).`,
  );
}

/** Every other row negative: sums far from 0, where a ReLU has its kink. */
const signed = (weight: Tensor): Tensor =>
  weight.mul(
    tensor(
      Array.from({ length: weight.shape[0]! }, (_, i) => [i % 2 === 0 ? 1 : -1]),
      { dtype: weight.dtype },
    ),
  );
