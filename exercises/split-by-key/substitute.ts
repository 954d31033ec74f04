import { defineSubstitute } from '../places/Substitute.ts';
import { twoParts } from '../places/twoTables.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'groupedSplit',
  room: 'data',
  needs: { split: 'building' },
  runs: ['rents'],
  track: 'rents.7(split=building)',
  isSilent: true,
  differs: { 'test-first': /^batch $/, 'ignores-order': /^batch $/ },
  parts: ({ splitByKey }) => [
    {
      name: 'splitByKey',
      // Where ours cuts the framework decides by itself: the answer walks the buildings in our order, and is asked for as many rows. Half a row
      // less, so that no rounding asks for one building more.
      run: (keys: number[], known: number[], unseen: number[]): number[][] =>
        twoParts(splitByKey(keys, [...known, ...unseen], (known.length - 0.5) / keys.length), keys.length),
    },
  ],
});
