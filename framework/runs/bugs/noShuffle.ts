import type { Bug } from './Bug.ts';

/** The examples come in the order of the file, every epoch. */
export const noShuffle: Bug = {
  id: 'no-shuffle',
  summary: 'The batches are read in the order of the file, epoch after epoch.',
  runs: ['line-three-ways', 'line-regression'],
  substitutes: [
    {
      name: 'DataLoader.order',
      run: ({ examples }: { examples: number }) => Int32Array.from({ length: examples }, (_, i) => i),
    },
  ],
};
