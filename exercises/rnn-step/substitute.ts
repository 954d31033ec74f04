import { cellOf } from '../places/cellOf.ts';
import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'RNN',
  room: 'nn',
  runs: ['recall-rnn', 'names-rnn'],
  track: 'recall-rnn.7',
  differs: { 'no-tanh': /^forward recurrent\.l0\.t0\.yours$/ },
  parts: ({ rnnStep }) => [cellOf('RNN.cell', (x, [h], w) => [rnnStep(x, h!, w)])],
});
