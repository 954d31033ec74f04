import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'broadcastShapes',
  room: 'tensor',
  runs: [
    'line-regression',
    'plane-regression',
    'moons-skip',
    'spiral-mlp',
    'digits-cnn',
    'recall-rnn',
    'sort-transformer',
  ],
  track: 'moons-skip.7',
  isSilent: true,
  differs: { 'aligns-left-not-right': /./ },
  parts: ({ broadcastShape }) => [{ name: 'broadcastShapes', run: broadcastShape }],
});
