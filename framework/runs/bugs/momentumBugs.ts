/** Two mistakes in gradient descent with momentum. Source of the right one: framework/optim/SGD.ts. */
import type { Update } from '../../optim/Optimizer.ts';
import type { SGDOptions } from '../../optim/SGD.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

const runs = ['valley', 'spiral-mlp', 'digits-cnn'];

/** What the velocity becomes, and how far it carries. */
const heavy =
  (next: (velocity: Tensor, gradient: Tensor, settings: SGDOptions) => Tensor, way: (settings: SGDOptions) => number) =>
  ({ parameter, gradient, settings, slot }: Update<SGDOptions>): void => {
    const velocity = slot('velocity');
    velocity.copyFrom_(next(velocity, gradient, settings));
    parameter.copyFrom_(parameter.sub(velocity.mul(way(settings))));
  };

/** The ball pushes itself back. */
export const momentumSign: Bug = {
  id: 'momentum-sign',
  summary: 'The velocity is subtracted from the gradient instead of added to it.',
  runs,
  substitutes: [
    {
      name: 'SGD.update',
      run: heavy(
        (velocity, gradient, { momentum }) => gradient.sub(velocity.mul(momentum)),
        ({ lr }) => lr,
      ),
    },
  ],
};

/** The same until the rate changes: what was gathered keeps the old one. */
export const lrInsideVelocity: Bug = {
  id: 'lr-inside-velocity',
  summary: 'The velocity already holds the learning rate, so that a change of the rate comes late.',
  runs,
  substitutes: [
    {
      name: 'SGD.update',
      run: heavy(
        (velocity, gradient, { momentum, lr }) => velocity.mul(momentum).add(gradient.mul(lr)),
        () => 1,
      ),
    },
  ],
};
