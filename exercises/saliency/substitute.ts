import { defineSubstitute } from '../places/Substitute.ts';

/** The first layer of the pad that explains, and the walk of lesson 25. Nothing that is learned asks for it. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'saliency',
  room: 'runs',
  runs: ['digits-cnn', 'digits-tag'],
  track: 'digits-tag.7',
  explains: 'saliency',
  isSilent: true,
  differs: { 'gradient-of-loss-not-logit': /map/ },
  parts: ({ saliency }) => [{ name: 'saliency', run: saliency }],
});
