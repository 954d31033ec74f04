import { defineExercise } from '../grader/define.ts';

const builds = {
  number: 'one number, squared error',
  coin: 'one logit, bceWithLogits',
  coins: 'K logits, bceWithLogits of each',
  die: 'K logits, crossEntropy',
  'squashed-number': 'one number behind a sigmoid, squared error',
  'class-number': 'the number of the class, squared error',
  'one-logit-die': 'one logit, crossEntropy',
  'sigmoid-coin': 'one chance behind a sigmoid, bceWithLogits',
  'softmax-die': 'K chances behind a softmax, crossEntropy',
} as const;
type Build = keyof typeof builds;

const metrics = {
  rmse: 'root of the mean squared error',
  accuracy: 'the share that is right',
  'precision-recall': 'precision and recall',
  perplexity: 'the loss on texts it has not seen',
} as const;
type Metric = keyof typeof metrics;

/** What y is: a number on a line, or so many coins or dice of so many sides. */
interface Target {
  readonly says: string;
  readonly sides: number;
  readonly several?: true;
  readonly offered: readonly Build[];
}

const tasks: Readonly<Record<string, Target>> = {
  rain: { says: 'Rain tomorrow, in millimetres', sides: Number.POSITIVE_INFINITY, offered: ['number', 'squashed-number', 'coin', 'die'] },
  spam: { says: 'Spam or not', sides: 2, offered: ['number', 'coin', 'sigmoid-coin', 'one-logit-die'] },
  digit: { says: 'Which of ten digits a picture shows', sides: 10, offered: ['class-number', 'die', 'coins', 'softmax-die'] },
  tags: { says: 'Tags of a photo, any of twenty', sides: 2, several: true, offered: ['die', 'coins', 'softmax-die', 'coin'] },
  letter: { says: 'The next of 27 letters', sides: 27, offered: ['die', 'softmax-die', 'class-number', 'coin'] },
  return: { says: 'The chance that a customer comes back', sides: 2, offered: ['coin', 'one-logit-die', 'sigmoid-coin', 'die'] },
  stars: { says: 'How likely each of one to five stars is', sides: 5, offered: ['class-number', 'coins', 'die', 'coin'] },
  fraud: { says: 'Fraud, one case in a thousand', sides: 2, offered: ['number', 'coin', 'sigmoid-coin', 'one-logit-die'] },
}; // biome-ignore format: one task a line

const judged: Readonly<Record<string, readonly [says: string, right: Metric]>> = {
  'rain-judged': ['Rain: judged by', 'rmse'],
  'digit-judged': ['Digits, as many of each: judged by', 'accuracy'],
  'letter-judged': ['Letters: judged by', 'perplexity'],
  'fraud-judged': ['Fraud, one case in a thousand: judged by', 'precision-recall'],
};

/** −log p(y) of what y is. */
const buildFor = ({ sides, several }: Target): Build =>
  sides === Number.POSITIVE_INFINITY ? 'number' : several ? 'coins' : sides === 2 ? 'coin' : 'die';

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: [
    ...Object.entries(tasks).map(([id, { says, offered }]) => ({
      id,
      title: says,
      options: Object.fromEntries(offered.map((build) => [build, builds[build]])),
    })),
    ...Object.entries(judged).map(([id, [title]]) => ({ id, title, options: { ...metrics } })),
  ],
  truth: () => ({
    ...Object.fromEntries(Object.entries(tasks).map(([id, target]) => [id, buildFor(target)])),
    ...Object.fromEntries(Object.entries(judged).map(([id, [, right]]) => [id, right])),
  }),
});
