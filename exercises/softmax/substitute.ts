import { softmax as ours, type Tensor, tensor } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** Where a training run asks for shares of its own: what each word looks at. Along another axis than the last ours stays. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'softmax',
  room: 'ops',
  runs: ['sort-transformer', 'tiny-gpt', 'reviews-transformer', 'number-words'],
  track: 'sort-transformer.7',
  differs: { 'base-two': /^forward .*\.weights$/, 'softmax-over-everything': /^forward .*\.weights$/ },
  parts: ({ softmax }) => [
    {
      name: 'softmax',
      derivative: 'framework',
      run: (x: Tensor, axis = -1) => {
        const last = x.rank - 1;
        if (x.size === 0 || (axis !== -1 && axis !== last)) return ours(x, axis);
        const classes = x.shape[last]!;
        const values = x.dataSync();
        const rows = Array.from({ length: x.size / classes }, (_, i) =>
          Array.from(values.subarray(i * classes, (i + 1) * classes)),
        );
        return tensor(softmax(rows), { dtype: x.dtype }).reshape(x.shape);
      },
    },
  ],
});
