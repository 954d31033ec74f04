import { broadcastShapes, ChalkgradError } from '#framework';
import { defineExercise } from '../grader/define.ts';

type Shape = readonly number[];

/** The ten pairs. The options of each are its right shape, what a misconception makes of it, and that there is none. */
const pairs: Readonly<Record<string, readonly [a: Shape, b: Shape, offered: readonly Shape[]]>> = {
  grid: [[3], [3, 1], [[3, 1], [3, 3], [3]]],
  rows: [[2, 3], [2], [[2, 3], [2, 2], [3]]],
  half: [[4], [2], [[4], [2], [4, 2]]],
  taller: [[2, 3], [4, 3], [[4, 3], [2, 3], [8, 3]]],
  bias: [[16, 5], [5], [[16, 5], [5], [16, 1]]],
  three: [[4, 1, 3], [2, 3], [[4, 2, 3], [4, 1, 3], [2, 1, 3]]],
  empty: [[0], [1], [[0], [1]]],
  column: [[2, 0], [2, 1], [[2, 0], [2, 1]]],
  number: [[], [2, 3], [[2, 3], [], [1]]],
  pair: [[16, 1], [16], [[16, 16], [16, 1], [16]]],
}; // biome-ignore format: one pair a line

const spelled = (shape: Shape): string => `[${shape.join(', ')}]`;
const idOf = (shape: Shape): string => shape.join('×') || 'number';

function rightId([a, b]: readonly [Shape, Shape, ...unknown[]]): string {
  try {
    return idOf(broadcastShapes([...a], [...b], 'add'));
  } catch (error) {
    if (error instanceof ChalkgradError) return 'no';
    throw error;
  }
}

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: Object.entries(pairs).map(([id, [a, b, offered]]) => ({
    id,
    title: `${spelled(a)} with ${spelled(b)}`,
    options: { ...Object.fromEntries(offered.map((shape) => [idOf(shape), spelled(shape)])), no: 'they do not fit' },
  })),
  truth: () => Object.fromEntries(Object.entries(pairs).map(([id, pair]) => [id, rightId(pair)])),
});
