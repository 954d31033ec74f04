import type { Generator } from '#framework';
import { vector } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';
import { shader as ours } from './solution.ts';

const SENTINEL = -7777;

interface Buffers {
  readonly sizes: readonly [rows: number, columns: number];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

function dispatch(rows: number, columns: number, x: readonly number[]) {
  const y = new Array<number>(rows * columns + 3).fill(SENTINEL);
  return [[rows], { sizes: [rows, columns], x, y }, { writes: { y: rows * columns } }] as const as never;
}

const scores = (rows: number, columns: number) => (random: Generator) =>
  dispatch(rows, columns, vector(random, rows * columns));
/** Scores without a pattern, written down. */
const wave = (n: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.round(3000 * Math.sin(1 + 2.3 * i)) / 1000);

/** Numbers from −1 to 1 without a pattern that a tile would notice. */
const spread = (count: number, step: number): Float32Array => {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = ((i * step) % 2003) / 1001 - 1;
  return values;
};

export default defineExercise({
  kind: 'wgsl',
  name: 'shader',
  args: ['workgroups', 'buffers', 'wanted'],
  answer: 'memory',
  repeats: 1,
  cases: [
    known('whole', 'two rows of 64 scores', scores(2, 64)),
    known('equal', 'one row of 64 equal scores', dispatch(1, 64, new Array(64).fill(1))),
    trap('short', 'three rows of five scores', scores(3, 5)),
    trap('single', 'a row of one score', scores(1, 1)),
    trap('longer', 'a row of 65 scores', scores(1, 65)),
    trap('long', 'a row of 1,000 scores', dispatch(1, 1000, wave(1000))),
    stable('low', 'two rows of 64 scores around −1000', (random) =>
      dispatch(
        2,
        64,
        vector(random, 128).map((score) => score - 1000),
      ),
    ),
    stable('high', 'one score of 1000 among 64', (random) => dispatch(1, 64, vector(random, 64).with(17, 1000))),
  ],
  device: () => {
    const [rows, columns] = [1024, 1000];
    const x = spread(rows * columns, 7919).map((value) => 5 * value);
    return {
      title: '1,024 rows of 1,000 scores',
      workgroups: [rows],
      buffers: { sizes: [rows, columns], x, y: new Float32Array(rows * columns) },
      output: 'y',
      tolerance: 1e-5,
      rivals: [{ name: 'ours', shader: ours, workgroups: [rows] }],
    };
  },
  // Shares of 1 in float32.
  tolerance: { atol: 2e-6, rtol: 2e-5 },
  truth: (_: number[], { sizes: [rows, columns], x, y }: Buffers) => {
    const shares = Array.from({ length: rows }, (_, r) => {
      // As the card holds them: in float32 a score around 1000 has four decimals.
      const row = x.slice(r * columns, (r + 1) * columns).map(Math.fround);
      const top = Math.max(...row);
      const powers = row.map((score) => Math.exp(score - top));
      const total = powers.reduce((sum, power) => sum + power, 0);
      return powers.map((power) => power / total);
    });
    return { y: [...shares.flat(), ...y.slice(rows * columns)], events: [] };
  },
});
