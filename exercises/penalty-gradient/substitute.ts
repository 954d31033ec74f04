import { inScope, l1Penalty, l2Penalty, noGrad, type Tensor, tensor } from '#framework';
import { defineSubstitute, type Part } from '../places/Substitute.ts';

type Gradient = typeof import('./solution.ts').penaltyGradient;
type Penalty = (parameters: readonly Tensor[]) => Tensor;

/**
 * Our penalty, moved by what the answer's slopes differ from ours: the value stays, and the weights hear of the answer. A right one adds zeros.
 * Only weights come here; what is a bias was left out before.
 */
const pulledBy = (
  name: string,
  ours: Penalty,
  slopesOf: (w: number[]) => number[],
  right: (w: number) => number,
): Part => ({
  name,
  run: (parameters: readonly Tensor[]) => {
    const penalty = ours(parameters);
    const terms = parameters.map((parameter) => {
      const weights = Array.from(parameter.dataSync());
      const slopes = slopesOf([...weights]);
      if (!Array.isArray(slopes) || slopes.length !== weights.length)
        throw new TypeError(
          `returned ${Array.isArray(slopes) ? slopes.length : 'no'} slopes for ${weights.length} weights`,
        );
      const more = slopes.map((slope, i) => slope - right(weights[i]!));
      return inScope('yours', () =>
        parameter.mul(tensor(more, { shape: parameter.shape, dtype: parameter.dtype })).sum(),
      );
    });
    return terms.reduce((sum, term) => {
      const value = noGrad(() => term.itemSync());
      return inScope('yours', () => sum.add(term.sub(value)));
    }, penalty);
  },
});

export default defineSubstitute<{ penaltyGradient: Gradient }>({
  place: 'l1Penalty, l2Penalty',
  room: 'optim',
  needs: { l1: '0.003', l2: '0.01' },
  runs: ['noisy-moons'],
  track: 'noisy-moons.7(l1=0.003,l2=0.01)',
  differs: { 'l1-in-proportion': /^forward l1\./, 'l2-missing-factor': /^forward l2\./ },
  parts: ({ penaltyGradient }) => {
    const none = (w: readonly number[]): boolean[] => w.map(() => false);
    return [
      pulledBy('l1Penalty', l1Penalty, (w) => penaltyGradient(w, none(w), 1, 0), Math.sign),
      pulledBy('l2Penalty', l2Penalty, (w) => penaltyGradient(w, none(w), 0, 1), (w) => w), // biome-ignore format: one line reads better
    ];
  },
});
