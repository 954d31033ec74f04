import type { AdamOptions } from '../../optim/Adam.ts';
import type { Update } from '../../optim/Optimizer.ts';
import type { Bug } from './Bug.ts';

/** m and v start at zero and are used as they are: v is a thousandth of what it should be at first, m a tenth, so first steps are three times too long. */
export const noBiasCorrection: Bug = {
  id: 'no-bias-correction',
  summary: 'Adam uses its running means as they are, although they still lean towards the zero they started from.',
  runs: ['spiral-mlp', 'digits-cnn', 'names-rnn', 'names-lstm', 'valley', 'digits-mlp', 'ring-gan', 'noisy-moons'],
  substitutes: [
    {
      name: 'Adam.update',
      run: ({ parameter, gradient, settings, slot }: Update<AdamOptions>) => {
        const { lr, betas, eps } = settings;
        const mean = slot('mean');
        const variance = slot('variance');
        mean.copyFrom_(mean.mul(betas[0]).add(gradient.mul(1 - betas[0])));
        variance.copyFrom_(variance.mul(betas[1]).add(gradient.square().mul(1 - betas[1])));
        parameter.copyFrom_(parameter.sub(mean.div(variance.sqrt().add(eps)).mul(lr)));
      },
    },
  ],
};
