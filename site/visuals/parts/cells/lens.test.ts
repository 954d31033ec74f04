import { beforeAll, describe, expect, it } from 'vitest';
import { exampleOf, type StepTrace } from '../../../player/protocol.ts';
import { type Lens, lensAt, lensOp, lensPlace } from './lens.ts';
import { recordedStep, stepOf } from './recordedStep.ts';

const SIZE = 28;
const FILTERS = 8;

let trace: StepTrace;
beforeAll(async () => {
  trace = await recordedStep(true);
}, 60_000);

const at = (filter: number, row: number, column: number, item = 0): Lens => {
  const lens = lensAt({ ...trace, item }, { filter, row, column });
  if (lens === null) throw new Error('no lens');
  return lens;
};

describe('one pixel of the first convolution', () => {
  // A vector kernel adds in float32 and in its own order: each of its ten roundings loses at most 2⁻²⁴ of what is on the way (Higham,
  // "Accuracy and stability of numerical algorithms" (2002), §3.1).
  it('the nine products and the bias add up to the recorded output, but for float32 rounding, at every pixel of every map', () => {
    for (let filter = 0; filter < FILTERS; filter++) {
      for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
        const { products, bias, output } = at(filter, Math.floor(pixel / SIZE), pixel % SIZE);
        const terms = [...products, bias];
        const sum = terms.reduce((total, term) => total + term, 0);
        const onTheWay = terms.reduce((total, term) => total + Math.abs(term), 0);
        expect(Math.abs(sum - output)).toBeLessThanOrEqual(10 * 2 ** -24 * onTheWay);
      }
    }
  });

  it('what all pixels of all images add is the recorded gradient of the kernel', () => {
    const sums = new Float64Array(9);
    let total: readonly number[] = [];
    for (let item = 0; item < trace.batchIds.length; item++) {
      for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
        const { backward } = at(0, Math.floor(pixel / SIZE), pixel % SIZE, item);
        backward!.shares.forEach((share, cell) => {
          sums[cell]! += share;
        });
        total = backward!.total;
      }
    }
    const scale = Math.max(...total.map(Math.abs));
    expect(scale).toBeGreaterThan(0);
    total.forEach((recorded, cell) => {
      expect(Math.abs(sums[cell]! - recorded) / scale).toBeLessThan(1e-5);
    });
  });

  it('a window that reaches over the edge counts the padding as nothing', () => {
    const { window, top, left, products } = at(0, 0, 0);
    expect([top, left]).toEqual([-1, -1]);
    expect(window.map((value) => value === null)).toEqual([true, true, true, true, false, false, true, false, false]);
    expect(products[0]).toBe(0);
  });

  it('reads its pixel from a selected map, and only the filter from a selected kernel', () => {
    const map = { op: 'conv1', tensor: { kind: 'output' }, index: [0, 3, 5, 6] } as const;
    expect(lensPlace(trace, map)).toEqual({ filter: 3, row: 5, column: 6 });
    const kernel = { op: 'conv1', tensor: { kind: 'input', place: 1 }, index: [4, 0, 1, 1] } as const;
    expect(lensPlace(trace, kernel)).toEqual({ filter: 4, row: 13, column: 13 });
    expect(lensPlace(trace, { ...map, op: 'conv2' })).toEqual({ filter: 0, row: 13, column: 13 });
  });

  it('is null, not zero, where the example was not kept', async () => {
    const cut = await recordedStep();
    expect(lensAt(cut, { filter: 0, row: 13, column: 13 })).not.toBeNull();
    expect(lensAt({ ...cut, item: 5 }, { filter: 0, row: 13, column: 13 })).toBeNull();
    expect(exampleOf(cut.tensors.get(lensOp(cut)!.output)!, 5)).toBeNull();
  });
});

describe('other first convolutions', () => {
  const addsUp = ({ products, bias, output }: Lens): void => {
    const terms = [...products, bias];
    const onTheWay = terms.reduce((total, term) => total + Math.abs(term), 0);
    const sum = terms.reduce((total, term) => total + term, 0);
    expect(Math.abs(sum - output)).toBeLessThanOrEqual((terms.length + 2) * 2 ** -24 * onTheWay);
  };

  it('along a sequence: 4 channels of 9 letters, 36 products, at every place of every filter', async () => {
    const motif = await stepOf('motif-cnn', 0);
    expect(lensPlace(motif, null)).toEqual({ filter: 0, row: 0, column: 15 });
    for (let filter = 0; filter < 8; filter++)
      for (let column = 0; column < 32; column++) {
        const lens = lensAt(motif, { filter, row: 0, column })!;
        expect([lens.kernelRows, lens.kernelColumns, lens.products.length]).toEqual([4, 9, 36]);
        addsUp(lens);
      }
  });

  it('of two players: with a stride of two, 16 products', async () => {
    const gan = await stepOf('digits-gan', 0);
    expect(lensOp(gan)!.label).toBe('discriminator.real.conv1');
    for (const [row, column] of [
      [0, 0],
      [6, 6],
      [13, 13],
    ] as const) {
      const lens = lensAt(gan, { filter: 3, row, column })!;
      expect([lens.products.length, lens.top]).toEqual([16, 2 * row - 1]);
      addsUp(lens);
    }
  });

  it('of colour pictures: 27 products', async () => {
    const shapes = await stepOf('shapes-cnn', 0);
    for (const [row, column] of [
      [0, 0],
      [15, 15],
      [31, 20],
    ] as const) {
      const lens = lensAt(shapes, { filter: 5, row, column })!;
      expect([lens.kernelRows, lens.channelRows, lens.products.length]).toEqual([9, 3, 27]);
      addsUp(lens);
    }
  });
});
