// Every SIMD kernel judged by the reference: random shapes, odd sizes, strides of both signs, stretched axes, nothing at all; in
// WASM memory and out of it. The reference sums in double precision, so the bound is what float32 sums of that length may lose.

import { beforeAll, describe, expect, it } from 'vitest';
import { allocate, type DataBuffer, type DType } from '../../tensor/dtype.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { layouts, Views } from '../../tests/randomViews.ts';
import type { AllKernels, Kernels, Strided } from '../Kernels.ts';
import { reference } from '../reference/index.ts';
import { type BinaryName, binary, type SlopeName, slopes, type UnaryName, unary } from '../scalar.ts';
import { arena } from './arena.ts';
import { simd } from './index.ts';
import { startSimd } from './load.ts';
import { isResident } from './stage.ts';

beforeAll(() => {
  expect(startSimd()).toBe(true);
});

const ROUNDS = 25;

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => a.every((x, i) => x === b[i]);

/** Run a kernel on both backends and compare what they write. `into`: what the output holds before. */
function compare(
  what: string,
  run: (kernels: AllKernels, out: DataBuffer) => void,
  dtype: DType,
  n: number,
  resident: boolean,
  tolerance: number,
): void {
  const expected = allocate(dtype, n);
  const got = (resident ? arena.allocate(dtype, n) : null) ?? allocate(dtype, n);
  got.fill(0);
  run(reference, expected);
  // Vectors may be written past the end of the data, but never past the end of its block.
  const end = Math.ceil((got.byteOffset + got.byteLength) / 16) * 16;
  const behind = isResident(got) ? new Uint8Array(got.buffer, end, 16) : new Uint8Array(0);
  const neighbour = behind.slice();
  run(simd, got);
  if (!isEqual(neighbour, behind)) expect.fail(`${what}: wrote past its end`);
  for (let i = 0; i < n; i++) {
    const [a, b] = [got[i]!, expected[i]!];
    const same = Object.is(a, b) || a === b || (Number.isNaN(a) && Number.isNaN(b));
    const error = same ? 0 : Math.abs(a - b) / Math.max(1, Math.abs(b));
    if (!(error <= tolerance)) expect.fail(`${what}: entry ${i} of ${n}: got ${a}, expected ${b}`);
  }
}

const cases = [false, true].flatMap((resident) => layouts.map((layout) => [layout, resident] as const));
const shapes = (views: Views): number[] => {
  const rank = views.whole(0, 5);
  return Array.from({ length: rank }, () => views.pick([0, 1, 2, 3, 4, 5, 7, 8, 9, 13]));
};

describe.each(cases)('on %s views, resident: %s', (layout, resident) => {
  const views = new Views(resident ? 1 : 2);
  const view = (shape: readonly number[], draw?: () => number): Strided => views.view(shape, layout, resident, draw);
  /** For tests that came later: what the others draw stays what it was. */
  const others = new Views(resident ? 3 : 4);

  it.each(Object.keys(unary) as UnaryName[])('map %s', (name) => {
    for (let round = 0; round < 8; round++) {
      const shape = shapes(views);
      const positive = ['log', 'sqrt', 'rsqrt', 'log1p'].includes(name);
      const [low, high] = ['asin', 'acos'].includes(name) ? [-1, 1] : [positive ? 0.01 : -4, 4];
      const x = view(shape, () => views.uniform(low, high));
      compare(name, (k, out) => k.map(name, x, out, 0.3, 0.7), 'float32', sizeOf(shape), resident, 4e-7);
    }
  });

  it.each(Object.keys(binary) as BinaryName[])('zip %s', (name) => {
    const truth = binary[name](1, 2) === 0 || binary[name](2, 1) === 0 || name === 'ge' || name === 'ne';
    for (let round = 0; round < ROUNDS; round++) {
      const shape = shapes(views);
      const draw = (): number => Math.round(views.uniform(1, 4) * 2) / 2;
      const x = view(shape, draw);
      const y = views.view(shape, views.pick(layouts), views.pick([true, false]), draw);
      const dtype = truth && name !== 'sub' && name !== 'remainder' ? 'bool' : 'float32';
      compare(name, (k, out) => k.zip(name, x, y, out), dtype, sizeOf(shape), resident, 4e-7);
    }
  });

  it('select, with conditions of every layout', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const shape = shapes(views);
      const coin = (): number => views.whole(0, 1);
      const condition = views.view(shape, views.pick(layouts), resident, coin, 'bool');
      const [x, y] = [view(shape), views.view(shape, views.pick(layouts), resident)];
      compare('select', (k, out) => k.select(condition, x, y, out), 'float32', sizeOf(shape), resident, 0);
      const whole = (): number => others.whole(-(2 ** 31), 2 ** 31 - 1);
      const i = others.view(shape, layout, resident, whole, 'int32');
      const j = others.view(shape, layout, false, whole, 'int32');
      compare('select of int32', (k, out) => k.select(condition, i, j, out), 'int32', sizeOf(shape), resident, 0);
    }
  });

  it.each(['float32', 'int32', 'bool'] as const)('copy of %s', (dtype) => {
    for (let round = 0; round < ROUNDS; round++) {
      const shape = shapes(views);
      const x = views.view(shape, layout, resident, () => views.whole(0, 1), dtype);
      compare('copy', (k, out) => k.copy(x, out), dtype, sizeOf(shape), resident, 0);
      compare('copy to float32', (k, out) => k.copy(x, out), 'float32', sizeOf(shape), resident, 0);
    }
  });

  it('paste', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const shape = shapes(views);
      const x = view(shape);
      const frame = shape.map((n) => n + views.whole(0, 2));
      const strides = frame.map((_, axis) => sizeOf(frame.slice(axis + 1)));
      const offset = shape.reduce((sum, n, axis) => sum + strides[axis]! * (frame[axis]! - n), 0);
      const into = (memory: DataBuffer): Strided => ({ memory, dtype: 'float32', shape, strides, offset });
      compare('paste', (k, out) => k.paste(x, into(out)), 'float32', sizeOf(frame), resident, 0);
    }
  });

  it.each(['sum', 'max', 'min', 'prod'] as const)('reduce by %s', (name) => {
    for (let round = 0; round < ROUNDS; round++) {
      const shape = shapes(views);
      const kept = views.whole(0, shape.length);
      const x = view(shape, () => views.uniform(-1, 1));
      compare(name, (k, out) => k.reduce(name, x, kept, out), 'float32', sizeOf(shape.slice(0, kept)), resident, 3e-7);
    }
  });

  it('argReduce', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const shape = [...shapes(views).slice(0, 3), views.whole(1, 9)];
      const x = view(shape, () => views.pick([1, 2, 3, Number.NaN, 0]));
      for (const f of ['max', 'min'] as const) {
        compare(f, (k, out) => k.argReduce(f, x, out), 'int32', sizeOf(shape.slice(0, -1)), resident, 0);
      }
    }
  });

  it('matmul', () => {
    for (let round = 0; round < ROUNDS * 2; round++) {
      const [batch, m, k, n] = [
        views.pick([1, 1, 2, 3]),
        views.pick([0, 1, 2, 4, 5, 33, 130]),
        views.pick([0, 1, 3, 8, 65, 300]),
        views.pick([0, 1, 2, 8, 9, 31, 140]),
      ];
      const a = view([batch, m, k], () => views.uniform(-1, 1));
      const b = views.view([batch, k, n], views.pick(layouts), resident, () => views.uniform(-1, 1));
      const what = `matmul ${batch} × ${m}·${k}·${n}`;
      compare(what, (kernels, out) => kernels.matmul(a, b, out), 'float32', batch * m * n, resident, 2e-5);
    }
  });

  it('convolutions and their gradients', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const groups = views.pick([1, 1, 2, 3]);
      const [perGroup, mapsPerGroup] = [views.pick([1, 1, 2, 5]), views.pick([1, 2, 5])];
      const kernel = [views.whole(1, 3), views.whole(1, 4)] as const;
      const stride = [views.pick([1, 1, 2, 3]), views.pick([1, 1, 2])] as const;
      const padding = [views.whole(0, 3), views.whole(0, 2)] as const;
      const dilation = [views.pick([1, 1, 2]), views.pick([1, 2])] as const;
      const size = [views.whole(5, 13), views.whole(7, 18)] as const;
      const window = { stride, padding, dilation, groups };
      const outSize = size.map(
        (n, i) => Math.floor((n + 2 * padding[i]! - dilation[i]! * (kernel[i]! - 1) - 1) / stride[i]!) + 1,
      ) as [number, number];
      const images = views.whole(1, 3);
      const xShape = [images, groups * perGroup, ...size];
      const weightShape = [groups * mapsPerGroup, perGroup, ...kernel];
      const outShape = [images, groups * mapsPerGroup, ...outSize];
      const [x, weight] = [view(xShape), views.view(weightShape, views.pick(layouts), resident)];
      const grad = views.view(outShape, views.pick(layouts), resident);
      const what = JSON.stringify({ xShape, weightShape, ...window });
      const tolerance = 5e-6;
      compare(
        what,
        (k, out) => k.conv2d(x, weight, window, outShape, out),
        'float32',
        sizeOf(outShape),
        resident,
        tolerance,
      );
      compare(
        `input grad ${what}`,
        (k, out) => k.conv2dInputGrad(grad, weight, window, xShape, out),
        'float32',
        sizeOf(xShape),
        resident,
        tolerance,
      );
      compare(
        `weight grad ${what}`,
        (k, out) => k.conv2dWeightGrad(grad, x, window, weightShape, out),
        'float32',
        sizeOf(weightShape),
        resident,
        2e-5,
      );
    }
  });

  it('pooling', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const plain = views.pick([true, false]);
      const kernel = plain ? ([2, 2] as const) : ([views.whole(1, 3), views.whole(1, 3)] as const);
      const stride = plain ? ([2, 2] as const) : ([views.whole(1, 3), views.whole(1, 3)] as const);
      const padding = plain ? ([0, 0] as const) : ([Math.floor(kernel[0] / 2), Math.floor(kernel[1] / 2)] as const);
      const dilation = [1, 1] as const;
      const size = [views.whole(4, 11), views.whole(4, 19)] as const;
      const outSize = size.map((n, i) => Math.floor((n + 2 * padding[i]! - kernel[i]!) / stride[i]!) + 1) as [
        number,
        number,
      ];
      const xShape = [2, 3, ...size];
      const outShape = [2, 3, ...outSize];
      const n = sizeOf(outShape);
      const x = view(xShape, () => views.pick([1, 2, 3, 4, -1, Number.NaN]));
      const window = { kernel, stride, padding, dilation };
      const winners = (k: Kernels): Int32Array<ArrayBuffer> => {
        const indices = new Int32Array(n);
        k.maxPool2d(x, window, outShape, allocate('float32', n), indices);
        return indices;
      };
      compare(
        'maxPool2d',
        (k, out) => k.maxPool2d(x, window, outShape, out, new Int32Array(n)),
        'float32',
        n,
        resident,
        0,
      );
      expect(winners(simd)).toEqual(winners(reference));
      const average = { ...window, countIncludePad: views.pick([true, false]) };
      const y = view(xShape);
      const grad = view(outShape);
      compare('avgPool2d', (k, out) => k.avgPool2d(y, average, outShape, out), 'float32', n, resident, 4e-7);
      compare(
        'avgPool2dGrad',
        (k, out) => k.avgPool2dGrad(grad, average, xShape, out),
        'float32',
        sizeOf(xShape),
        resident,
        2e-6,
      );
    }
  });

  it('gather and scatterAdd', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [entries, width, n] = [views.whole(1, 9), views.whole(1, 9), views.whole(0, 12)];
      const rows = views.pick([true, false]);
      const table = view(rows ? [entries, width] : [3, entries]);
      const picks = rows ? views.view([n, 1], 'dense', resident, () => views.whole(0, entries - 1), 'int32') : null;
      const index: Strided =
        picks === null
          ? views.view([3, n], layout, resident, () => views.whole(0, entries - 1), 'int32')
          : { ...picks, shape: [n, width], strides: [picks.strides[0]!, 0] };
      const axis = rows ? 0 : 1;
      compare('gather', (k, out) => k.gather(table, index, axis, out), 'float32', sizeOf(index.shape), resident, 0);
      const source = view(index.shape);
      const start = view(table.shape);
      compare(
        'scatterAdd',
        (k, out) => {
          k.copy(start, out);
          k.scatterAdd(index, source, axis, table.shape, out);
        },
        'float32',
        sizeOf(table.shape),
        resident,
        2e-6,
      );
    }
  });

  it('gather and scatterAdd of one place in each line', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [n, classes, width] = [others.whole(1, 5), others.whole(1, 9), others.whole(1, 9)];
      const x = others.view([n, classes, width], layout, resident);
      const label = (): number => others.whole(0, classes - 1);
      const index = others.view([n, 1, width], others.pick(layouts), resident, label, 'int32');
      compare('gather', (k, out) => k.gather(x, index, 1, out), 'float32', n * width, resident, 0);
      const [source, start] = [index, x].map(({ shape }) => others.view(shape, layout, resident)) as [Strided, Strided];
      const run = (k: AllKernels, out: DataBuffer): void => {
        k.copy(start, out);
        k.scatterAdd(index, source, 1, x.shape, out);
      };
      compare('scatterAdd', run, 'float32', n * classes * width, resident, 0);
    }
  });

  it.each(Object.keys(slopes) as SlopeName[])('mapGrad %s', (name) => {
    for (let round = 0; round < 8; round++) {
      const shape = shapes(views);
      const x = view(shape, () => views.uniform(-4, 4));
      const y = allocate('float32', sizeOf(shape));
      reference.map(name, x, y, 0.3, 0);
      const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
      const result: Strided = { memory: y, dtype: 'float32', shape, strides, offset: 0 };
      const grad = views.view(shape, views.pick(layouts), resident);
      compare(name, (k, out) => k.mapGrad(name, grad, x, result, out, 0.3), 'float32', sizeOf(shape), resident, 2e-6);
    }
  });

  it('softmax and its logarithm, both ways', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const shape = [...shapes(views).slice(0, 3), views.pick([1, 2, 4, 7, 65, 100])];
      const x = view(shape, () => views.uniform(-20, 20));
      const grad = view(shape);
      const n = sizeOf(shape);
      for (const [name, gradName] of [
        ['softmax', 'softmaxGrad'],
        ['logSoftmax', 'logSoftmaxGrad'],
      ] as const) {
        compare(name, (k, out) => k[name](x, out), 'float32', n, resident, 2e-6);
        const memory = allocate('float32', n);
        reference[name](x, memory);
        const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
        const y: Strided = { memory, dtype: 'float32', shape, strides, offset: 0 };
        compare(gradName, (k, out) => k[gradName](grad, y, out), 'float32', n, resident, 1e-5);
      }
    }
  });

  it('layerNorm, both ways', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [rows, n] = [views.whole(1, 9), views.pick([2, 3, 4, 7, 64, 65])];
      const x = view([rows, n], () => views.uniform(-2, 3));
      const weight = views.pick([null, view([n])]);
      const bias = views.pick([null, view([n])]);
      const grad = view([rows, n]);
      const moments = allocate('float32', 2 * rows);
      const eps = 1e-5;
      compare(
        'layerNorm',
        (k, out) => k.layerNorm(x, weight, bias, eps, out, moments),
        'float32',
        rows * n,
        resident,
        2e-5,
      );
      compare(
        'moments',
        (k, out) => k.layerNorm(x, weight, bias, eps, allocate('float32', rows * n), out),
        'float32',
        2 * rows,
        resident,
        2e-5,
      );
      reference.layerNorm(x, weight, bias, eps, allocate('float32', rows * n), moments);
      const parts = (): [DataBuffer, DataBuffer, DataBuffer] => [
        allocate('float32', rows * n),
        allocate('float32', n),
        allocate('float32', n),
      ];
      for (const part of [0, 1, 2]) {
        const count = part === 0 ? rows * n : n;
        compare(
          `layerNormGrad ${part}`,
          (k, out) => {
            const outs = parts();
            outs[part] = out;
            k.layerNormGrad(grad, x, weight, moments, ...outs);
          },
          'float32',
          count,
          resident,
          5e-5,
        );
      }
    }
  });

  it('attention, both ways', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [batches, heads] = [views.whole(1, 2), views.whole(1, 3)];
      const [l, s, d, e] = [0, 1, 2, 3].map(() => views.pick([1, 2, 3, 4, 5, 8, 9, 13])) as [
        number,
        number,
        number,
        number,
      ];
      const lead = [batches, heads];
      const query = view([...lead, l, d], () => views.uniform(-2, 2));
      const key = views.view([...lead, s, d], views.pick(layouts), resident, () => views.uniform(-2, 2));
      const value = views.view([...lead, s, e], views.pick(layouts), resident);
      const grad = views.view([...lead, l, e], views.pick(layouts), resident);
      const settings = { scale: views.pick([0.5, 1, -0.7]), causal: views.pick([true, false]) };
      const [outs, rows] = [batches * heads * l * e, batches * heads * l * s];
      const run = (k: AllKernels, out: DataBuffer, weights: DataBuffer): void =>
        k.attention(query, key, value, settings, out, weights);
      compare('out', (k, out) => run(k, out, allocate('float32', rows)), 'float32', outs, resident, 2e-6);
      compare('weights', (k, out) => run(k, allocate('float32', outs), out), 'float32', rows, resident, 2e-6);
      const weights = allocate('float32', rows);
      run(reference, allocate('float32', outs), weights);
      const sizes = [l * d, s * d, s * e].map((size) => batches * heads * size);
      for (const part of [0, 1, 2]) {
        compare(
          `slope ${part}`,
          (k, out) => {
            const slopes = sizes.map((size) => allocate('float32', size)) as [DataBuffer, DataBuffer, DataBuffer];
            slopes[part] = out;
            k.attentionGrad(grad, { query, key, value }, weights, settings, ...slopes);
          },
          'float32',
          sizes[part]!,
          resident,
          5e-6,
        );
      }
    }
  });

  it('batchNorm, both ways', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const shape = [views.whole(1, 3), views.whole(1, 4), views.pick([2, 3, 4, 7, 49, 64])];
      const channels = shape[1]!;
      const n = sizeOf(shape);
      const x = view(shape, () => views.uniform(-2, 3));
      const grad = view(shape);
      const weight = views.pick([null, view([channels])]);
      const bias = views.pick([null, view([channels])]);
      const run = (k: AllKernels, out: DataBuffer, moments: DataBuffer): void =>
        k.batchNorm(x, weight, bias, 1e-5, out, moments);
      const moments = allocate('float32', 3 * channels);
      compare('batchNorm', (k, out) => run(k, out, moments), 'float32', n, resident, 2e-5);
      compare('moments', (k, out) => run(k, allocate('float32', n), out), 'float32', 3 * channels, resident, 2e-5);
      run(reference, allocate('float32', n), moments);
      for (const [part, count] of [n, channels, channels].entries()) {
        compare(
          `batchNormGrad ${part}`,
          (k, out) => {
            const outs: [DataBuffer, DataBuffer, DataBuffer] = [
              allocate('float32', n),
              allocate('float32', channels),
              allocate('float32', channels),
            ];
            outs[part] = out;
            k.batchNormGrad(grad, x, weight, moments, ...outs);
          },
          'float32',
          count,
          resident,
          1e-4,
        );
      }
    }
  });

  it('crossEntropy, both ways', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [rows, n] = [views.whole(1, 9), views.pick([1, 2, 3, 10, 28, 65])];
      const logits = view([rows, n], () => views.uniform(-20, 20));
      const targets = views.view([rows], 'dense', resident, () => views.whole(0, n - 1), 'int32');
      const grad = view([rows]);
      const p = allocate('float32', rows * n);
      compare(
        'losses',
        (k, out) => k.crossEntropy(logits, targets, out, allocate('float32', rows * n)),
        'float32',
        rows,
        resident,
        2e-6,
      );
      compare(
        'probabilities',
        (k, out) => k.crossEntropy(logits, targets, allocate('float32', rows), out),
        'float32',
        rows * n,
        resident,
        2e-6,
      );
      reference.softmax(logits, p);
      const probabilities: Strided = { memory: p, dtype: 'float32', shape: [rows, n], strides: [n, 1], offset: 0 };
      compare(
        'grad',
        (k, out) => k.crossEntropyGrad(probabilities, targets, grad, out),
        'float32',
        rows * n,
        resident,
        2e-6,
      );
    }
  });

  it('the cells of recurrent networks, both ways', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [rows, width] = [views.pick([0, 1, 2, 3, 7]), views.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 65])];
      const shape = [rows, width];
      const n = rows * width;
      const gates = view([rows, 4 * width], () => views.uniform(-6, 6));
      const [x, h] = [view([rows, 3 * width]), views.view([rows, 3 * width], views.pick(layouts), resident)];
      const [state, grad] = [view(shape), views.view(shape, views.pick(layouts), resident)];
      const bent = Array.from({ length: 3 * n }, () => views.uniform(-1, 1));
      const kept = (k: number): DataBuffer => Float32Array.from(bent.slice(0, k * n));
      const wanted = views.pick([true, false]);
      // Each kernel by the sizes of what it writes: every result is once the one that is looked at.
      const check = (
        what: string,
        sizes: readonly number[],
        run: (k: AllKernels, ...outs: DataBuffer[]) => void,
      ): void =>
        sizes.forEach((size, part) => {
          const others = sizes.map((other) => allocate('float32', other));
          compare(
            `${what} ${shape}, result ${part}`,
            (k, out) => run(k, ...others.with(part, out)),
            'float32',
            size,
            resident,
            2e-6,
          );
        });
      check('lstmMemory', [n, 3 * n], (k, out, to) => k.lstmMemory(gates, state, out!, to!));
      check('lstmMemoryGrad', [4 * n, n], (k, ofGates, ofMemory) =>
        k.lstmMemoryGrad(grad, kept(3), state, ofGates!, ofMemory!),
      );
      check('lstmMemoryGrad alone', [4 * n], (k, ofGates) => k.lstmMemoryGrad(grad, kept(3), state, ofGates!, null));
      check('lstmHidden', [n, 2 * n], (k, out, to) => k.lstmHidden(gates, state, out!, to!));
      check('lstmHiddenGrad', [4 * n, n], (k, ofGates, ofMemory) =>
        k.lstmHiddenGrad(grad, kept(2), ofGates!, ofMemory!),
      );
      check('gruHidden', [n, 3 * n], (k, out, to) => k.gruHidden(x, h, state, out!, to!));
      check('gruHiddenGrad', [3 * n, 3 * n, ...(wanted ? [n] : [])], (k, ofInput, ofHidden, ofState) =>
        k.gruHiddenGrad(grad, kept(3), h, state, ofInput!, ofHidden!, ofState ?? null),
      );
    }
  });

  it('linear and conv2dBias', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [m, k, n] = [views.pick([1, 4, 33]), views.pick([0, 1, 8, 300]), views.pick([1, 5, 8, 140])];
      const [x, weight, bias] = [view([m, k]), views.view([n, k], views.pick(layouts), resident), view([n])];
      compare('linear', (kernels, out) => kernels.linear(x, weight, bias, out), 'float32', m * n, resident, 5e-5);
      compare('linearRelu', (k, out) => k.linearRelu(x, weight, bias, out), 'float32', m * n, resident, 5e-5);
      const groups = views.pick([1, 2]);
      const window = { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups } as const;
      const depthwise = views.pick([true, false]);
      const outShape = [2, depthwise ? 2 : 6, 5, 7];
      const channels = depthwise && groups === 2 ? 1 : 2;
      const [image, kernel, shift] = [
        view([2, groups * channels, 5, 7]),
        view([outShape[1]!, channels, 3, 3]),
        view([outShape[1]!]),
      ];
      compare(
        'conv2dBias',
        (kernels, out) => kernels.conv2dBias(image, kernel, shift, window, outShape, out),
        'float32',
        sizeOf(outShape),
        resident,
        5e-6,
      );
      compare(
        'conv2dBiasRelu',
        (kernels, out) => kernels.conv2dBiasRelu(image, kernel, shift, window, outShape, out),
        'float32',
        sizeOf(outShape),
        resident,
        5e-6,
      );
    }
  });
});
