import { Table } from '../../data/table/Table.ts';
import type { Bug } from './Bug.ts';

/** Fences, fills, means and spreads are learned before the split: the examination has a say in every one of them. */
export const leakFitOnAll: Bug = {
  id: 'leak-fit-on-all',
  summary: 'What the preparation learns, it learns from all rows, those of the examination among them.',
  runs: ['rents'],
  substitutes: [
    {
      name: 'rowsToFit',
      run: (train: Table, test: Table): Table =>
        new Table(
          train.names.map((name) => [
            name,
            { type: 'number', values: Float64Array.from([...train.numbers(name), ...test.numbers(name)]) },
          ]),
        ),
    },
  ],
};
