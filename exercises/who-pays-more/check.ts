import { defineExercise } from '../grader/define.ts';

/** The chances that two models gave to four examples, all of which are a yes. */
const chances = { A: [0.9, 0.9, 0.9, 0.4], B: [0.99, 0.99, 0.99, 0.001] } as const;

const loss = (model: readonly number[]): number => -model.reduce((sum, p) => sum + Math.log(p), 0) / model.length;

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  tolerance: { atol: 0.006, rtol: 0 },
  questions: [
    {
      id: 'pays',
      title:
        'Model A gives (0.9, 0.9, 0.9, 0.4), model B (0.99, 0.99, 0.99, 0.001), and all four are a yes. Which pays more?',
      options: { A: 'model A', B: 'model B', same: 'both the same' },
    },
    { id: 'lossA', title: 'The mean binary cross-entropy of model A, to two decimals' },
    { id: 'lossB', title: 'The mean binary cross-entropy of model B, to two decimals' },
  ],
  truth: () => {
    const [lossA, lossB] = [loss(chances.A), loss(chances.B)];
    return { pays: lossA === lossB ? 'same' : lossA > lossB ? 'A' : 'B', lossA, lossB };
  },
});
