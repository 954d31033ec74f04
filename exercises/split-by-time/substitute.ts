import { defineSubstitute } from '../places/Substitute.ts';
import { twoParts } from '../places/twoTables.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'timeSplit',
  room: 'data',
  needs: { split: 'time' },
  runs: ['rents'],
  track: 'rents.7(split=time)',
  isSilent: true,
  differs: { 'test-is-the-past': /^batch $/, 'assumes-sorted': /^batch $/ },
  parts: ({ splitByTime }) => [
    {
      name: 'splitByTime',
      // Ours cuts after so many rows, within a year if need be; the exercise keeps a moment together. So each row gets a day of its year.
      run: (years: number[], many: number): number[][] => {
        const days = years.map((year, row) => year + row / (2 * years.length));
        return twoParts(splitByTime(days, (many + 0.5) / days.length), days.length);
      },
    },
  ],
});
