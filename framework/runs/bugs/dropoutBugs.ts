/** Three mistakes in dropout. Source of the right one: framework/ops/unary/dropout.ts. */
import { dropout } from '../../ops/index.ts';
import { Generator } from '../../tensor/random.ts';
import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

const runs = ['noisy-moons'];

interface DropoutCall {
  readonly training?: boolean;
  readonly generator?: Generator;
}

/** The network is examined with a part of it missing. */
export const dropoutInEval: Bug = {
  id: 'dropout-in-eval',
  summary: 'Units are dropped while the network is examined, too.',
  runs,
  substitutes: [
    {
      name: 'dropout',
      // Examinations draw from a stream of their own: the run's must stand where it stood when a step is made again.
      run: (x: Tensor, p: number, options: DropoutCall = {}) =>
        options.training === false
          ? dropout(x, p, { training: true, generator: new Generator(0) })
          : dropout(x, p, options),
    },
  ],
};

/** What is left is not made up for: with p = 0.5 every unit above hears half of what it will hear in the examination. */
export const noInverseScaling: Bug = {
  id: 'no-inverse-scaling',
  summary: 'What is not dropped is not divided by 1 - p, so that examinations are twice as loud as training.',
  runs,
  substitutes: [
    {
      name: 'dropout',
      run: (x: Tensor, p: number, options: DropoutCall = {}) =>
        options.training === false ? dropout(x, p, options) : dropout(x, p, options).mul(1 - p),
    },
  ],
};

/** Units that were silent are blamed, and some that spoke are not. */
export const newMaskInBackward: Bug = {
  id: 'new-mask-in-backward',
  summary: 'The way back draws its own units to drop, not those that were dropped.',
  runs,
  substitutes: [
    {
      name: 'dropout.backward',
      run: (grad: Tensor, { args }: SubstitutedCall) => {
        const [, p, options] = args as [Tensor, number, DropoutCall | undefined];
        return [options?.training === false ? grad : dropout(grad, p, { generator: new Generator(1) })];
      },
    },
  ],
};
