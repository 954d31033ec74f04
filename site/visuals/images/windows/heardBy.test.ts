import { beforeAll, describe, expect, it } from 'vitest';
import { conv2dInputGrad, ones, tensor } from '#framework';
import type { StepTrace } from '../../../player/protocol.ts';
import { stepOf } from '../../parts/cells/recordedStep.ts';
import { shownPart } from '../../parts/cells/shownTensor.ts';
import { heardBy } from './heardBy.ts';

const SIDE = 28;
let trace: StepTrace;
beforeAll(async () => {
  trace = await stepOf('learn-a-filter', 10);
}, 60_000);

describe('who hears about a pixel', () => {
  it('four windows in a corner, six at an edge, nine inside; the first one lays its last weight on it', () => {
    const heard = (row: number, column: number) => heardBy(trace, [row, column])!;
    const count = (row: number, column: number): number => heard(row, column).places.filter(Boolean).length;
    expect([count(0, 0), count(0, 9), count(9, 0), count(9, 9), count(27, 27)]).toEqual([4, 6, 6, 9, 4]);
    const { places, cells } = heard(9, 9);
    expect([places[0], cells[0]]).toEqual([
      [8, 8],
      [2, 2],
    ]);
    expect([places[8], cells[8]]).toEqual([
      [10, 10],
      [0, 0],
    ]);
    expect(heard(0, 0).places[0]).toBeNull();
  });

  it('what they send adds up to the gradient that the framework computes for every pixel', () => {
    const { op } = heardBy(trace, [0, 0])!;
    const [upstream, weight] = [
      shownPart(trace, op, { kind: 'gradOutput' })!,
      shownPart(trace, op, { kind: 'input', place: 1 })!,
    ];
    const gradient = conv2dInputGrad(
      tensor([...upstream.values]).reshape([1, 1, SIDE, SIDE]),
      tensor([...weight.values]).reshape([1, 1, 3, 3]),
      [1, 1, SIDE, SIDE],
      { padding: 1 },
    ).dataSync();
    const largest = Math.max(...Array.from(gradient, Math.abs));
    expect(largest).toBeGreaterThan(0);
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const { sum } = heardBy(trace, [Math.floor(pixel / SIDE), pixel % SIDE])!;
      expect(Math.abs(sum - gradient[pixel]!)).toBeLessThan(1e-5 * largest);
    }
  });

  it.each([
    [0, 1],
    [0, 2],
    [1, 2],
  ])(
    "with padding %i and stride %i by the framework's own count, and without numbers that nobody computed",
    (padding, stride) => {
      const places = heardBy(trace, [0, 0], { padding, stride })!.other!;
      // Of a map of ones and a kernel of ones, a pixel's gradient is the number of windows that see it.
      const counted = conv2dInputGrad(
        ones([1, 1, places.rows, places.columns]),
        ones([1, 1, 3, 3]),
        [1, 1, SIDE, SIDE],
        { padding, stride },
      ).dataSync();
      // Corners, edges, and what lies inside.
      const along = [0, 1, 2, 13, 14, 26, 27];
      for (const pixel of along.flatMap((row) => along.map((column) => row * SIDE + column))) {
        const heard = heardBy(trace, [Math.floor(pixel / SIDE), pixel % SIDE], { padding, stride })!;
        expect(heard.places.filter(Boolean)).toHaveLength(Number(counted[pixel]));
        expect([...heard.upstream, ...heard.products].every((value) => value === null)).toBe(true);
      }
    },
  );

  it("and with the run's own padding and stride it is the recorded one", () => {
    expect(heardBy(trace, [3, 3], { padding: 1, stride: 1 })).toEqual(heardBy(trace, [3, 3]));
    expect(heardBy(trace, [3, 3])!.other).toBeNull();
  });
});
