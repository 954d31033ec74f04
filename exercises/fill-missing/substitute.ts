import { defineSubstitute } from '../places/Substitute.ts';
import { prepares } from '../places/twoTables.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'SimpleImputer',
  room: 'data',
  needs: { faults: 'missing', fill: 'median' },
  runs: ['rents'],
  track: 'rents.7(faults=missing)',
  isSilent: true,
  differs: { 'mean-not-median': /^batch $/, 'zero-fill': /^batch $/ },
  parts: ({ fillMissing }) => [prepares('fillMissing', fillMissing)],
});
