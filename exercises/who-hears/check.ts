import { conv2d, ones, tensor, zeros } from '#framework';
import { defineExercise } from '../grader/define.ts';

/** Pixel (row, column) of a 5 × 5 picture, under a 3 × 3 window. */
const pixels = {
  centre: { at: [2, 2], padding: 0, stride: 1 },
  corner: { at: [0, 0], padding: 1, stride: 1 },
  edge: { at: [0, 2], padding: 1, stride: 1 },
  unpadded: { at: [0, 0], padding: 0, stride: 1 },
  beside: { at: [1, 1], padding: 0, stride: 1 },
  strided: { at: [2, 2], padding: 0, stride: 2 },
  between: { at: [1, 1], padding: 0, stride: 2 },
} as const;

const counts = ['1', '2', '3', '4', '6', '9'];
const options = Object.fromEntries(counts.map((n) => [n, n === '1' ? 'one window' : `${n} windows`]));

/** The gradient that arrives at a pixel when every output sends 1 through a kernel that is 1 where `cell` says. */
function arrives({ at, padding, stride }: (typeof pixels)[keyof typeof pixels], kernel: number[][]): number {
  const x = zeros([1, 1, 5, 5]).requiresGrad_();
  conv2d(x, tensor([[kernel]]), undefined, { padding, stride })
    .sum()
    .backward();
  return (x.grad!.toArray() as number[][][][])[0]![0]![at[0]]![at[1]]!;
}

const one = (u: number, v: number): number[][] =>
  Array.from({ length: 3 }, (_, i) => Array.from({ length: 3 }, (_, j) => Number(i === u && j === v)));

/** Which cell of the kernel the corner met, among the nine: where the padded window begins at −1. */
function cellOf(pixel: keyof typeof pixels): string {
  const found = Array.from({ length: 9 }, (_, k) => [Math.floor(k / 3), k % 3] as const).filter(
    ([u, v]) => arrives(pixels[pixel], one(u, v)) > 0,
  );
  return found.map(([u, v]) => `${u}${v}`).join(' ');
}

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: [
    ...Object.entries(pixels).map(([id, { at, padding, stride }]) => ({
      id,
      title: `Pixel (${at.join(', ')}), padding ${padding}, stride ${stride}: how many windows see it?`,
      options,
    })),
    {
      id: 'cells',
      title: 'Pixel (0, 0), padding 1, stride 1: which cells of the kernel meet it?',
      options: {
        '00 01 10 11': 'the four upper left ones',
        '11 12 21 22': 'the four lower right ones',
        '11': 'the middle one only',
      },
    },
  ],
  truth: () => ({
    ...Object.fromEntries(
      Object.entries(pixels).map(([id, pixel]) => [id, String(arrives(pixel, ones([3, 3]).toArray() as number[][]))]),
    ),
    cells: cellOf('corner') === '00 01 10 11' ? '00 01 10 11' : cellOf('corner'),
  }),
});
