import { cpuKernels } from '../../kernels/backend.ts';
import { ones, tensor } from '../../tensor/create.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { isGradEnabled } from '../../tensor/history.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import {
  checkAffine,
  perChannel,
  type Standardized,
  scaleAndShift,
  standardize,
  standardizeGrad,
} from './normalization.ts';

export interface BatchNormOptions {
  /** [C], float. Read when not training, moved towards the batch's statistics (in place) when training. */
  readonly runningMean?: Tensor | undefined;
  readonly runningVar?: Tensor | undefined;
  /** Use the batch's own statistics. Default: true exactly when there are no running ones. */
  readonly training?: boolean;
  /** How far the running statistics move at each step. Default 0.1. */
  readonly momentum?: number;
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
}

/** What forward puts aside: x̂ and its parts, or only mean, 1/√(σ² + ε) and σ² of each channel [3, C] where one loop did it all. */
type Saved = Standardized | { readonly moments: Tensor };

type Args = [x: Tensor, weight?: Tensor | undefined, bias?: Tensor | undefined, options?: BatchNormOptions];

/**
 * Each channel to mean 0 and variance 1 over the batch and all positions, then scaled and shifted by learned numbers.
 * x: [N, C] or [N, C, …], weight and bias: [C] → x's shape.
 *
 * As in PyTorch the batch is divided by its biased deviation while the running variance receives the unbiased one.
 * Source: Ioffe & Szegedy, "Batch normalization" (2015), algorithms 1 and 2.
 */
export const batchNorm: Op<Args> = defineOp<Args, Saved>({
  name: 'batchNorm',
  summary: 'Each channel to mean 0 and variance 1 over the batch, then scaled and shifted.',
  tex: {
    forward: String.raw`y_{nc} = \gamma_c \, \hat{x}_{nc} + \beta_c, \qquad \hat{x}_{nc} = \frac{x_{nc} - \mu_c}{\sqrt{\sigma_c^2 + \varepsilon}}`,
    backward: String.raw`\bar{x} = \frac{\gamma}{\sqrt{\sigma^2 + \varepsilon}} \Bigl( \bar{y} - \operatorname{mean}(\bar{y}) - \hat{x} \operatorname{mean}(\bar{y} \odot \hat{x}) \Bigr), \quad \bar{\gamma}_c = \sum_n \bar{y}_{nc} \, \hat{x}_{nc}, \quad \bar{\beta}_c = \sum_n \bar{y}_{nc}`,
  },
  kernels: ['batchNorm', 'reduce', 'zip', 'map'],
  operands: 3,
  forward: (x, weight, bias, options = {}) => {
    check(x, weight, bias, options);
    const inOneLoop = isTraining(options) ? fusedForward(x, weight, bias, options) : null;
    if (inOneLoop !== null) return inOneLoop;
    const saved = standardized(x, options);
    if (isTraining(options)) updateRunning(x, saved, options);
    return { output: scaleAndShift(saved.hat, perChannel(weight, x.rank), perChannel(bias, x.rank)), saved };
  },
  backward: (grad, { args: [x, weight, bias, options = {}], saved }) => {
    if (!isGradEnabled() && 'moments' in saved) return fusedBackward(grad, x, weight, bias, saved.moments);
    const parts = isGradEnabled() || 'moments' in saved ? standardized(x, options) : saved; // recorded anew when it will be differentiated again
    const axes = batchAxes(x);
    const towardsHat = weight === undefined ? grad : grad.mul(perChannel(weight, x.rank)!);
    const gradients = [isTraining(options) ? standardizeGrad(towardsHat, parts, axes) : towardsHat.mul(parts.inverse)];
    if (weight !== undefined) gradients.push(grad.mul(parts.hat).sum(axes));
    if (bias !== undefined) gradients.push(grad.sum(axes));
    return gradients;
  },
  examples: (g) => [
    [uniform(g, [4, 3], [-1, 1]), uniform(g, [3], [0.5, 2]), uniform(g, [3], [-1, 1])],
    [uniform(g, [2, 2, 3, 2], [-1, 1]), uniform(g, [2], [0.5, 2]), undefined, { eps: 1e-3 }],
    [uniform(g, [3, 2, 4], [-1, 1])],
    [uniform(g, [2, 3, 3, 3], [-1, 1]), uniform(g, [3], [0.5, 2]), uniform(g, [3], [-1, 1])],
    [
      uniform(g, [3, 2], [-1, 1]),
      uniform(g, [2], [0.5, 2]),
      uniform(g, [2], [-1, 1]),
      {
        runningMean: tensor([0.5, -0.5], { dtype: 'float64' }),
        runningVar: ones([2], { dtype: 'float64' }),
        training: false,
      },
    ],
  ],
});

const isTraining = (options: BatchNormOptions): boolean => options.training ?? options.runningMean === undefined;

/** Every axis but the channels'. */
const batchAxes = (x: Tensor): number[] => x.shape.map((_, axis) => axis).filter((axis) => axis !== 1);

function standardized(x: Tensor, options: BatchNormOptions): Standardized {
  const { runningMean, runningVar, eps = 1e-5 } = options;
  if (isTraining(options)) return standardize(x, batchAxes(x), eps);
  const mean = perChannel(runningMean, x.rank)!;
  const variance = perChannel(runningVar, x.rank)!;
  const inverse = variance.add(eps).rsqrt();
  return { hat: x.sub(mean).mul(inverse), inverse, mean, variance };
}

/** running ← (1 - momentum) · running + momentum · batch. */
function updateRunning(
  x: Tensor,
  { mean, variance }: Pick<Standardized, 'mean' | 'variance'>,
  options: BatchNormOptions,
): void {
  const { runningMean, runningVar, momentum = 0.1 } = options;
  const count = x.size / x.shape[1]!;
  const moved = (running: Tensor, batch: Tensor): void => {
    running.copyFrom_(running.mul(1 - momentum).add(batch.reshape(running.shape).mul(momentum)));
  };
  if (runningMean !== undefined) moved(runningMean, mean);
  if (runningVar !== undefined) moved(runningVar, variance.mul(count / (count - 1)));
}

/** Shorter runs of positions than this gain nothing from a loop over runs. */
const LEAST_RUN = 8;

/** [N, C, …] as [N, C, P] */
const asRuns = (x: Tensor): Tensor => x.reshape([x.shape[0]!, x.shape[1]!, -1]);

/** All of it in one loop; null where there is none. */
function fusedForward(
  x: Tensor,
  weight: Tensor | undefined,
  bias: Tensor | undefined,
  options: BatchNormOptions,
): { readonly output: Tensor; readonly saved: Saved } | null {
  const alike = [x, weight, bias].every((t) => t === undefined || t.dtype === x.dtype);
  const hasRuns = x.rank > 2 && x.size >= LEAST_RUN * x.shape[0]! * x.shape[1]!;
  const kernels = alike && hasRuns && isFloat(x.dtype) && x.size > 0 ? cpuKernels() : null;
  if (kernels === null) return null;
  const output = emptyTensor(x.shape, x.dtype);
  const moments = emptyTensor([3, x.shape[1]!], x.dtype);
  kernels.batchNorm(asRuns(x), weight ?? null, bias ?? null, options.eps ?? 1e-5, output.memory, moments.memory);
  updateRunning(x, { mean: moments.select(0, 0), variance: moments.select(0, 2) }, options);
  return { output, saved: { moments } };
}

function fusedBackward(
  grad: Tensor,
  x: Tensor,
  weight: Tensor | undefined,
  bias: Tensor | undefined,
  moments: Tensor,
): Tensor[] {
  const [ofX, ofWeight, ofBias] = [x, weight, bias].map((t) =>
    t === undefined ? null : emptyTensor(t.shape, x.dtype),
  );
  cpuKernels()!.batchNormGrad(
    asRuns(grad),
    asRuns(x),
    weight ?? null,
    moments.memory,
    ofX!.memory,
    ofWeight?.memory ?? null,
    ofBias?.memory ?? null,
  );
  return [ofX, ofWeight, ofBias].filter((t) => t !== null && t !== undefined);
}

function check(x: Tensor, weight: Tensor | undefined, bias: Tensor | undefined, options: BatchNormOptions): void {
  if (x.rank < 2) {
    throw new ChalkgradError(
      `batchNorm: input ${shapeText(x.shape)} has no channel axis`,
      'input is [N, C] or [N, C, …].',
    );
  }
  const channels = [x.shape[1]!];
  checkAffine('batchNorm', x, channels, weight, bias);
  checkAffine('batchNorm running statistics', x, channels, options.runningMean, options.runningVar);
  if (!isTraining(options) && (options.runningMean === undefined || options.runningVar === undefined)) {
    throw new ChalkgradError(
      'batchNorm: without training it needs runningMean and runningVar',
      'pass both, or set training: true.',
    );
  }
  if (isTraining(options) && x.size > 0 && x.size / x.shape[1]! === 1) {
    throw new ChalkgradError(
      `batchNorm: input ${shapeText(x.shape)} has one value per channel, which has no spread`,
      'train with more than one example in a batch, or evaluate with running statistics.',
    );
  }
}
