import { cellOf } from '../places/cellOf.ts';
import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'GRU',
  room: 'nn',
  runs: ['recall-gru', 'sine-gru'],
  track: 'recall-gru.7',
  differs: { 'update-gate-inverted': /^forward recurrent\.l0\.t0\.yours$/ },
  parts: ({ gruStep }) => [cellOf('GRU.cell', (x, [h], w) => [gruStep(x, h!, w)])],
});
