import { type Generator, gpuLadder } from '#framework';
import { vector } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

const TILE = 16;
const SENTINEL = -7777;

interface Buffers {
  readonly sizes: readonly [m: number, n: number, k: number];
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly product: readonly number[];
}

interface Shape {
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

function dispatch({ m, k, n }: Shape, a: readonly number[], b: readonly number[], reads?: number) {
  const product = new Array<number>(m * n + 5).fill(SENTINEL);
  const wanted = { writes: { product: m * n }, ...(reads === undefined ? {} : { reads }) };
  return [[Math.ceil(n / TILE), Math.ceil(m / TILE)], { sizes: [m, n, k], a, b, product }, wanted] as const as never;
}

const random = (shape: Shape, reads?: number) => (draw: Generator) =>
  dispatch(shape, vector(draw, shape.m * shape.k), vector(draw, shape.k * shape.n), reads);
/** Numbers without a pattern, written down. */
const wave = (n: number, from: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.round(1000 * Math.sin(from + 2.3 * i)) / 1000);
const fixed = (shape: Shape) => dispatch(shape, wave(shape.m * shape.k, 1), wave(shape.k * shape.n, 2));

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
    known('square', '[16, 16] · [16, 16]: one tile', random({ m: 16, k: 16, n: 16 })),
    trap('ragged', '[17, 5] · [5, 33]: no size is a multiple of 16', fixed({ m: 17, k: 5, n: 33 })),
    trap('deep', '[1, 70] · [70, 1]: one number, five tiles', fixed({ m: 1, k: 70, n: 1 })),
    trap('two-tiles', '[3, 20] · [20, 5]: two tiles, the second not full', random({ m: 3, k: 20, n: 5 })),
    cost('reads', '[16, 32] · [32, 16]: four reads of storage a thread', random({ m: 16, k: 32, n: 16 }, 4)),
  ],
  device: () => {
    const [m, n, k] = [512, 512, 512];
    const tiles: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
      G5: [32, 32],
      G2: [16, 16],
      G0: [64, 1],
    };
    return {
      title: '[512, 512] · [512, 512]',
      workgroups: [n / TILE, m / TILE],
      buffers: { sizes: [m, n, k], a: spread(m * k, 7919), b: spread(k * n, 6101), product: new Float32Array(m * n) },
      output: 'product',
      tolerance: 1e-3,
      rivals: Object.entries(tiles).map(([name, [rows, columns]]) => {
        const rung = gpuLadder.find((one) => one.name === name)!;
        return { name: `${name}, ${rung.title}`, shader: rung.wgsl, workgroups: [n / columns, m / rows] };
      }),
    };
  },
  // Sums of up to 70 products in float32.
  tolerance: { atol: 1e-4, rtol: 1e-5 },
  truth: (_: number[], { sizes: [m, n, k], a, b, product }: Buffers) => {
    const sums = new Array<number>(m * n).fill(0);
    for (let p = 0; p < k; p++)
      for (let row = 0; row < m; row++)
        for (let column = 0; column < n; column++) sums[row * n + column]! += a[row * k + p]! * b[p * n + column]!;
    return { product: [...sums, ...product.slice(m * n)], events: [] };
  },
});
