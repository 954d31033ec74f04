import { cellOf } from '../places/cellOf.ts';
import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'LSTM',
  room: 'nn',
  runs: ['recall-lstm', 'names-lstm'],
  track: 'recall-lstm.7',
  differs: { 'forget-gate-inverted': /^forward recurrent\.l0\.t1\.your(?:s|Memory)$/ },
  parts: ({ lstmStep }) => [
    cellOf('LSTM.cell', (x, [h, c], w) => {
      const next = lstmStep(x, [h!, c!], w);
      return [next.h, next.c];
    }),
  ],
});
