import type { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { matrix } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Rows = number[][];
type Sequences = Rows[];

const shapesOf = (width: number): Readonly<Record<string, readonly number[]>> => ({
  'linear1.bias': [4 * width],
  'linear1.weight': [4 * width, width],
  'linear2.bias': [width],
  'linear2.weight': [width, 4 * width],
  'norm1.bias': [width],
  'norm1.weight': [width],
  'norm2.bias': [width],
  'norm2.weight': [width],
  'self_attn.in_proj_bias': [3 * width],
  'self_attn.in_proj_weight': [3 * width, width],
  'self_attn.out_proj.bias': [width],
  'self_attn.out_proj.weight': [width, width],
});

/** The numbers with which a parameter is filled: those of given.ts, said once more. */
function numbersOf(name: string, size: number): number[] {
  let from = 0;
  for (let i = 0; i < name.length; i++) from += name.charCodeAt(i) * (i + 1);
  const middle = name === 'norm1.weight' || name === 'norm2.weight' ? 1 : 0;
  return Array.from({ length: size }, (_, i) => middle + Math.round(500 * Math.sin(1 + 2.3 * i + 0.7 * from)) / 1000);
}

/** By its series: exact for the sizes that occur here. */
function erf(x: number): number {
  let [sum, term] = [0, x];
  for (let n = 0; n < 80 && Math.abs(term) > 1e-20; n++) {
    sum += term / (2 * n + 1);
    term *= (-x * x) / (n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** The block in float64, number by number. x: [T, E] → [T, E] */
function block(x: Rows, heads: number, weights: Readonly<Record<string, number[]>>): Rows {
  const width = x[0]!.length;
  const through = (row: readonly number[], layer: string, from = 0, rows?: number): number[] => {
    const isJoint = layer === 'self_attn.in_proj';
    const [weight, bias] = isJoint ? [weights[`${layer}_weight`]!, weights[`${layer}_bias`]!] : [weights[`${layer}.weight`]!, weights[`${layer}.bias`]!]; // biome-ignore format: one line reads better
    return Array.from({ length: rows ?? bias.length }, (_, o) => {
      let sum = bias[from + o]!;
      for (const [i, value] of row.entries()) sum += weight[(from + o) * row.length + i]! * value;
      return sum;
    });
  };
  const normed = (row: readonly number[], name: string): number[] => {
    const mean = row.reduce((sum, value) => sum + value, 0) / width;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width;
    return row.map(
      (value, i) =>
        ((value - mean) / Math.sqrt(variance + 1e-5)) * weights[`${name}.weight`]![i]! + weights[`${name}.bias`]![i]!,
    );
  };
  const read = x.map((row) => normed(row, 'norm1'));
  const [q, k, v] = [0, 1, 2].map((third) =>
    read.map((row) => through(row, 'self_attn.in_proj', third * width, width)),
  );
  const size = width / heads;
  const told = x.map((row, t) => {
    const mixed = new Array<number>(width).fill(0);
    for (let head = 0; head < heads; head++) {
      const score = (s: number): number => {
        let sum = 0;
        for (let j = head * size; j < (head + 1) * size; j++) sum += q![t]![j]! * k![s]![j]!;
        return Math.exp(sum / Math.sqrt(size));
      };
      let total = 0;
      for (let s = 0; s <= t; s++) total += score(s);
      for (let s = 0; s <= t; s++)
        for (let j = head * size; j < (head + 1) * size; j++) mixed[j]! += (score(s) / total) * v![s]![j]!;
    }
    const said = through(mixed, 'self_attn.out_proj');
    return row.map((value, i) => value + said[i]!);
  });
  return told.map((row) => {
    const wide = through(normed(row, 'norm2'), 'linear1').map((value) => (value * (1 + erf(value / Math.SQRT2))) / 2);
    const said = through(wide, 'linear2');
    return row.map((value, i) => value + said[i]!);
  });
}

function byHand(width: number, heads: number, x: Sequences, upstream: Sequences, silent: readonly string[]) {
  const shapes = shapesOf(width);
  const weights = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const numbers = numbersOf(
        name,
        shape.reduce((a, b) => a * b, 1),
      );
      return [name, silent.some((layer) => name.startsWith(`${layer}.`)) ? numbers.map(() => 0) : numbers];
    }),
  );
  const loss = (at: Rows, slopes: Rows): number =>
    block(at, heads, weights).reduce(
      (sum, row, t) => sum + row.reduce((part, value, i) => part + value * slopes[t]![i]!, 0),
      0,
    );
  return {
    y: x.map((rows) => block(rows, heads, weights)),
    x: x.map((rows, n) => centralDifferences((at) => loss(at, upstream[n]!), rows)),
    saved: shapes,
    trained: Object.keys(shapes).sort(),
  } as never;
}

const asked = (random: Generator, [N, T, width, heads]: readonly number[], silent: readonly string[] = []) => [
  width!,
  heads!,
  Array.from({ length: N! }, () => matrix(random, T!, width!, 1)),
  Array.from({ length: N! }, () => matrix(random, T!, width!, 1)),
  silent,
];

export default defineExercise({
  kind: 'framework',
  name: 'Block',
  args: ['width', 'heads', 'x', 'upstream', 'silent'],
  answer: 'block',
  cases: [
    known('one-place', 'a single place, one head', [2, 1, [[[1, -1]]], [[[1, 0]]], []]),
    known('random', 'two sequences of three places, two heads', (random) => asked(random, [2, 3, 4, 2])),
    trap('one-head', 'one head', (random) => asked(random, [1, 3, 2, 1])),
    trap('last-only', 'only the last place is asked: what does it hear from?', (random) => {
      const [width, heads, x, upstream, silent] = asked(random, [1, 3, 4, 2]) as [number, number, Sequences, Sequences, []]; // biome-ignore format: one line reads better
      return [width, heads, x, upstream.map((rows) => rows.map((row, t) => row.map((g) => (t === 2 ? g : 0)))), silent];
    }),
    trap('first-only', 'only the first place is asked: the future must not be heard', (random) => {
      const [width, heads, x, upstream, silent] = asked(random, [1, 3, 4, 2]) as [number, number, Sequences, Sequences, []]; // biome-ignore format: one line reads better
      return [width, heads, x, upstream.map((rows) => rows.map((row, t) => row.map((g) => (t === 0 ? g : 0)))), silent];
    }),
    trap('handed-through', 'both last layers are 0', (random) =>
      asked(random, [1, 3, 4, 2], ['self_attn.out_proj', 'linear2']),
    ),
  ],
  // The framework computes in float32.
  tolerance: { atol: 5e-5, rtol: 5e-4 },
  truth: byHand,
});
