import { ChalkgradError } from '../../tensor/errors.ts';
import { watching } from '../../tensor/flags.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkShares, lossOfShares } from './labels.ts';
import { checkNoGradient, type LossOptions, pairLoss } from './loss.ts';

export interface BceOptions extends LossOptions {
  /** Factor of each element's loss, broadcast. */
  readonly weight?: TensorLike | undefined;
}

const LEAST_LOG = -100; // PyTorch's floor: a certain, wrong answer costs 100 nats instead of infinitely many
const LEAST_SPREAD = 1e-12; // and its floor for p (1 - p), so that the slope stays finite too

/**
 * Binary cross-entropy from probabilities. Prefer `bceWithLogits`: here a probability that rounded to 0 or 1 has lost what the
 * gradient needs. prediction: probabilities, target: 0 … 1, one shape → []
 *
 * Errors: a prediction or a target outside 0 … 1 (on a GPU when numbers are next read back); a weight that wants a gradient.
 */
export const bce: Op<[prediction: Tensor, target: Tensor, options?: BceOptions]> = pairLoss<BceOptions>({
  name: 'bce',
  summary: 'Surprise at yes-or-no answers, from probabilities.',
  tex: {
    forward: String.raw`L = -\frac{1}{n} \sum_{i=1}^{n} \bigl( t_i \ln p_i + (1 - t_i) \ln(1 - p_i) \bigr)`,
    backward: String.raw`\bar{p}_i = \frac{1}{n} \frac{p_i - t_i}{p_i (1 - p_i)} \, \bar{L}, \quad \bar{t}_i = \frac{1}{n} \ln \frac{1 - p_i}{p_i} \, \bar{L}`,
  },
  kernels: ['map', 'zip', 'reduce'],
  check: (p, t, { weight }) => {
    checkShares('bce', t);
    checkNoGradient('bce', 'weight', weight);
    if (p.device !== 'cpu') return; // nobody waits for a GPU to look: there the logarithm does
    const outside = p.dataSync().find((value) => value < 0 || value > 1);
    if (outside !== undefined) {
      throw new ChalkgradError(`bce: ${outside} is not a probability`, ABOUT_PREDICTIONS);
    }
  },
  loss: (p, t, options) =>
    lossOfShares(
      'bce',
      weighted(
        t
          .mul(logOfPrediction(p))
          .add(flipped(t).mul(floorLog(flipped(p))))
          .neg(),
        options,
      ),
      t,
    ),
  slope: (p, t, options) => weighted(p.sub(t).div(p.mul(flipped(p)).clamp(LEAST_SPREAD)), options),
  targetSlope: (p, _t, options) => weighted(floorLog(flipped(p)).sub(floorLog(p)), options),
  examples: (g) => [
    [uniform(g, [2, 3], [0.2, 0.8]), uniform(g, [2, 3], [0, 1])],
    [uniform(g, [4], [0.2, 0.8]), uniform(g, [4], [0, 1]), { reduction: 'sum', weight: uniform(g, [4], [0.5, 2]) }],
    [uniform(g, [2, 2], [0.2, 0.8]), uniform(g, [2, 2], [0, 1]), { reduction: 'none' }],
  ],
});

const ABOUT_PREDICTIONS =
  'predictions lie between 0 and 1; apply sigmoid first, or use bceWithLogits on the raw scores.';

/** floorLog; on a device it looks whether all are probabilities. */
const logOfPrediction = (p: Tensor): Tensor =>
  watching(
    p.device,
    () => ({ message: 'bce: a prediction is not a probability', hint: ABOUT_PREDICTIONS, within: [0, 1] }),
    () => p.log(),
  ).clamp(LEAST_LOG);

const flipped = (p: Tensor): Tensor => p.neg().add(1);
const floorLog = (p: Tensor): Tensor => p.log().clamp(LEAST_LOG);
const weighted = (losses: Tensor, { weight }: Partial<BceOptions>): Tensor =>
  weight === undefined ? losses : losses.mul(weight);
