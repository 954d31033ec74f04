import { defineExercise, run } from '../grader/define.ts';
import type { Value } from '../grader/sandbox/values.ts';

interface Learned {
  readonly gap: number;
  readonly accuracy: number;
  readonly learnedFromValidation: boolean;
  readonly strangeRows: boolean;
  readonly oneAnswer: boolean;
  readonly accuracyTold: boolean;
  readonly lossTold: boolean;
  readonly sameDesign: boolean;
}

export const GAP = 0.3;
/** 0.834 is what the rule of the true densities reaches; a network that knows its forty rows by heart stands below this. */
export const ACCURACY = 0.75;
/** Five of these are drawn. The solution passes with the worst five (check.test.ts). */
export const seeds = [1, 3, 4, 5, 7, 8, 11, 12];

const seen = (test: (learned: Learned) => boolean) => (_: unknown, got: Value) => test(got as unknown as Learned);
const honest = ({ learnedFromValidation, strangeRows }: Learned): boolean => !learnedFromValidation && !strangeRows;

export default defineExercise({
  kind: 'training',
  name: 'buildRun',
  args: ['seeds'],
  answer: 'trained',
  cases: [
    run('five', 'seeds 7, 1, 3, 4 and 5', [[7, 1, 3, 4, 5]]),
    run('hidden', 'five seeds that you do not know', (random) => {
      const left = [...seeds];
      return [Array.from({ length: 5 }, () => left.splice(random.integer(left.length), 1)[0]!)];
    }),
  ],
  repeats: 1,
  wallMs: 90_000,
  right: () => ({
    gap: GAP,
    accuracy: ACCURACY,
    learnedFromValidation: false,
    strangeRows: false,
    oneAnswer: false,
    accuracyTold: true,
    lossTold: true,
    sameDesign: true,
  }),
  accepts: (_, got) => {
    const learned = got as unknown as Learned;
    const { gap, accuracy, accuracyTold, lossTold, sameDesign } = learned;
    return gap <= GAP && accuracy >= ACCURACY && accuracyTold && lossTold && sameDesign && honest(learned);
  },
  symptoms: {
    'trains-on-validation': seen(({ learnedFromValidation }) => learnedFromValidation),
    'brings-more-rows': seen(({ strangeRows, learnedFromValidation }) => strangeRows && !learnedFromValidation),
    'augments-validation': seen((learned) => honest(learned) && !learned.accuracyTold),
    'penalty-in-examination': seen((learned) => honest(learned) && learned.accuracyTold && !learned.lossTold),
    'tunes-per-seed': seen((learned) => honest(learned) && learned.lossTold && !learned.sameDesign),
    'constant-answer': seen((learned) => honest(learned) && learned.lossTold && learned.oneAnswer),
    'by-heart': seen(
      (learned) => honest(learned) && learned.lossTold && learned.sameDesign && learned.gap > GAP && !learned.oneAnswer,
    ),
  },
});
