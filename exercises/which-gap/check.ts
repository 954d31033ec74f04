import { defineExercise } from '../grader/define.ts';

/** Approved and repaid, approved and not, refused and would have, refused and would not. The table of the task. */
type Counts = readonly [tp: number, fp: number, fn: number, tn: number];
const rules: Readonly<Record<string, readonly [a: Counts, b: Counts]>> = {
  quota: [[45, 5, 15, 35], [30, 20, 0, 50]],
  unaware: [[54, 10, 6, 30], [32, 15, 8, 45]],
  accurate: [[54, 14, 6, 26], [22, 2, 18, 58]],
  calibrated: [[52, 12, 8, 28], [26, 9, 14, 51]],
  alike: [[40, 10, 10, 40], [40, 10, 10, 40]],
}; // biome-ignore format: the two groups side by side
/** Of two thresholds: those of B who were written down as a no, and were none. */
const turned = 12;

const rates = {
  selected: ([tp, fp, fn, tn]: Counts) => (tp + fp) / (tp + fp + fn + tn),
  tpr: ([tp, , fn]: Counts) => tp / (tp + fn),
  fpr: ([, fp, , tn]: Counts) => fp / (fp + tn),
};
type Rate = keyof typeof rates;

const names: Readonly<Record<Rate, string>> = {
  selected: 'as many are approved',
  tpr: 'those who repay are approved as often',
  fpr: 'those who do not repay are approved as often',
};

const asked: Readonly<Record<string, readonly [title: string, first: Rate, second: Rate]>> = {
  quota: ['Quota: as many of A are approved as of B. Which holds too?', 'tpr', 'fpr'],
  unaware: ['Unaware: the rule never saw the group. Which holds?', 'selected', 'tpr'],
  accurate: ['Accurate: it is right equally often in both. Which holds too?', 'tpr', 'fpr'],
  calibrated: ['Calibrated: a chance means the same in both. Which holds too?', 'tpr', 'fpr'],
  alike: ['Alike: the groups repay alike and have the same TPR. Which holds too?', 'selected', 'fpr'],
};

const isEqual = (rate: Rate, [a, b]: readonly [Counts, Counts]): boolean =>
  Math.abs(rates[rate](a) - rates[rate](b)) < 1e-9;

function answerOf(id: string): string {
  const [, first, second] = asked[id]!;
  const [one, two] = [isEqual(first, rules[id]!), isEqual(second, rules[id]!)];
  if (one && two) return 'both';
  return one ? first : two ? second : 'neither';
}

/** TPR of A against that of B, whose turned twelve are counted among those who would have repaid. */
function thresholdsAnswer(): string {
  const [a, b]: [Counts, Counts] = [[48, 12, 12, 28], [24, 6, 6 + turned, 64 - turned]]; // biome-ignore format: side by side
  const gap = rates.tpr(a) - rates.tpr(b);
  return Math.abs(gap) < 1e-9 ? 'equal' : gap > 0 ? 'less-for-B' : 'more-for-B';
}

const questions = Object.entries(asked).map(([id, [title, first, second]]) => ({
  id,
  title,
  options: { [first]: names[first], [second]: names[second], both: 'both', neither: 'neither' },
}));

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: [
    ...questions.slice(0, 4),
    {
      id: 'thresholds',
      title:
        'Two thresholds: those who repay are approved as often, by the recorded labels. And by what would have been?',
      options: { equal: 'still as often', 'less-for-B': 'less often in B', 'more-for-B': 'more often in B' },
    },
    ...questions.slice(4),
  ],
  truth: () => ({
    ...Object.fromEntries(Object.keys(asked).map((id) => [id, answerOf(id)])),
    thresholds: thresholdsAnswer(),
  }),
});
