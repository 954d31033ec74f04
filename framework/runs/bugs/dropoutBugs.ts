/** Mistakes around dropout. Source of the right one: framework/ops/unary/dropout.ts. Draws of their own come from a copy of the stream as it stands, so that a replay draws them again. */
import { type DropoutOptions, dropout } from '../../ops/unary/dropout.ts';
import { Generator, getDefaultGenerator } from '../../tensor/random.ts';
import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

const runs = ['noisy-moons'];

/** The next draws of a stream, without taking them from it. */
function ahead(generator: Generator = getDefaultGenerator()): Generator {
  const state = generator.getState();
  const copy = new Generator(state.seed, state.stream);
  copy.setState(state);
  return copy;
}

/** Nobody calls eval(), or nobody listens to it: what learns is the same to the bit, what is examined is another network at every look. */
export const dropoutInEval: Bug = {
  id: 'dropout-in-eval',
  summary: 'Dropout goes on dropping in the examination.',
  runs,
  substitutes: [
    {
      name: 'dropout',
      run: (x: Tensor, p?: number, options: DropoutOptions = {}) =>
        options.training === false
          ? dropout(x, p, { ...options, training: true, generator: ahead(options.generator) })
          : dropout(x, p, options),
    },
  ],
};

/** Who is kept does not speak for the silent: each layer hears 1 − p of what it will hear in the examination. */
export const noInverseScaling: Bug = {
  id: 'no-inverse-scaling',
  summary: 'While training dropout silences units and does not scale up the others.',
  runs,
  substitutes: [
    {
      name: 'dropout',
      run: (x: Tensor, p = 0.5, options: DropoutOptions = {}) => {
        const kept = dropout(x, p, options);
        return options.training === false ? kept : kept.mul(1 - p);
      },
    },
  ],
};

/** Units that were silent learn, and some that spoke do not. */
export const newMaskInBackward: Bug = {
  id: 'new-mask-in-backward',
  summary: 'The gradient passes through another mask than the numbers did.',
  runs,
  substitutes: [
    {
      name: 'dropout.backward',
      run: (grad: Tensor, { args }: SubstitutedCall) => {
        const [, p, options = {}] = args as [Tensor, number?, DropoutOptions?];
        return [dropout(grad, p, { ...options, generator: ahead(options.generator) })];
      },
    },
  ],
};
