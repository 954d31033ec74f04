import { constant_, crossEntropy, Generator, generateBlobs, Linear, SGD, tensor } from '#framework';
import { defineExercise } from '../grader/define.ts';

/** Five rows of three-clouds after fifty updates, to two decimals; `task.mdx` has the same in a table. */
export const rows = {
  A: { example: 140, logits: [1.8, -3.4, 1.6], label: 2 },
  B: { example: 10, logits: [0.5, 0.9, -1.4], label: 1 },
  C: { example: 42, logits: [-4.91, 3.23, 1.68], label: 1 },
  D: { example: 32, logits: [1.23, 3.16, -4.4], label: 1 },
  E: { example: 22, logits: [3.04, -2.32, -0.72], label: 0 },
} as const;

const names = Object.keys(rows) as (keyof typeof rows)[];
const cells = names.flatMap((name) => rows[name].logits.map((_, k) => `${name}${k}`));
const three = { 0: 'z₀', 1: 'z₁', 2: 'z₂' };
const STEPS = 50;

/** ∂price/∂logit of the five rows, by a network that was trained anew; nothing where the rows are not its own. */
function gradients(): Readonly<Record<string, readonly number[]>> | null {
  const { points, labels } = generateBlobs(150, new Generator(7).fork('train'), { std: 0.4 });
  const model = new Linear(2, 3);
  for (const parameter of model.parameters()) constant_(parameter, 0);
  const rule = new SGD(model.parameters(), { lr: 1 });
  for (let step = 0; step < STEPS; step++) {
    rule.zeroGrad();
    crossEntropy(model.forward(points), labels).backward();
    rule.step();
  }
  const all = model.forward(points).toArray() as number[][];
  const right = Array.from(labels.dataSync());
  const found = names.map((name) => {
    const { example, logits, label } = rows[name];
    const isItsOwn = logits.every((logit, k) => Math.abs(logit - all[example]![k]!) <= 0.00501);
    if (!isItsOwn || right[example] !== label) return null;
    const z = tensor([all[example]!], { requiresGrad: true });
    crossEntropy(z, tensor([label], { dtype: 'int32' })).backward();
    return [name, Array.from(z.grad!.dataSync())] as const;
  });
  return found.every((row) => row !== null) ? Object.fromEntries(found) : null;
}

/** The place of the largest; of the smallest with −1. */
function most(values: readonly number[], sign = 1): number {
  const sizes = values.map((value) => sign * Math.abs(value));
  return sizes.indexOf(Math.max(...sizes));
}

function truth() {
  const found = gradients();
  if (found === null) return { loudest: 'these rows are not the run’s' };
  const all = names.flatMap((name) => found[name]!);
  const loudness = names.map((name) => found[name]!.reduce((sum, value) => sum + Math.abs(value), 0));
  return {
    loudest: cells[most(all)]!,
    quietest: cells[most(all, -1)]!,
    'loudest-of-a': String(most(found['A']!)),
    'loudest-of-d': String(most(found['D']!)),
    'quietest-of-e': String(most(found['E']!, -1)),
    silent: names[most(loudness, -1)]!,
  };
}

/** Some of the fifteen. */
const offered = (...some: readonly string[]) =>
  Object.fromEntries(some.map((cell) => [cell, `row ${cell[0]}, ${three[cell[1] as unknown as 0]}`]));
const moment = 't=three-clouds.7&step=50&view=loud-points';

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: [
    {
      id: 'loudest',
      title: 'Of all fifteen cells: where is the gradient largest in size?',
      options: offered('A0', 'A2', 'B1', 'C0', 'C1', 'E0'),
      moment,
    },
    {
      id: 'quietest',
      title: 'And where is it smallest in size?',
      options: offered('A1', 'A2', 'B2', 'C0', 'D2', 'E0'),
    },
    { id: 'loudest-of-a', title: 'In row A: which logit is pulled most?', options: three },
    { id: 'loudest-of-d', title: 'In row D: which logit is pulled most?', options: three },
    { id: 'quietest-of-e', title: 'In row E: which logit is pulled least?', options: three },
    {
      id: 'silent',
      title: 'Which row is nearly silent, all three pulls together?',
      options: Object.fromEntries(names.map((name) => [name, `row ${name}`])),
    },
  ],
  truth,
});
