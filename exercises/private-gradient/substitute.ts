import { defineSubstitute } from '../places/Substitute.ts';

/** Of the run: gradients person by person, parameter by parameter; and what is promised. */
type Each = readonly (readonly ArrayLike<number>[])[];
interface Settings {
  readonly clip: number;
  readonly sigma: number;
  readonly noise: { readonly normal: () => number };
}

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'privateGradient',
  room: 'runs',
  needs: { clip: '1', sigma: '1' },
  runs: ['credit-logistic'],
  track: 'credit-logistic.7(clip=1,sigma=1)',
  isSilent: true,
  differs: { 'clips-the-mean-not-each': /^update / },
  parts: ({ privateGradient }) => [
    {
      name: 'privateGradient',
      run: (each: Each, { clip, sigma, noise }: Settings) => {
        const flat = privateGradient(
          each.map((slopes) => slopes.flatMap((slope) => Array.from(slope))),
          clip,
          sigma,
          () => (sigma === 0 ? 0 : noise.normal()),
        );
        let end = 0;
        return each[0]!.map(({ length }) => {
          end += length;
          return flat.slice(end - length, end);
        });
      },
    },
  ],
});
