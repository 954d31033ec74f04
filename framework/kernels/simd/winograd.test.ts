// Convolutions in tiles: as the reference has them, on both sides of the limit from which they are made so, and no infinity spreads.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataBuffer } from '../../tensor/dtype.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { layouts, Views } from '../../tests/randomViews.ts';
import type { AllKernels, Strided } from '../Kernels.ts';
import { reference } from '../reference/index.ts';
import { NO_ROOM } from './engine.ts';
import { simd } from './index.ts';
import { setRelaxed, startSimd } from './load.ts';
import { paysInTiles, triedInTiles } from './winograd.ts';

/** Of the largest result. The sum over the window is right to 1e-6 of it. */
const TOLERANCE = 2e-5;

afterAll(() => setRelaxed(true));

type Run = (kernels: AllKernels, out: DataBuffer) => void;

const result = (kernels: AllKernels, run: Run, n: number): Float32Array => {
  const out = new Float32Array(n);
  run(kernels, out);
  return out;
};

/** To the tolerance where it is finite, and the same where it is not. */
function agree(what: string, got: ArrayLike<number>, expected: ArrayLike<number>, tolerance = TOLERANCE): void {
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    if (Number.isFinite(expected[i])) largest = Math.max(largest, Math.abs(expected[i]!));
  }
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [got[i]!, expected[i]!];
    const near = Number.isFinite(b) ? Math.abs(a - b) <= tolerance * largest : Object.is(a, b);
    if (!near) expect.fail(`${what}: entry ${i} of ${expected.length}: got ${a}, expected ${b}`);
  }
}

const compare = (what: string, run: Run, n: number, tolerance = TOLERANCE): void =>
  agree(what, result(simd, run, n), result(reference, run, n), tolerance);

interface Case {
  readonly images: number;
  readonly channels: number;
  readonly maps: number;
  readonly size: readonly [number, number];
  readonly padding: readonly [number, number];
}

/** The four kernels on one case, with random numbers in views of every kind. */
function kernelsOf({ images, channels, maps, size, padding }: Case, views: Views) {
  const window = { stride: [1, 1], padding, dilation: [1, 1], groups: 1 } as const;
  const outShape = [images, maps, size[0] + 2 * padding[0] - 2, size[1] + 2 * padding[1] - 2];
  const [xShape, weightShape] = [
    [images, channels, ...size],
    [maps, channels, 3, 3],
  ];
  const view = (shape: readonly number[]): Strided =>
    views.view(shape, views.pick(layouts), views.pick([true, false]), () => views.uniform(-1, 1));
  const [x, weight, bias, grad] = [view(xShape), view(weightShape), view([maps]), view(outShape)];
  const runs: Readonly<Record<string, readonly [Run, number]>> = {
    conv2d: [(k, out) => k.conv2d(x, weight, window, outShape, out), sizeOf(outShape)],
    conv2dBias: [(k, out) => k.conv2dBias(x, weight, bias, window, outShape, out), sizeOf(outShape)],
    conv2dBiasRelu: [(k, out) => k.conv2dBiasRelu(x, weight, bias, window, outShape, out), sizeOf(outShape)],
    conv2dInputGrad: [(k, out) => k.conv2dInputGrad(grad, weight, window, xShape, out), sizeOf(xShape)],
    conv2dWeightGrad: [(k, out) => k.conv2dWeightGrad(grad, x, window, weightShape, out), sizeOf(weightShape)],
  };
  return { runs, x, weight, grad, window, weightShape, outShape, xShape };
}

describe.each([true, false])('fused: %s', (relaxed) => {
  beforeAll(() => {
    setRelaxed(relaxed);
    expect(startSimd()).toBe(true);
  });

  it('as the reference: odd sizes, paddings, one image and many, views of every kind', () => {
    const views = new Views(relaxed ? 31 : 32);
    const cases: Case[] = [
      { images: 1, channels: 16, maps: 17, size: [91, 93], padding: [1, 1] },
      { images: 40, channels: 19, maps: 16, size: [15, 16], padding: [0, 2] },
      { images: 130, channels: 33, maps: 18, size: [7, 10], padding: [2, 1] },
      { images: 3, channels: 16, maps: 22, size: [64, 49], padding: [3, 0] },
      { images: 513, channels: 16, maps: 16, size: [4, 4], padding: [2, 2] },
      { images: 2, channels: 21, maps: 16, size: [3, 1400], padding: [1, 1] },
    ];
    let tiled = 0;
    for (const one of cases) {
      const { runs, weightShape, window, xShape, outShape } = kernelsOf(one, views);
      for (const [name, [run, n]] of Object.entries(runs)) compare(`${name} ${JSON.stringify(one)}`, run, n);
      for (const [images, , height, width] of [outShape, xShape] as [number, number, number, number][]) {
        if (paysInTiles(weightShape, window, [images, height, width])) tiled++;
      }
    }
    expect(tiled).toBeGreaterThanOrEqual(10); // of 12: else these were not about tiles
  });

  it('below the limit the sum over the window is taken, above it tiles are: other bits, and the same numbers', () => {
    const views = new Views(33);
    const [channels, maps, side] = [16, 16, 16];
    const few = { images: 31, channels, maps, size: [side, side], padding: [1, 1] } as const;
    const { x, weight, grad, window, weightShape, outShape } = kernelsOf({ ...few, images: 32 }, views);
    const pays = (images: number): boolean => paysInTiles(weightShape, window, [images, side, side]);
    expect([pays(31), pays(32)]).toEqual([false, true]);
    const shape = [31, ...outShape.slice(1)];
    const n = sizeOf(shape);
    const firstOf = (view: Strided): Strided => ({ ...view, shape });
    const each: readonly [Run, Run][] = [
      [
        (k, out) => k.conv2d(firstOf(x), weight, window, shape, out),
        (k, out) => k.conv2d(x, weight, window, outShape, out),
      ],
      [
        (k, out) => k.conv2dInputGrad(firstOf(grad), weight, window, shape, out),
        (k, out) => k.conv2dInputGrad(grad, weight, window, outShape, out),
      ],
    ];
    for (const [small, large] of each) {
      const [direct, tiles] = [result(simd, small, n), result(simd, large, sizeOf(outShape)).subarray(0, n)];
      const bits = tiles.filter((value, i) => value !== direct[i]).length;
      expect(bits).toBeGreaterThan(n / 4);
      const largest = direct.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(tiles.every((value, i) => Math.abs(value - direct[i]!) <= TOLERANCE * largest)).toBe(true);
    }
    // The very rounding of the direct way: within 2e-6 of the reference, where tiles are not.
    compare('31 images', each[0]![0], n, 2e-6);
  });

  it('what is infinite or no number goes where it goes over the window, and no further', () => {
    const views = new Views(34);
    for (const odd of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]) {
      for (const which of ['x', 'weight', 'grad'] as const) {
        const made = kernelsOf({ images: 32, channels: 16, maps: 16, size: [16, 16], padding: [1, 1] }, views);
        const { x, weight, grad, window, weightShape, outShape: shape } = made;
        const { memory } = made[which];
        memory[views.whole(0, memory.length - 1)] = odd;
        // Half of the images are too few for tiles.
        const half = [16, ...shape.slice(1)];
        const halfOf = (view: Strided, i: number): Strided => ({
          ...view,
          shape: half,
          offset: view.offset + 16 * i * view.strides[0]!,
        });
        const n = sizeOf(half);
        const over = (run: (i: number) => Run, size: number) => [0, 1].map((i) => result(simd, run(i), size));
        const inTwo = (run: (i: number) => Run): number[] => over(run, n).flatMap((part) => [...part]);
        const weights = sizeOf(weightShape);
        const expected: Readonly<Record<string, readonly number[]>> = {
          conv2d: inTwo((i) => (k, out) => k.conv2d(halfOf(x, i), weight, window, half, out)),
          conv2dInputGrad: inTwo((i) => (k, out) => k.conv2dInputGrad(halfOf(grad, i), weight, window, half, out)),
        };
        const halves = (i: number): Run => {
          return (k, out) => k.conv2dWeightGrad(halfOf(grad, i), halfOf(x, i), window, weightShape, out);
        };
        const [one, other] = over(halves, weights);
        const sums = Array.from(one!, (value, i) => value + other![i]!);
        for (const [name, truth] of Object.entries({ ...expected, conv2dWeightGrad: sums })) {
          const [run, size] = made.runs[name]!;
          agree(`${name}, ${odd} in ${which}`, result(simd, run, size), truth);
        }
      }
    }
  });

  it('a number that is too large for the tiles is none for the window', () => {
    const made = kernelsOf({ images: 33, channels: 16, maps: 16, size: [16, 16], padding: [1, 1] }, new Views(35));
    made.x.memory.fill(0);
    made.x.memory[made.x.offset] = 2e38;
    const [run, n] = made.runs['conv2d']!;
    expect(result(simd, run, n).every(Number.isFinite)).toBe(true);
    compare('conv2d of 2e38', run, n);
  });
});

it('three by three, a step at a time, with enough channels, cells and room: else not', () => {
  const window = { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1 } as const;
  const results = [64, 16, 16] as const;
  expect(paysInTiles([16, 16, 3, 3], window, results)).toBe(true);
  expect(paysInTiles([15, 16, 3, 3], window, results)).toBe(false);
  expect(paysInTiles([16, 15, 3, 3], window, results)).toBe(false);
  expect(paysInTiles([16, 16, 3, 3], window, [16, 16, 16])).toBe(false); // the lessons' largest training
  expect(paysInTiles([32, 32, 3, 3], window, [900, 8, 8])).toBe(true); // four tiles take the room of eight
  expect(paysInTiles([32, 32, 3, 3], window, [900, 9, 9])).toBe(false); // nine that of sixteen
  expect(paysInTiles([32, 32, 5, 5], window, results)).toBe(false);
  expect(paysInTiles([32, 32, 3, 3], { ...window, stride: [1, 2] }, results)).toBe(false);
  expect(paysInTiles([32, 32, 3, 3], { ...window, dilation: [2, 1] }, results)).toBe(false);
  expect(paysInTiles([32, 32, 3, 3], { ...window, groups: 2 }, results)).toBe(false);
});

it('without room the sum over the window is taken; what else goes wrong is told', () => {
  expect(triedInTiles(() => true)).toBe(true);
  expect(triedInTiles(() => false)).toBe(false);
  const throwing = (error: Error) => (): boolean => {
    throw error;
  };
  expect(triedInTiles(throwing(NO_ROOM))).toBe(false);
  expect(() => triedInTiles(throwing(new RangeError('of the loops')))).toThrow(RangeError);
});
