import type { SubstitutedCall, Tensor } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** The gradients are ours, in the shape of the result; bringing them back to the operands' shapes is the answer's. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'sumTo',
  room: 'ops',
  runs: ['moons-skip', 'xor-scalars', 'recall-lstm', 'recall-gru', 'sort-transformer', 'tiny-gpt'],
  track: 'moons-skip.7',
  differs: { 'unbroadcast-mean-not-sum': /^backward z\.add$/, 'takes-first-slice': /^backward z\.add$/ },
  parts: ({ unbroadcast }) => {
    const back =
      (of: (grad: Tensor, a: Tensor, b: Tensor) => readonly [Tensor, Tensor]) =>
      (grad: Tensor, { inputs }: SubstitutedCall) => {
        const [a, b] = inputs as [Tensor, Tensor];
        return of(grad, a, b).map((gradient, i) => unbroadcast(gradient, inputs[i]!.shape));
      };
    return [
      { name: 'add.backward', run: back((grad) => [grad, grad]) },
      { name: 'sub.backward', run: back((grad) => [grad, grad.neg()]) },
      { name: 'mul.backward', run: back((grad, a, b) => [grad.mul(b), grad.mul(a)]) },
    ];
  },
});
