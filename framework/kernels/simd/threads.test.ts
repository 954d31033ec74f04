// Two threads give the bits of one, for every kernel that is shared, at every size; helpers come, go, and let a program end.

import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  Conv2d,
  crossEntropy,
  Flatten,
  full,
  Generator,
  Linear,
  MaxPool2d,
  ReLU,
  randint,
  randn,
  Sequential,
  SGD,
  scope,
} from '../../index.ts';
import { allocate, type DataBuffer } from '../../tensor/dtype.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { type Layout, layouts, Views } from '../../tests/randomViews.ts';
import type { AllKernels, Strided } from '../Kernels.ts';
import { arena } from './arena.ts';
import { extendArena, isMemoryShared, wasmBuffer } from './engine.ts';
import { simd } from './index.ts';
import { setRelaxed, setThreads, startSimd } from './load.ts';
import { isResident } from './stage.ts';
import { helped, share, shareFrom, threads, threadsReady, threadsReason } from './threads.ts';
import { paysInTiles } from './winograd.ts';

const EVERYTHING = 0;
const NOTHING = Number.POSITIVE_INFINITY;

/** With the helpers there; a machine with one processor cannot run these tests, and must not pass them. */
async function start(count: number): Promise<void> {
  expect(navigator.hardwareConcurrency).toBeGreaterThan(1);
  const more = vi.spyOn(navigator, 'hardwareConcurrency', 'get').mockReturnValue(count);
  setThreads(count);
  more.mockRestore();
  expect(startSimd()).toBe(true);
  expect(await threadsReady()).toBe(count);
}

afterAll(() => setThreads(1));
afterEach(() => shareFrom(null));

type Run = (kernels: AllKernels, out: DataBuffer) => void;

/** The bits of a result, alone and shared. Results that were not written show. */
function sameBits(what: string, run: Run, n: number, resident: boolean): void {
  const [alone, together] = [NOTHING, EVERYTHING].map((from) => {
    const out = (resident ? arena.allocate('float32', n) : null) ?? allocate('float32', n);
    out.fill(Number.NaN);
    shareFrom(from);
    run(simd, out);
    const bits = new Int32Array(Float32Array.from(out).buffer);
    if (isResident(out)) arena.free(out);
    return bits;
  }) as [Int32Array, Int32Array];
  const at = alone.findIndex((x, i) => x !== together[i]);
  if (at >= 0) expect.fail(`${what}: entry ${at} of ${n} has other bits`);
}

// More threads than processors come to tasks in every order.
describe.each([2, 5])('the same bits as one thread, on %i', (count) => {
  beforeAll(() => start(count));

  const views = new Views(11 + count);
  const view = (shape: readonly number[], layout: Layout = views.pick(layouts)): Strided =>
    views.view(shape, layout, views.pick([true, false]));
  const resident = (): boolean => views.pick([true, false]);

  it('matmul and linear', () => {
    for (let round = 0; round < 120; round++) {
      const side = (): number => views.pick([1, 2, 7, 8, 9, 31, 65, 130]);
      const [m, k, n] = [side(), side(), side()];
      const batches = views.pick([1, 1, 2, 3, 5]);
      const [a, b] = [view([batches, m, k]), view([batches, k, n])];
      sameBits(`matmul ${batches} × ${m} ${k} ${n}`, (s, out) => s.matmul(a, b, out), batches * m * n, resident());
      const [x, weight, bias] = [view([m, k]), view([n, k]), view([n])];
      sameBits(`linear ${m} ${k} ${n}`, (s, out) => s.linear(x, weight, bias, out), m * n, resident());
      sameBits(`linearRelu ${m} ${k} ${n}`, (s, out) => s.linearRelu(x, weight, bias, out), m * n, resident());
    }
  });

  it('convolutions and their gradients', () => {
    for (let round = 0; round < 150; round++) {
      const kind = views.pick(['any', '1 × 1', 'depthwise'] as const);
      const groups = views.pick([1, 1, 2]);
      const [c, o] =
        kind === 'depthwise' ? [5, 5] : [groups * views.pick([1, 3, 8]), groups * views.pick([1, 2, 5, 16])];
      const kernel = kind === '1 × 1' ? [1, 1] : [views.whole(1, 3), views.whole(1, 4)];
      const pair = (low: number, high: number): [number, number] => [views.whole(low, high), views.whole(low, high)];
      const [stride, padding, dilation] = [pair(1, 2), pair(0, 2), pair(1, 2)];
      const images = views.pick([1, 2, 3, 7]);
      const size = pair(7, 19);
      const outSize = size.map((s, i) => {
        return Math.floor((s + 2 * padding[i]! - dilation[i]! * (kernel[i]! - 1) - 1) / stride[i]!) + 1;
      });
      const window = { stride, padding, dilation, groups: kind === 'depthwise' ? c : groups };
      const [xShape, weightShape, outShape] = [
        [images, c, ...size],
        [o, c / window.groups, ...kernel],
        [images, o, ...outSize],
      ];
      const what = `${xShape} by ${weightShape}, ${JSON.stringify(window)}`;
      const [x, weight, bias, grad] = [view(xShape), view(weightShape), view([o]), view(outShape)];
      const [n, weights, cells] = [sizeOf(outShape), sizeOf(weightShape), sizeOf(xShape)];
      const plain: Run = (s, out) => s.conv2d(x, weight, window, outShape, out);
      const biased: Run = (s, out) => s.conv2dBias(x, weight, bias, window, outShape, out);
      const input: Run = (s, out) => s.conv2dInputGrad(grad, weight, window, xShape, out);
      const weightGrad: Run = (s, out) => s.conv2dWeightGrad(grad, x, window, weightShape, out);
      sameBits(`conv2d ${what}`, plain, n, resident());
      sameBits(`conv2dBias ${what}`, biased, n, resident());
      sameBits(`conv2dInputGrad ${what}`, input, cells, resident());
      sameBits(`conv2dWeightGrad ${what}`, weightGrad, weights, resident());
    }
  });

  it('convolutions in tiles, and their gradients', () => {
    for (const [images, c, o, side] of [
      [33, 16, 24, 16],
      [2, 40, 17, 70],
      [200, 19, 16, 7],
    ] as const) {
      const window = { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1 } as const;
      const [xShape, weightShape, outShape] = [
        [images, c, side, side],
        [o, c, 3, 3],
        [images, o, side, side],
      ];
      expect(paysInTiles(weightShape, window, [images, side, side])).toBe(true);
      const [x, weight, bias, grad] = [view(xShape), view(weightShape), view([o]), view(outShape)];
      const [n, cells] = [sizeOf(outShape), sizeOf(xShape)];
      const relu: Run = (s, out) => s.conv2dBiasRelu(x, weight, bias, window, outShape, out);
      const input: Run = (s, out) => s.conv2dInputGrad(grad, weight, window, xShape, out);
      const weightGrad: Run = (s, out) => s.conv2dWeightGrad(grad, x, window, weightShape, out);
      sameBits(`conv2dBiasRelu ${xShape}`, relu, n, resident());
      sameBits(`conv2dInputGrad ${xShape}`, input, cells, resident());
      sameBits(`conv2dWeightGrad ${xShape}`, weightGrad, sizeOf(weightShape), resident());
      // Told by whichever thread meets it.
      x.memory[x.offset] = Number.NaN;
      sameBits(`a NaN in conv2dBiasRelu ${xShape}`, relu, n, resident());
      sameBits(`a NaN in conv2dWeightGrad ${xShape}`, weightGrad, sizeOf(weightShape), resident());
    }
  });

  it('attention, both ways', () => {
    for (let round = 0; round < 40; round++) {
      const [batches, heads] = [views.whole(1, 9), views.whole(1, 3)];
      const [l, keys, d, e] = [0, 1, 2, 3].map(() => views.whole(1, 13)) as [number, number, number, number];
      const lead = [batches, heads];
      const inputs = { query: view([...lead, l, d]), key: view([...lead, keys, d]), value: view([...lead, keys, e]) };
      const { query, key, value } = inputs;
      const grad = view([...lead, l, e]);
      const settings = { scale: 0.5, causal: views.pick([true, false]) };
      const weights = allocate('float32', batches * heads * l * keys);
      const n = batches * heads * l * e;
      const what = `attention ${batches} ${heads} ${l} ${keys} ${d} ${e}`;
      sameBits(what, (s, out) => s.attention(query, key, value, settings, out, weights), n, resident());
      const sizes = [l * d, keys * d, keys * e].map((size) => batches * heads * size);
      for (const part of [0, 1, 2]) {
        const run: Run = (s, out) => {
          const slopes = sizes.map((size) => allocate('float32', size)) as [DataBuffer, DataBuffer, DataBuffer];
          slopes[part] = out;
          s.attentionGrad(grad, inputs, weights, settings, ...slopes);
        };
        sameBits(`${what}, slope ${part}`, run, sizes[part]!, resident());
      }
    }
  });

  it('loops over many numbers', () => {
    for (let round = 0; round < 60; round++) {
      const shape = [views.whole(1, 5), views.whole(1, 9), views.whole(1, 40)];
      const [rows, columns] = [shape[0]! * shape[1]!, shape[2]!];
      const n = rows * columns;
      const [x, y, grad] = [view(shape), view(shape), view(shape)];
      sameBits('map tanh', (s, out) => s.map('tanh', x, out), n, resident());
      sameBits('map clamp', (s, out) => s.map('clamp', x, out, -0.3, 1.7e9), n, resident());
      sameBits('mapGrad leakyRelu', (s, out) => s.mapGrad('leakyRelu', grad, x, y, out, 0.01), n, resident());
      const wide: Run = (s, out) => s.softmax(x, out);
      const narrow: Run = (s, out) => s.logSoftmax({ ...x, shape: [...shape, 1], strides: [...x.strides, 0] }, out);
      sameBits('softmax', wide, n, resident());
      sameBits('logSoftmax of one', narrow, n, resident());
      sameBits('softmaxGrad', (s, out) => s.softmaxGrad(grad, y, out), n, resident());
      sameBits('logSoftmaxGrad', (s, out) => s.logSoftmaxGrad(grad, y, out), n, resident());
      const kept = views.whole(0, 2);
      const name = views.pick(['sum', 'max', 'min'] as const);
      sameBits(name, (s, out) => s.reduce(name, x, kept, out), sizeOf(shape.slice(0, kept)), resident());
      const zero: Strided = { ...views.view([1]), shape, strides: [0, 0, 0] };
      sameBits('copy of one number', (s, out) => s.copy(zero, out), n, resident());
      const whole: Strided = views.view(shape, 'dense', true);
      sameBits('copy within the memory', (s, out) => s.copy(whole, out), n, true);
      const picked = views.view([rows, columns], 'dense', false, () => views.whole(0, 6), 'int32');
      const source = view([rows, columns]);
      const scatter: Run = (s, out) => {
        out.fill(0.5);
        s.scatterAdd(picked, source, 1, [rows, 7], out);
      };
      sameBits('scatterAdd', scatter, rows * 7, resident());
      const image = view([shape[0]!, shape[1]!, 6, views.whole(4, 13)]);
      const outShape = [shape[0]!, shape[1]!, 3, Math.floor(image.shape[3]! / 2)];
      const pool = { kernel: [2, 2], stride: [2, 2], padding: [0, 0], dilation: [1, 1] } as const;
      const indices = allocate('int32', sizeOf(outShape));
      sameBits('maxPool2d', (s, out) => s.maxPool2d(image, pool, outShape, out, indices), indices.length, resident());
      const winners: Run = (s, out) => {
        const places = allocate('int32', indices.length);
        s.maxPool2d(image, pool, outShape, allocate('float32', indices.length), places);
        out.set(places);
      };
      sameBits('winners of maxPool2d', winners, indices.length, false);
    }
  });

  it.each([true, false])('training, relaxed %s', (relaxed) => {
    setRelaxed(relaxed);
    const [alone, together] = [NOTHING, EVERYTHING].map((from) => {
      shareFrom(from);
      const { losses, weights } = trained(20);
      return { losses, weights };
    });
    expect(together).toEqual(alone);
    setRelaxed(true);
  });
});

/** A small network like the one that the benchmark calls seed-cnn: its losses, its last weights, and how large the arena was. */
function trained(steps: number): { losses: number[]; weights: number[]; sizes: number[][] } {
  const generator = new Generator(3);
  const model = new Sequential(
    new Conv2d(3, 8, 3, { padding: 1, generator }),
    new ReLU(),
    new MaxPool2d(2),
    new Conv2d(8, 12, 3, { padding: 1, generator }),
    new ReLU(),
    new MaxPool2d(2),
    new Flatten(),
    new Linear(12 * 4 * 4, 10, { generator }),
  );
  const optimizer = new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
  const losses: number[] = [];
  const sizes: number[][] = [];
  for (let step = 0; step < steps; step++) {
    const loss = scope(() => {
      optimizer.zeroGrad();
      const images = randn([6, 3, 16, 16], { generator });
      const value = crossEntropy(model.forward(images), randint(0, 10, [6], { generator }));
      value.backward();
      optimizer.step();
      return value.itemSync();
    });
    losses.push(loss);
    sizes.push([arena.bytesInUse(), extendArena(0)]);
  }
  const weights = [...model.parameters()].flatMap((parameter) => [...parameter.dataSync()]);
  return { losses, weights, sizes };
}

describe('helpers', () => {
  it('do a part of what is shared', async () => {
    await start(2);
    const before = helped();
    const [a, b] = [allocate('float32', 256 * 256), allocate('float32', 256 * 256)];
    const square = { dtype: 'float32', shape: [1, 256, 256], strides: [65536, 256, 1], offset: 0 } as const;
    const end = performance.now() + 60_000; // a machine may have no processor for them at once
    while (helped() === before && performance.now() < end)
      simd.matmul({ memory: a, ...square }, { memory: b, ...square }, a);
    expect(helped()).toBeGreaterThan(before);
    const after = helped();
    shareFrom(NOTHING);
    simd.matmul({ memory: a, ...square }, { memory: b, ...square }, a);
    expect(helped()).toBe(after);
  });

  it('come and go, and what was computed before stays readable', async () => {
    await start(2);
    const kept = arena.allocate('float32', 100)!;
    kept.fill(7);
    setThreads(1);
    expect(threads()).toBe(1);
    expect(threadsReason()).toBe('');
    shareFrom(EVERYTHING);
    const views = new Views(1);
    const out = new Float32Array(81);
    simd.matmul(views.view([1, 9, 9]), views.view([1, 9, 9]), out);
    expect(out.some((x) => x !== 0)).toBe(true);
    await start(2);
    expect(isMemoryShared()).toBe(true);
    expect(kept.every((x) => x === 7)).toBe(true);
    arena.free(kept);
  });

  it('do not keep an array from being filled, to its end and no further', async () => {
    await start(2);
    scope(() => {
      for (const n of [1, 3, 4, 17, 1000]) {
        const [made, next] = [full([n], 0.7), full([n], 3)];
        const [again, whole] = [full([n], -1), full([n], 5, { dtype: 'int32' })];
        expect(made.storage.buffer.buffer).toBe(wasmBuffer());
        const all = [made, next, again, whole].map((t) => new Set(t.dataSync()));
        expect(all).toEqual([new Set([Math.fround(0.7)]), new Set([3]), new Set([-1]), new Set([5])]);
      }
    });
  });

  it('come only when there was enough to share, where that is the wish, and stay away from a small model', async () => {
    setThreads(1);
    setThreads(2, { whenWorth: true });
    startSimd();
    const productOf = (n: number): (() => Int32Array) => {
      const views = new Views(n);
      const [a, b, out] = [views.view([1, n, n]), views.view([1, n, n]), allocate('float32', n * n)];
      return () => {
        simd.matmul(a, b, out);
        return new Int32Array(Float32Array.from(out).buffer);
      };
    };
    const [small, large] = [productOf(100), productOf(400)];
    for (let i = 0; i < 5500; i++) small(); // more work than makes helpers come, but in small pieces
    expect(await threadsReady()).toBe(1);
    const alone = large(); // 128 million operations
    expect(threads()).toBe(1);
    for (let i = 0; i < 78; i++) large();
    expect(await threadsReady()).toBe(2);
    const before = helped();
    for (let i = 0; i < 3; i++) expect(large()).toEqual(alone);
    expect(helped()).toBeGreaterThan(before);
    setThreads(2, { whenWorth: true }); // asked again: those who are there stay
    expect(threads()).toBe(2);
    setThreads(1);
    expect(threads()).toBe(1);
  });

  it('are as many as there are processors at most, and it says so', () => {
    setThreads(1000);
    expect(threadsReason()).toContain(`${navigator.hardwareConcurrency} processors`);
    setThreads(1);
    expect(threadsReason()).toBe('');
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('are no %s', (count) => {
    expect(() => setThreads(count)).toThrow(/setThreads: count is .*, it must be a whole number of at least 1/);
  });

  it('that cannot be started leave one thread, and the reason', async () => {
    setThreads(1);
    const { getBuiltinModule } = process;
    const broken = vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) =>
      name === 'node:worker_threads'
        ? {
            Worker: function refuse() {
              throw new Error('no thread is left');
            },
          }
        : getBuiltinModule(name as 'node:fs')) as typeof getBuiltinModule);
    setThreads(2);
    broken.mockRestore();
    expect(await threadsReady()).toBe(1);
    expect(threadsReason()).toMatch(/could not be started \(no thread is left\)/);
    await start(2);
    expect(threadsReason()).toBe('');
  });

  it('whose call fails make an error here, and go on working', async () => {
    await start(2);
    const outside = wasmBuffer().byteLength;
    for (let round = 0; round < 20; round++) {
      expect(() => share(2, 30, 0, (_, loops) => loops.fill(4, 0, outside))).toThrow();
      const views = new Views(2);
      const [a, b] = [views.view([1, 40, 40]), views.view([1, 40, 40])];
      sameBits('afterwards', (s, out) => s.matmul(a, b, out), 1600, false);
    }
  });

  it('take no memory from step to step', async () => {
    await start(2);
    shareFrom(EVERYTHING);
    const { sizes } = trained(200);
    expect(sizes[199]).toEqual(sizes[9]);
  });

  it('let a program end that never sent them home, and leave it what it made before', () => {
    const program = `
      import { matmul, scope, setThreads, threads, threadsReady, useBackend, full } from '${new URL('../../index.ts', import.meta.url)}';
      useBackend('simd');
      const told = await scope(async () => {
        const [a, b] = [full([600, 500], 0.1), full([500, 700], 0.3)]; // in a memory that is not shared
        const alone = [...matmul(a, b).dataSync().subarray(0, 5)];
        setThreads(2);
        const count = await threadsReady();
        const product = matmul(a, b);
        return { count, alone, together: [...product.dataSync().subarray(0, 5)], shared: product.storage.buffer.buffer instanceof SharedArrayBuffer };
      });
      process.stdout.write(JSON.stringify(told));`;
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    const told = JSON.parse(run.stdout) as { count: number; alone: number[]; together: number[]; shared: boolean };
    expect(told.count).toBe(2);
    expect(told.alone[0]).toBeCloseTo(15);
    expect(told.together).toEqual(told.alone);
    expect(told.shared).toBe(true);
  });
});
