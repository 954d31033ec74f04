import { defineExercise } from '../grader/define.ts';

/** Accuracy on 500 other digits after 10,000 examples of digits-workers, seed 7, by batch and rate. Measured: check.test.ts trains some of them anew. */
export const accuracies = {
  usual: 0.942, // 32; 0.2
  double: 0.912, // 64; 0.4
  large: 0.78, // 256; 0.2
  rooted: 0.78, // 256; 0.2 · √8
  eightfold: 0.1, // 256; 1.6
  slow: 0.804, // 32; 0.025
  slowDouble: 0.78, // 64; 0.05
  slowLarge: 0.3, // 256; 0.025
};
type PairName = keyof typeof accuracies;

/** Nearer to each other than this is about alike: fifteen of five hundred digits. */
const ALIKE = 0.03;

type Answer = 'first' | 'second' | 'alike';

/** Which of two ends better. */
function better(first: PairName, second: PairName): Answer {
  const difference = accuracies[first] - accuracies[second];
  return Math.abs(difference) <= ALIKE ? 'alike' : difference > 0 ? 'first' : 'second';
}

const asked: Readonly<Record<string, readonly [title: string, first: PairName, second: PairName]>> = {
  linear: ['(32; 0.2) or eight times both, (256; 1.6)?', 'usual', 'eightfold'],
  root: ['(256; 0.2) or with the root of eight, (256; 0.57)?', 'large', 'rooted'],
  small: ['From an eighth of the rate: (32; 0.025) or twice both, (64; 0.05)?', 'slow', 'slowDouble'],
  same: ['The same small rate: (32; 0.025) or (256; 0.025)?', 'slow', 'slowLarge'],
  examples: ['The same rate: (32; 0.2) or (256; 0.2)?', 'usual', 'large'],
};
const inOrder = ['usual', 'double', 'large', 'eightfold'] as const;

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: [
    {
      id: 'order',
      title: 'Four pairs, the best first',
      options: { usual: '(32; 0.2)', double: '(64; 0.4)', large: '(256; 0.2)', eightfold: '(256; 1.6)' },
      order: true,
    },
    ...Object.entries(asked).map(([id, [title]]) => ({
      id,
      title,
      options: { first: 'the first', second: 'the second', alike: 'about alike' },
    })),
  ],
  truth: () => ({
    order: inOrder.toSorted((a, b) => accuracies[b] - accuracies[a]),
    ...Object.fromEntries(Object.entries(asked).map(([id, [, first, second]]) => [id, better(first, second)])),
  }),
});
