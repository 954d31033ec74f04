import { type SubstitutedCall, type Tensor, tensor } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/**
 * Of the plain mean, as these runs take it. The op wants the slope of every score: that is the answer for inputs of which row i has a single 1,
 * in place i, with the scores as weights.
 */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'bceWithLogits.backward',
  room: 'ops',
  runs: ['clouds-logistic', 'credit-logistic', 'ring-gan'],
  track: 'clouds-logistic.7',
  differs: { 'missing-mean': /^backward bceWithLogits$/, 'forgot-sigmoid': /^backward bceWithLogits$/ },
  parts: ({ logisticGradient }) => [
    {
      name: 'bceWithLogits.backward',
      run: (grad: Tensor, { inputs }: SubstitutedCall) => {
        const [logits, targets] = inputs as [Tensor, Tensor];
        const [scores, labels] = [Array.from(logits.dataSync()), Array.from(targets.dataSync())];
        const ones = scores.map((_, i) => scores.map((_, k) => Number(i === k))); // [m, m]
        const slopes = logisticGradient(ones, labels, scores, 0);
        if (!Array.isArray(slopes) || slopes.length !== scores.length + 1)
          throw new TypeError(
            `returned ${Array.isArray(slopes) ? slopes.length : 'no'} slopes for ${scores.length} weights and a bias`,
          );
        return [tensor(slopes.slice(0, -1), { shape: logits.shape, dtype: logits.dtype }).mul(grad), null];
      },
    },
  ],
});
