/**
 * `npm run new -- exercise SLUG`: a folder that is an exercise already, small and proven, to be changed into the one that is
 * wanted. Nothing is registered anywhere else.
 */
import { camel, type Skeleton } from './Skeleton.ts';

/** The files of a skeleton: the mean of some numbers, with one wrong answer. */
function filesOf(slug: string): Readonly<Record<string, string>> {
  const name = camel(slug);
  const signature = `export function ${name}(values: number[]): number`;
  return {
    'task.mdx': `---
title: The mean
summary: Say in one sentence what is to be written.
conventions:
  - Return a number and leave the argument as it is.
hints:
  - "The first hint says where to begin."
  - "The second one says what is easily forgotten."
after: "What there is to understand, now that it works."
---

Write the function that returns the mean of some numbers: $\\bar x = \\frac{1}{n} \\sum_i x_i$.
`,
    'start.ts': `/** The mean of one or more numbers. */
${signature} {
  // your turn: add, then divide.
  return values[0] ?? 0;
}
`,
    'solution.ts': `/** The mean of one or more numbers. */
${signature} {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
`,
    'check.ts': `import { vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

export default defineExercise({
  kind: 'function',
  name: '${name}',
  args: ['values'],
  answer: 'mean',
  keepsArguments: true,
  cases: [
    known('by-hand', 'three numbers you can work out by hand', [[1, 2, 6]]),
    known('random', 'five numbers, random', (random) => [vector(random, 5)]),
    trap('one', 'a single number', (random) => [vector(random, 1)]),
    trap('many', 'a hundred numbers', (random) => [vector(random, 100)]),
  ],
  // Another way to the same number, which shares no line with the solution.
  truth: (values: number[]) => {
    let mean = 0;
    for (const [i, value] of values.entries()) mean += (value - mean) / (i + 1);
    return mean;
  },
  sizes: (values: number[]) => ({ n: values.length }),
});
`,
    'wrong/sum-not-mean.ts': `/**
 * The sum, not the mean
 *
 * Twice as many numbers would give twice the answer: divide by how many there are.
 */

${signature} {
  return values.reduce((sum, value) => sum + value, 0);
}
`,
  };
}

export const exercise = (slug: string): Skeleton => ({
  files: Object.fromEntries(Object.entries(filesOf(slug)).map(([path, text]) => [`exercises/${slug}/${path}`, text])),
  lines: [],
  next: [
    `Prove it: npm test -- --only exercise/${slug}`,
    "Does its answer take a part's place in runs? Then write substitute.ts, too: exercises/places/Substitute.ts says how.",
  ],
});
