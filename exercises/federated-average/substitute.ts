import { defineSubstitute } from '../places/Substitute.ts';

/** Of the run: each owner's parameters in their order, and its people. */
type Learned = readonly (readonly Float64Array[])[];

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'federatedAverage',
  room: 'runs',
  runs: ['credit-owners'],
  track: 'credit-owners.7',
  isSilent: true,
  differs: { 'unweighted-average': /^forward / },
  parts: ({ federatedAverage }) => [
    {
      name: 'federatedAverage',
      run: (learned: Learned, people: readonly number[]) => {
        const named = learned.map((arrays) => Object.fromEntries(arrays.map((values, p) => [`p${p}`, [...values]])));
        const shared = federatedAverage(named, [...people]);
        return learned[0]!.map((_, p) => Float64Array.from(shared[`p${p}`]!));
      },
    },
  ],
});
