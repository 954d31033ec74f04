import type { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { labels, matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Piece, Weights } from './given.ts';

type Rows = number[][];
const names = ['embedding.weight', 'rnn.weight_ih_l0', 'rnn.weight_hh_l0', 'rnn.bias_ih_l0', 'rnn.bias_hh_l0', 'head.weight', 'head.bias'] as const; // biome-ignore format: one line reads better

const V = 3;
const D = 2;
const H = 2;

const weightsOf = (random: Generator) => ({
  'embedding.weight': matrix(random, V, D, 0.8),
  'rnn.weight_ih_l0': matrix(random, H, D, 0.8),
  'rnn.weight_hh_l0': matrix(random, H, H, 0.8),
  'rnn.bias_ih_l0': vector(random, H, 0.3),
  'rnn.bias_hh_l0': vector(random, H, 0.3),
  'head.weight': matrix(random, V, H, 0.8),
  'head.bias': vector(random, V, 0.3),
});

const pieces = (random: Generator, lengths: readonly number[], fresh: readonly number[] = [0]) =>
  lengths.map((length, i) => ({ text: labels(random, length + 1, V), fresh: fresh.includes(i) }));

/** Mean cross-entropy over a piece, and the state behind it, number by number in float64. */
function read(w: Weights, text: readonly number[], before: readonly number[]): { loss: number; state: number[] } {
  const [E, ih, hh, bih, bhh, out, b] = names.map((name) => w[name]) as [
    Rows,
    Rows,
    Rows,
    number[],
    number[],
    Rows,
    number[],
  ];
  let h = [...before];
  let total = 0;
  for (const [t, token] of text.slice(0, -1).entries()) {
    h = ih.map((row, j) => {
      const fromInput = row.reduce((sum, weight, d) => sum + weight * E[token]![d]!, 0);
      return Math.tanh(fromInput + bih[j]! + bhh[j]! + hh[j]!.reduce((sum, weight, k) => sum + weight * h[k]!, 0));
    });
    const logits = out.map((row, v) => row.reduce((sum, weight, j) => sum + weight * h[j]!, 0) + b[v]!);
    total += Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[text[t + 1]!]!;
  }
  return { loss: total / (text.length - 1), state: h };
}

/** Gradients by differences, one joint clip, one plain step. */
function byDifferences(_sizes: unknown, weights: Weights, lr: number, maxNorm: number, all: readonly Piece[]) {
  let w = weights;
  let state = Array<number>(H).fill(0);
  const norms: number[] = [];
  const after = all.map(({ text, fresh }) => {
    const before = fresh ? state.map(() => 0) : state;
    const done = read(w, text, before);
    const gradients = names.map((name) =>
      centralDifferences((at) => read({ ...w, [name]: at }, text, before).loss, w[name] as Rows),
    );
    const norm = Math.hypot(...gradients.flat(2).map(Number));
    const factor = Math.min(1, maxNorm / norm);
    norms.push(norm * factor);
    const stepped = (value: unknown, slope: unknown): unknown =>
      Array.isArray(value)
        ? value.map((item, i) => stepped(item, (slope as unknown[])[i]))
        : (value as number) - lr * factor * (slope as number);
    w = Object.fromEntries(names.map((name, i) => [name, stepped(w[name], gradients[i])])) as unknown as Weights;
    state = done.state;
    return { loss: done.loss, state, weights: names.flatMap((name) => (w[name] as Rows).flat()) };
  });
  return { norms, after };
}

const sizes = [V, D, H];

export default defineExercise({
  kind: 'framework',
  name: 'trainStep',
  args: ['[V, D, H]', 'weights', 'lr', 'maxNorm', 'pieces'],
  answer: 'run',
  cases: [
    known('one-piece', 'one piece of three letters, gradients below the limit', (random) => [
      sizes,
      weightsOf(random),
      0.1,
      100,
      pieces(random, [3]),
    ]),
    known('fixed', 'two letters', [sizes, { 'embedding.weight': [[1, 0], [0, 1], [1, 1]], 'rnn.weight_ih_l0': [[0.5, 0], [0, -0.5]], 'rnn.weight_hh_l0': [[0.1, 0.2], [0.3, 0.4]], 'rnn.bias_ih_l0': [0, 0.1], 'rnn.bias_hh_l0': [0.2, 0], 'head.weight': [[1, 0], [0, 1], [-1, 1]], 'head.bias': [0, 0.1, 0.2] }, 0.5, 10, [{ text: [0, 1, 2], fresh: true }]]), // biome-ignore format: one line reads better
    trap('carried', 'three pieces of one sequence', (random) => [
      sizes,
      weightsOf(random),
      0.2,
      100,
      pieces(random, [2, 3, 2]),
    ]),
    trap('clipped', 'gradients above the limit', (random) => [
      sizes,
      weightsOf(random),
      0.5,
      0.05,
      pieces(random, [3, 2]),
    ]),
    trap('new-sequence', 'the second piece begins a new sequence', (random) => [
      sizes,
      weightsOf(random),
      0.1,
      100,
      pieces(random, [3, 3], [0, 1]),
    ]),
  ],
  // The framework computes in float32.
  tolerance: { atol: 2e-5, rtol: 2e-4 },
  truth: byDifferences,
});
