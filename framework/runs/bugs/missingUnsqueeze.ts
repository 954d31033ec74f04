import type { Tensor } from '../../tensor/Tensor.ts';
import { unheard } from '../../trace/emit.ts';
import type { Bug } from './Bug.ts';

/** Every prediction meets every target: (m, 1) - (m) is not m differences but m², and their mean is smallest for a flat line. */
export const missingUnsqueeze: Bug = {
  id: 'missing-unsqueeze',
  summary: 'The targets lack their second axis, so that every prediction is compared with every target.',
  runs: ['line-regression', 'line-three-ways', 'plane-regression'],
  substitutes: [
    {
      name: 'mse',
      // The data come as [m] here: that is no op of the step.
      run: (outputs: Tensor, targets: Tensor) =>
        outputs
          .sub(unheard(() => targets.reshape([-1])))
          .square()
          .mean(),
    },
  ],
};
