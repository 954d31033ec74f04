import type { Generator } from '#framework';
import { between } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import { Given } from '../grader/sandbox/values.ts';

const PIXELS = 96;
const INK = 32;
const UNITS = 6;

/** The sign of the first weight of the last layer is turned from one to the other: what depends on it, differs. */
function models(random: Generator) {
  const model = (sign: number) => ({
    first: Array.from({ length: UNITS }, () => Array.from({ length: PIXELS }, () => random.normal(0, 0.15))),
    last: Array.from(
      { length: UNITS },
      (_, u) => (u === 0 ? sign : 1) * between(random, 0.5, 1.5) * (u % 2 === 0 ? 1 : -1),
    ),
  });
  return [model(1), model(-1)] as const;
}

/** Mostly paper; no two pixels with ink are equal. */
function sparse(random: Generator): number[] {
  const places = [...random.permutation(PIXELS)].slice(0, INK);
  return Array.from({ length: PIXELS }, (_, i) => {
    const rank = places.indexOf(i);
    return rank < 0 ? 0 : 0.4 + (0.6 * (rank + between(random, 0.1, 0.9))) / INK;
  });
}

const asked = (name: string) => (random: Generator) => {
  const [trained, other] = models(random);
  return [new Given(name), trained, other, sparse(random)];
};

const honest = ['gradient', 'integrated'];

export default defineExercise({
  kind: 'function',
  name: 'explainsTheModel',
  args: ['explain', 'trained', 'random', 'x'],
  answer: 'passes',
  keepsArguments: true,
  cases: [
    known('gradient', 'the gradient', asked('gradient')),
    known('picture', 'the picture itself', asked('picture')),
    trap('integrated', 'integrated gradients, which are 0 on paper', asked('integrated')),
    trap('edges', 'edges of the picture', asked('edges')),
    trap('seeded', 'noise, seeded by the picture', asked('seeded')),
    trap('constant', 'a constant', asked('constant')),
    trap('untouched', 'the picture times a map that reads no weights', asked('untouched')),
    trap('turned', 'the picture, with a sign that one weight turns', asked('turned')),
    trap('last-digit', 'the picture, with weights in its last digits', asked('lastDigit')),
    trap('top-moved', 'the picture, with its brightest pixel moved', asked('topMoved')),
  ],
  right: (explain: Given) => honest.includes(explain.name),
});
