import { Generator } from '#framework';
import { defineExercise } from '../grader/define.ts';
import type { CaseSpec, PartId } from '../grader/Exercise.ts';
import type { Value } from '../grader/sandbox/values.ts';
import { capstoneParts } from '../yours/capstoneParts.ts';

export const THRESHOLD = 0.5;
/** With each of these the solution is proven to pass (package.test.ts); a grading draws one that cannot be known. */
export const seeds = [1, 2, 3, 4, 5, 6, 8, 9];

const drawn = (part: PartId, id: string, title: string, test: string): CaseSpec => ({
  id,
  part,
  title,
  args: (random) => [test, seeds[random.integer(seeds.length)]!],
});

type Answer = Readonly<Record<string, Value>>;
/** What a test saw, where it is this one. */
const seen =
  (test: string, is: (answer: Answer) => boolean) =>
  (args: readonly Value[], got: Value): boolean =>
    args[0] === test && is(got as Answer);

/** Shapes and lengths, from the same draws. */
function shapes(seed: number): Value {
  const random = new Generator(seed);
  const [m, n, k] = [2 + random.integer(3), 2 + random.integer(3), 2 + random.integer(3)];
  return { linear: [m, k], dropout: m, adam: k, matmul: [[m, n], [n, k]], unbroadcast: [n], names: ['a', 'b'] }; // biome-ignore format: one record
}

const LAYERS = 6;
const wanted: Readonly<Record<string, (seed: number) => Value>> = {
  alone: shapes,
  gradients: () => ({ agree: true, without: [] }),
  resume: () => ({ apart: 0, named: LAYERS }),
  flat: () => ({ more: 0 }),
  train: () => ({ left: false, first: true, varies: false, accuracy: THRESHOLD }),
};

export default defineExercise({
  kind: 'package',
  name: Object.values(capstoneParts).flat(),
  parts: capstoneParts,
  args: ['test', 'seed'],
  answer: 'seen',
  cases: [
    drawn('known', 'alone', 'every part answers', 'alone'),
    drawn('gradients', 'gradients', 'its derivatives, and who hears of the loss', 'gradients'),
    drawn('state', 'resume', 'saved, loaded into a fresh network, one step on', 'resume'),
    drawn('memory', 'flat', 'an examination leaves nothing behind', 'flat'),
    drawn('runs', 'train', 'a network learns to read digits', 'train'),
  ],
  points: { known: 1, gradients: 3, state: 1, memory: 1, runs: 4 },
  repeats: 1,
  wallMs: 120_000,
  begins: 'not-attempted',
  right: (test: string, seed: number) => wanted[test]!(seed),
  accepts: ([test], got) => {
    if (test !== 'train') return false;
    const { left, first, varies, accuracy } = got as Answer;
    return (
      left === false && first === true && varies === false && typeof accuracy === 'number' && accuracy >= THRESHOLD
    );
  },
  symptoms: {
    'layer-never-moves': seen('gradients', ({ without }) => Array.isArray(without) && without.length > 0),
    'state-incomplete': seen('resume', ({ apart, named }) => Number(apart) > 0 || named !== LAYERS),
    'leaks-tensors': seen('flat', ({ more }) => Number(more) > 0),
    'step-before-backward': seen('train', ({ first }) => first === false),
    'grads-kept': seen('train', ({ left, first }) => left === true && first === true),
    'eval-never': seen('train', ({ varies, left, first }) => varies === true && left === false && first === true),
  },
});
