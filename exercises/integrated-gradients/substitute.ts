import { defineSubstitute } from '../places/Substitute.ts';

/** The way of the pad's second layer, and of the figure that balances the books. Nothing that is learned asks for it. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'integratedGradients',
  room: 'runs',
  runs: ['digits-cnn', 'digits-tag'],
  track: 'digits-tag.7',
  explains: 'path',
  isSilent: true,
  differs: { 'path-not-averaged': /map/ },
  parts: ({ integratedGradients }) => [{ name: 'integratedGradients', run: integratedGradients }],
});
