/** Mistakes in Adam and in its decay, each a change of the same rule. Source of the right one: framework/optim/Adam.ts. */
import type { AdamOptions } from '../../optim/Adam.ts';
import type { Update } from '../../optim/Optimizer.ts';
import type { SGDOptions } from '../../optim/SGD.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
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

/**
 * The means belong to the class, so that every parameter goes on with those of the one before it: as many of them as it has numbers, zeros where
 * those were fewer. Updates are counted together, too.
 */
export const sharedState: Bug = {
  id: 'shared-state',
  summary:
    'All parameters share one memory: each goes on with the running means, or the velocity, of the one before it.',
  runs,
  substitutes: [
    {
      name: 'Adam.update',
      run: ({ parameter, gradient, settings, steps, slot, parameters }: Update<AdamOptions>): void => {
        const place = parameters.indexOf(parameter);
        const before = parameters.at(place - 1)!;
        const { lr, betas, eps } = settings;
        const counted = parameters.length * (steps - 1) + place + 1;
        const mean = handedOn(slot('mean', 0, before), slot('mean'));
        const variance = handedOn(slot('variance', 0, before), slot('variance'));
        mean.copyFrom_(mean.mul(betas[0]).add(gradient.mul(1 - betas[0])));
        variance.copyFrom_(variance.mul(betas[1]).add(gradient.square().mul(1 - betas[1])));
        const [m, v] = [mean.div(1 - betas[0] ** counted), variance.div(1 - betas[1] ** counted)];
        parameter.copyFrom_(parameter.sub(m.div(v.sqrt().add(eps)).mul(lr)));
      },
    },
    {
      name: 'SGD.update',
      run: ({ parameter, gradient, settings: { lr, momentum }, slot, parameters }: Update<SGDOptions>): void => {
        if (momentum === 0) return void parameter.copyFrom_(parameter.sub(gradient.mul(lr)));
        const velocity = handedOn(
          slot('velocity', 0, parameters.at(parameters.indexOf(parameter) - 1)),
          slot('velocity'),
        );
        velocity.copyFrom_(velocity.mul(momentum).add(gradient));
        parameter.copyFrom_(parameter.sub(velocity.mul(lr)));
      },
    },
  ],
};

/** The numbers of one memory in another, from the first on; zeros where there are no more. */
function handedOn(from: Tensor, to: Tensor): Tensor {
  const known = from.dataSync();
  to.copyFrom_(Float32Array.from({ length: to.size }, (_, i) => Number(known[i] ?? 0)));
  return to;
}

/** The decay was divided by √v̂: what has large gradients shrinks least. */
export const weightDecayInMoments: Bug = {
  id: 'weight-decay-in-moments',
  summary: 'The decay joins the gradient and is scaled with it, as in Adam, where AdamW keeps it apart.',
  runs: ['tiny-gpt', 'spiral-mlp', 'valley'],
  substitutes: [{ name: 'AdamW.update', run: adam({ correctedAt: (steps) => steps, decayInMoments: true }) }],
};
