import { defineSubstitute } from '../places/Substitute.ts';

/** The map of the pad's third layer. Nothing that is learned asks for it. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'gradCam',
  room: 'runs',
  runs: ['digits-cnn', 'digits-tag'],
  track: 'digits-tag.7',
  explains: 'cam',
  isSilent: true,
  differs: { 'relu-missing': /cut/, 'max-pooled': /cut/ },
  parts: ({ gradCam }) => [{ name: 'gradCam', run: gradCam }],
});
