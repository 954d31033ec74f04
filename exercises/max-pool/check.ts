import type { Generator } from '#framework';
import { matrix, short } from '../cases/draw.ts';
import { call } from '../cases/scripts.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Step, Value } from '../grader/sandbox/values.ts';

type Picture = number[][][];

const picture = (random: Generator, channels: number, rows: number, columns: number): Picture =>
  Array.from({ length: channels }, () => matrix(random, rows, columns));
const forward = (x: Picture, on = 0) => call('forward', [x], on);
const backward = (random: Generator, channels: number, rows: number, columns: number, on = 0) =>
  call('backward', [picture(random, channels, rows, columns)], on);
const changed = (x: Picture, change: (value: number) => number): Picture =>
  x.map((plane) => plane.map((row) => row.map(change)));

/** A picture in which one cell is larger than all others and lies under four windows of 3 with stride 2. */
function peak(random: Generator): Picture {
  const x = picture(random, 1, 5, 7);
  x[0]![2]![2] = 20;
  x[0]![2]![4] = 19;
  return x;
}

/** Does cell (p, q) win the window that begins at (top, left)? Nobody is larger, and nobody before it is as large. */
function wins(plane: readonly number[][], p: number, q: number, top: number, left: number, size: number): boolean {
  const inside = (at: number, from: number): boolean => at >= from && at < from + size;
  if (!inside(p, top) || !inside(q, left)) return false;
  const mine = plane[p]![q]!;
  return plane.every((row, r) =>
    row.every((other, s) => {
      if (!inside(r, top) || !inside(s, left)) return true;
      const isBefore = r < p || (r === p && s < q);
      return isBefore ? other < mine : other <= mine;
    }),
  );
}

/** Asked from the other side: each cell looks for the windows that it won, and adds up what they send. */
function asked([size, stride = size]: readonly number[], script: readonly Step[]): Value[] {
  const last: Picture[] = [];
  return script.map((step): Value => {
    const on = step.on ?? 0;
    if (!('call' in step)) return null;
    const [given] = step.with as [Picture];
    if (step.call === 'forward') {
      last[on] = given;
      return given.map((plane) => {
        const starts = (n: number): number[] =>
          Array.from({ length: n }, (_, at) => at).filter((at) => at % stride! === 0 && at + size! <= n);
        return starts(plane.length).map((top) =>
          starts(plane[0]!.length).map((left) =>
            Math.max(...plane.slice(top, top + size!).flatMap((row) => row.slice(left, left + size!))),
          ),
        );
      });
    }
    return last[on]!.map((plane, c) =>
      plane.map((row, p) =>
        row.map((_, q) => {
          let sum = 0;
          for (const [i, sent] of given[c]!.entries())
            for (const [j, g] of sent.entries()) if (wins(plane, p, q, i * stride!, j * stride!, size!)) sum += g;
          return sum;
        }),
      ),
    );
  });
}

export default defineExercise({
  kind: 'class',
  name: 'MaxPool',
  args: ['[size, stride]', 'script'],
  answer: 'steps',
  keepsArguments: true,
  cases: [
    known('by-hand', 'four windows of four different numbers', [
      [2],
      [
        forward([[[1, 2, 8, 5], [4, 3, 6, 7], [9, 12, 13, 14], [11, 10, 16, 15]]]), // biome-ignore format: a picture
        call('backward', [[[[1, 2], [3, 4]]]]), // biome-ignore format: a picture
      ],
    ]),
    known('random', 'two channels of 4 × 6, random', (random) => [
      [2],
      [forward(picture(random, 2, 4, 6)), backward(random, 2, 2, 3)],
    ]),
    // What ReLU leaves: windows in which everything is 0.
    trap('ties', 'windows in which everything is 0', (random) => {
      const x = changed(picture(random, 2, 4, 6), (value) => Math.max(0, value));
      for (const p of [0, 1]) for (const q of [2, 3]) x[0]![p]![q] = 0;
      return [[2], [forward(x), backward(random, 2, 2, 3)]];
    }),
    trap('overlap', 'windows of 3 × 3, two apart: they share cells', (random) => [
      [3, 2],
      [forward(peak(random)), backward(random, 1, 2, 3)],
    ]),
    trap('negative', 'nothing but negative numbers', (random) => [
      [2],
      [forward(changed(picture(random, 2, 4, 4), (value) => short(-0.5 - Math.abs(value)))), backward(random, 2, 2, 2)],
    ]),
    trap('left-over', 'a row and a column that no window reaches', (random) => [
      [2],
      [forward(picture(random, 1, 5, 7)), backward(random, 1, 2, 3)],
    ]),
    trap('gaps', 'windows of 2 × 2, three apart', (random) => [
      [2, 3],
      [forward(picture(random, 2, 5, 4)), backward(random, 2, 2, 1)],
    ]),
    trap('backward-twice', 'backwards twice', (random) => {
      const grad = backward(random, 1, 2, 2);
      return [[2], [forward(picture(random, 1, 4, 4)), grad, grad]];
    }),
    trap('two-forwards', 'two forwards, of other shapes, then a backward', (random) => [
      [2],
      [forward(picture(random, 3, 4, 4)), forward(picture(random, 1, 6, 4)), backward(random, 1, 3, 2)],
    ]),
    trap('two-instances', 'two layers in turn', (random) => [
      [2],
      [
        forward(picture(random, 1, 4, 4)),
        forward(picture(random, 1, 4, 4), 1),
        backward(random, 1, 2, 2),
        backward(random, 1, 2, 2, 1),
      ],
    ]),
  ],
  truth: asked,
});
