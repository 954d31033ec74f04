import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'kaimingNormal_',
  runs: ['deep-stack'],
  track: 'deep-stack.7',
  isSilent: true,
  // The first layer has two inputs: its variance is 1, and so is its root.
  differs: { 'std-used-as-variance': /^forward linear2$/, 'missing-gain-two': /^forward linear1$/ },
  parts: ({ firstStd }) => [
    { name: 'kaimingNormal_.std', run: (shape: number[]) => firstStd(shape, 'he') },
    { name: 'xavierNormal_.std', run: (shape: number[]) => firstStd(shape, 'xavier') },
  ],
});
