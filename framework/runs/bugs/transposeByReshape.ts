import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** The table comes as columns and is made rows by a reshape: the shape fits, and nearly every number stands in another row. */
export const transposeByReshape: Bug = {
  id: 'transpose-by-reshape',
  summary:
    'The columns of the table become rows by a reshape, which keeps the order of the numbers, and not by a transpose.',
  runs: ['plane-regression'],
  substitutes: [{ name: 'transpose', run: (columns: Tensor) => columns.reshape(columns.shape.toReversed()) }],
};
