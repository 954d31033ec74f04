import { defineExercise } from '../grader/define.ts';
import { patients, STEPS, TRACKS } from './given.ts';

/** Where softmax is applied twice the loss of ten classes cannot fall below this. */
export const FLOOR = Math.log(Math.E + 9) - 1;

const options = {
  'softmax-applied-twice': 'softmax is applied twice',
  'sum-not-mean': 'the loss is a sum over the batch',
  'no-zero-grad': 'gradients are never emptied',
  'lr-too-small': 'the learning rate is too small',
  'labels-shuffled': 'the labels were shuffled',
  'dead-relu': 'the units are dead',
  'no-shuffle': 'the batches are never shuffled',
  'default-eps-mismatch': 'another ε than the other framework’s',
  'weight-decay-too-large': 'the weight decay is too large',
};

/** The healthy run beside the sick one. */
const moment = (track: string, step: number): string => `t=${track.split('!')[0]}~${track}&step=${step}&track=2`;

/** The lowest of the printed losses, as printed. */
const least = (losses: readonly string[]): string => losses.toSorted((a, b) => Number(a) - Number(b))[0]!;

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: Object.entries(patients).map(([id, { losses, right, first }]) => ({
    id,
    title: `Patient ${id}: loss ${losses[0]} at first, ${least(losses)} at best, ${losses.at(-1)} in the end; ${right.at(-1)} read right; first update ${first} long`,
    options,
    moment: moment(TRACKS[id as keyof typeof TRACKS], STEPS[4]!),
  })),
  // By what each shows: a floor, a first loss of fifty examples, and a gain that is lost again.
  truth: () =>
    Object.fromEntries(
      Object.entries(patients).map(([id, { losses, first }]) => {
        const numbers = losses.map(Number);
        if (Number(first) > 1) return [id, 'sum-not-mean'];
        return [id, numbers.at(-1)! > Math.min(...numbers) + 0.2 ? 'no-zero-grad' : 'softmax-applied-twice'];
      }),
    ),
});
