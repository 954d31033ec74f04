import { defineSubstitute } from '../places/Substitute.ts';
import { prepares } from '../places/twoTables.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'StandardScaler',
  room: 'data',
  needs: { scaling: 'standard' },
  runs: ['rents'],
  track: 'rents.7',
  isSilent: true,
  differs: { 'leak-fit-on-all': /^batch $/, 'min-max-instead': /^batch $/ },
  parts: ({ standardise }) => [prepares('standardise', standardise)],
});
