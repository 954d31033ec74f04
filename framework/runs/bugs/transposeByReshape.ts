import { linear } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** The table lies column by column. `.reshape([m, 4])` has the shape that `.transpose()` would have, and other numbers in nearly every cell. */
export const transposeByReshape: Bug = {
  id: 'transpose-by-reshape',
  summary: 'A table that lies column by column is given its shape by a reshape, where a transpose was meant.',
  runs: ['plane-regression'],
  substitutes: [
    {
      name: 'linear',
      run: (x: Tensor, weight: Tensor, bias?: Tensor) =>
        linear(
          x
            .transpose()
            .contiguous()
            .reshape([...x.shape]),
          weight,
          bias,
        ),
    },
  ],
};
