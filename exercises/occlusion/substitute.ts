import { defineSubstitute } from '../places/Substitute.ts';

/** The scissors of the pad's fourth layer. Nothing that is learned asks for them. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'occlusion',
  room: 'runs',
  runs: ['digits-cnn', 'digits-tag'],
  track: 'digits-tag.7',
  explains: 'occlusion',
  isSilent: true,
  differs: { 'sign-flipped': /drops/, 'patches-accumulate': /drops/ },
  parts: ({ occlusion }) => [{ name: 'occlusion', run: occlusion }],
});
