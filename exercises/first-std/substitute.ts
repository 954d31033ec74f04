import type { FirstWeights } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'kaimingNormal_',
  room: 'nn',
  runs: ['deep-stack'],
  track: 'deep-stack.7',
  isSilent: true,
  // The first layer has two inputs: its variance is 1, and so is its root.
  differs: { 'std-used-as-variance': /^forward linear2$/, 'missing-gain-two': /^forward linear1$/ },
  parts: ({ firstStd }) => [
    {
      name: 'firstWeights',
      // Which rule has filled the weights is seen by the spread that it asked for; they are spread anew by the answer.
      run: ({ weight, std, fanIn, fanOut }: FirstWeights) => {
        const isBy = (variance: number): boolean => Math.abs(std - Math.sqrt(variance)) < 1e-9;
        const rule = isBy(2 / fanIn) ? 'he' : isBy(2 / (fanIn + fanOut)) ? 'xavier' : null;
        if (rule === null) return;
        const answer: unknown = firstStd([...weight.shape], rule);
        if (typeof answer !== 'number' || !(answer >= 0)) throw new TypeError('returned no standard deviation');
        weight.copyFrom_(weight.mul(answer / std));
      },
    },
  ],
});
