/** Mistakes in Adam and in its decay, each a change of the same rule. Source of the right one: framework/optim/Adam.ts. */
import type { AdamOptions } from '../../optim/Adam.ts';
import type { Update } from '../../optim/Optimizer.ts';
import type { Bug } from './Bug.ts';

const runs = ['spiral-mlp', 'valley', 'digits-cnn', 'digits-mlp', 'names-rnn', 'names-lstm', 'ring-gan', 'noisy-moons'];

interface Choices {
  /** What the running means are divided by; null: by nothing. */
  readonly correctedAt: ((steps: number) => number) | null;
  readonly epsInsideRoot?: true;
  readonly decayInMoments?: true;
}

/** A rule that differs from Adam's in these choices. */
const adam =
  ({ correctedAt, epsInsideRoot, decayInMoments }: Choices) =>
  ({ parameter, gradient: given, settings, steps, slot }: Update<AdamOptions>): void => {
    const { lr, betas, eps, weightDecay } = settings;
    const gradient = decayInMoments ? given.add(parameter.mul(weightDecay)) : given;
    const [mean, variance] = [slot('mean'), slot('variance')];
    mean.copyFrom_(mean.mul(betas[0]).add(gradient.mul(1 - betas[0])));
    variance.copyFrom_(variance.mul(betas[1]).add(gradient.square().mul(1 - betas[1])));
    const shares = betas.map((beta) => (correctedAt === null ? 1 : 1 - beta ** correctedAt(steps)));
    const [m, v] = [mean.div(shares[0]!), variance.div(shares[1]!)];
    const root = epsInsideRoot ? v.add(eps).sqrt() : v.sqrt().add(eps);
    parameter.copyFrom_(parameter.sub(m.div(root).mul(lr)));
  };

/** m and v start at zero and are used as they are: v is a thousandth of what it should be at first, m a tenth; first steps are 3.16 times too long. */
export const noBiasCorrection: Bug = {
  id: 'no-bias-correction',
  summary: 'Adam uses its running means as they are, although they still lean towards the zero they started from.',
  runs,
  substitutes: [{ name: 'Adam.update', run: adam({ correctedAt: null }) }],
};

/** 1 - β⁰ is 0. */
export const tStartsAtZero: Bug = {
  id: 't-starts-at-zero',
  summary: 'Updates are counted from 0, so that the first one divides by nothing.',
  runs,
  substitutes: [{ name: 'Adam.update', run: adam({ correctedAt: (steps) => steps - 1 }) }],
};

/** Differs only where gradients are tiny. */
export const epsInsideSqrt: Bug = {
  id: 'eps-inside-sqrt',
  summary: 'The small number ε is added under the root instead of behind it.',
  runs,
  substitutes: [{ name: 'Adam.update', run: adam({ correctedAt: (steps) => steps, epsInsideRoot: true }) }],
};

/** The decay was divided by √v̂: what has large gradients shrinks least. */
export const weightDecayInMoments: Bug = {
  id: 'weight-decay-in-moments',
  summary: 'The decay joins the gradient and is scaled with it, as in Adam, where AdamW keeps it apart.',
  runs: ['tiny-gpt', 'spiral-mlp', 'valley'],
  substitutes: [{ name: 'AdamW.update', run: adam({ correctedAt: (steps) => steps, decayInMoments: true }) }],
};
