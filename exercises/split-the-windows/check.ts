import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Value } from '../grader/sandbox/values.ts';

/** Shares after which something must be rounded: counts that are odd, so that a quarter is none. */
const odd = (random: Generator): number => 2 * whole(random, 12, 24) + 1;

const numbers = (value: Value | undefined): readonly number[] | null =>
  Array.isArray(value) && value.every((item) => typeof item === 'number') ? (value as number[]) : null;

/** As many as examine, all windows dealt out, and the two parts mixed: whatever the order of the draw. */
function isDealtAtRandom([count, testShare]: readonly Value[], got: Value): boolean {
  if (typeof got !== 'object' || got === null || Array.isArray(got)) return false;
  const { train, test } = got as Record<string, Value>;
  const [learned, examined] = [numbers(train), numbers(test)];
  if (learned === null || examined === null) return false;
  const total = count as number;
  if (examined.length !== Math.ceil(total * (testShare as number))) return false;
  if (new Set([...learned, ...examined]).size !== total || learned.length + examined.length !== total) return false;
  const areFew = examined.length < 3 || learned.length < 3;
  return areFew || Math.max(...learned) > Math.min(...examined);
}

export default defineExercise({
  kind: 'function',
  name: 'splitWindows',
  args: ['count', 'testShare', 'history'],
  answer: 'parts',
  cases: [
    known('twelve', 'twelve windows, a quarter examines, two values shown', [12, 0.25, 2]),
    known('random', 'a random number of windows', (random) => [4 * whole(random, 6, 12), 0.25, whole(random, 3, 5)]),
    trap('forty', 'forty windows of ten values', [40, 0.25, 10]),
    trap('rounded', 'a share that is no whole number of windows', (random) => [odd(random), 0.25, 4]),
    trap('few', 'three windows', [3, 0.25, 1]),
    trap('nobody', 'nobody examines', [10, 0, 4]),
    trap('long', 'windows so long that nothing is left to learn from', (random) => [whole(random, 9, 12), 0.5, 12]),
    trap('most', 'three quarters examine', (random) => [odd(random), 0.75, 2]),
  ],
  // By the values: a window may be learned from where it shares none with any that examines.
  truth: (count: number, testShare: number, history: number) => {
    const test: number[] = [];
    while (test.length < testShare * count) test.unshift(count - 1 - test.length);
    const touched = new Set(test.flatMap((i) => Array.from({ length: history + 1 }, (_, j) => i + j)));
    const train: number[] = [];
    for (let i = 0; i < count && !test.includes(i); i++)
      if (!Array.from({ length: history + 1 }, (_, j) => touched.has(i + j)).includes(true)) train.push(i);
    return { train, test };
  },
  symptoms: { 'random-split-of-series': isDealtAtRandom },
  sizes: (count: number, _share: number, history: number) => ({ count, history }),
});
