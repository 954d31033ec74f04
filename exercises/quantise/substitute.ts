import { defineSubstitute } from '../places/Substitute.ts';

/** The weights of the network that is examined, in few bits. Nothing that is learned asks for it. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'quantise',
  room: 'runs',
  needs: { bits: '4', per: 'channel' },
  runs: ['digits-cnn'],
  track: 'digits-cnn.7(examples=64,bits=3,per=channel)',
  examined: true,
  isSilent: true,
  differs: { truncates: /^loss$/, 'one-scale-for-all': /^loss$/ },
  parts: ({ quantise }) => [
    {
      name: 'quantise',
      run: (rows: readonly ArrayLike<number>[], bits: number) =>
        quantise(
          rows.map((row) => Array.from(row)),
          bits,
        ),
    },
  ],
});
