import type { SubstitutedCall, Tensor } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** Attention has two axes in front: they are laid together to one batch, which the answer knows. */
const asBatch = (x: Tensor): Tensor => (x.rank > 3 ? x.reshape([-1, ...x.shape.slice(-2)]) : x);

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'matmul.backward',
  room: 'ops',
  runs: ['moons-skip', 'sort-transformer', 'tiny-gpt'],
  track: 'moons-skip.7',
  differs: {
    'matmul-operand-not-transposed': /^backward a2\.matmul$/,
    'upstream-dropped': /^backward z\.matmul$/,
  },
  parts: ({ matmulBackward }) => [
    {
      name: 'matmul.backward',
      run: (grad: Tensor, { inputs }: SubstitutedCall) => {
        const [a, b] = inputs as [Tensor, Tensor];
        const [left, right] = matmulBackward(asBatch(a), asBatch(b), asBatch(grad));
        return [left.reshape(a.shape), right.reshape(b.shape)];
      },
    },
  ],
});
