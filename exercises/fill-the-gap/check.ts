import type { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { between, vector } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';
import { Given, type Value } from '../grader/sandbox/values.ts';
import * as exported from './given.ts';

type Make = (z: number[]) => number[];
type Told = { readonly answer: number[]; readonly calls: Readonly<Record<string, number>> };

const given: Readonly<Record<string, unknown>> = { ...exported };
const small = [new Given('generate'), new Given('pull')];
const wide = [new Given('generateWide'), new Given('pullWide')];

const pixels = (random: Generator, n: number): number[] => Array.from({ length: n }, () => between(random, 0, 1));
/** Exactly so many are known, by chance which. */
function mask(random: Generator, n: number, count: number): boolean[] {
  const places = random.permutation(n);
  return Array.from({ length: n }, (_, i) => [...places].indexOf(i) < count);
}

const drawn = (makers: readonly Given[], count: number, steps: number, lr: number) => (random: Generator) => {
  const [n, k] = makers === small ? [6, 2] : [12, 3];
  return [...makers, pixels(random, n), mask(random, n, count), vector(random, k, 0.5), lr, steps];
};

/** The same descent with slopes by differences of the loss itself. */
function byDifferences(
  generate: Given,
  pull: Given,
  image: number[],
  isKnown: boolean[],
  z: number[],
  lr: number,
  steps: number,
): Told {
  const make = given[generate.name] as Make;
  const places = isKnown.flatMap((is, i) => (is ? [i] : []));
  const loss = (at: number[]): number => {
    const made = make(at);
    return places.reduce((sum, i) => sum + (made[i]! - image[i]!) ** 2, 0) / places.length;
  };
  let at = z;
  for (let step = 0; step < steps; step++) {
    const slopes = centralDifferences(loss, at);
    at = at.map((value, i) => value - lr * slopes[i]!);
  }
  const answer = make(at);
  for (const i of places) answer[i] = image[i]!;
  return { answer, calls: { [generate.name]: steps + 1, [pull.name]: steps } };
}

const isTold = (value: Value): boolean =>
  typeof value === 'object' && value !== null && 'answer' in value && Array.isArray(value.answer) && 'calls' in value;

/** How often the generator is asked is the reader's own business; walking back more often than needed is not. */
function agree(args: readonly Value[], got: Value, expected: Value): boolean {
  if (!isTold(got)) return false;
  const [mine, right] = [got as unknown as Told, expected as unknown as Told];
  const pull = (args[1] as Given).name;
  return (
    mine.calls[pull] === right.calls[pull] &&
    mine.answer.length === right.answer.length &&
    mine.answer.every((value, i) => typeof value === 'number' && Math.abs(value - right.answer[i]!) <= 1e-7)
  );
}

export default defineExercise({
  kind: 'function',
  name: 'fillTheGap',
  args: ['generate', 'pull', 'image', 'known', 'z', 'lr', 'steps'],
  answer: 'result',
  counted: true,
  keepsArguments: true,
  accepts: agree,
  cases: [
    known('six-pixels', 'six pixels, two of them hidden', [
      ...small,
      [0.9, 0.1, 0.4, 0.7, 0, 1],
      [true, true, false, true, true, false],
      [0.5, -0.5],
      1,
      5,
    ]),
    known('random', 'twelve pixels, four hidden', drawn(wide, 8, 6, 0.8)),
    trap('all-known', 'nothing is hidden', drawn(small, 6, 4, 1)),
    trap('one-known', 'a single pixel is known', drawn(wide, 1, 5, 0.5)),
    trap('one-step', 'a single step', drawn(small, 4, 1, 1)),
    trap('half', 'half of it is hidden', drawn(wide, 6, 8, 1)),
    cost('long', 'forty steps: one walk back for each', drawn(wide, 7, 40, 0.5)),
  ],
  truth: byDifferences,
  truthTolerance: { atol: 1e-6, rtol: 1e-5 },
  sizes: (_g: Given, _p: Given, image: number[], isKnown: boolean[]) => ({
    pixels: image.length,
    known: isKnown.filter(Boolean).length,
  }),
});
