// Every kernel of the contract on the GPU against the reference, on shapes that fit nothing: no multiple of a workgroup or a tile, single
// elements, nothing at all; on views that are transposed, reversed, spread out and stretched. Behind every output stand sentinels, because
// a GPU drops or clamps what is written outside a buffer: without them a missing bounds check can pass unseen.

import { describe, expect, it } from 'vitest';
import type { FusedKernels, Kernels, Strided } from '../../kernels/Kernels.ts';
import { reference } from '../../kernels/reference/index.ts';
import { type BinaryName, binary, type SlopeName, slopes, type UnaryName, unary } from '../../kernels/scalar.ts';
import { running } from '../../kernels/webgpu/device.ts';
import { type Engine, GpuMemory } from '../../kernels/webgpu/GpuMemory.ts';
import { webgpu } from '../../kernels/webgpu/index.ts';
import { allocate, type DataBuffer, type DType } from '../../tensor/dtype.ts';
import { Generator } from '../../tensor/random.ts';
import { contiguousStrides, type Shape, sizeOf } from '../../tensor/shape.ts';

/** How a view lies in its buffer. */
type Layout = 'dense' | 'transposed' | 'reversed' | 'spread' | 'stretched';

/** A view on the CPU, and what is compared afterwards. */
interface Side<M> {
  readonly kernels: Kernels<M> & FusedKernels<M>;
  /** Numbers in the given range (whole ones for int32, 0 and 1 for bool), laid out as asked. The same on both sides. */
  view(shape: Shape, options?: { dtype?: DType; layout?: Layout; low?: number; high?: number }): Strided<M>;
  /** Memory that the kernel fills, or changes when it starts as something. */
  out(dtype: DType, n: number, start?: 'random' | 'zeros'): M;
}

const SENTINELS = 70;
const SENTINEL = -7777;

function plan(
  generator: Generator,
  shape: Shape,
  layout: Layout,
): { strides: number[]; offset: number; length: number } {
  const rank = shape.length;
  const size = sizeOf(shape);
  switch (layout) {
    case 'dense':
      return { strides: contiguousStrides(shape), offset: 0, length: size };
    case 'transposed': {
      const strides = contiguousStrides([...shape].reverse()).reverse();
      return { strides, offset: 2, length: size + 2 };
    }
    case 'reversed': {
      const strides = contiguousStrides(shape);
      if (rank === 0 || size === 0) return { strides, offset: 0, length: Math.max(size, 1) };
      strides[rank - 1] = -1;
      return { strides, offset: shape[rank - 1]! - 1, length: size };
    }
    case 'spread': {
      const gap = 2 + generator.integer(2);
      return { strides: contiguousStrides(shape).map((s) => s * gap), offset: 3, length: size * gap + 3 };
    }
    case 'stretched': {
      const narrow = shape.map((n, axis) => (axis === 0 ? 1 : n));
      const strides = contiguousStrides(narrow).map((s, axis) => (axis === 0 ? 0 : s));
      return { strides, offset: 1, length: sizeOf(narrow) + 1 };
    }
  }
}

function numbers(generator: Generator, dtype: DType, n: number, low: number, high: number): DataBuffer {
  const values = allocate(dtype, n);
  for (let i = 0; i < n; i++) {
    const x = generator.uniform(low, high);
    values[i] = dtype === 'bool' ? Number(x > (low + high) / 2) : dtype === 'int32' ? Math.round(x) : x;
  }
  return values;
}

/** Both sides draw the same numbers, because both start with the same seed and ask for the same. */
class Cpu implements Side<DataBuffer> {
  readonly kernels = reference as Kernels<DataBuffer> & FusedKernels<DataBuffer>;
  readonly outs: DataBuffer[] = [];
  private readonly generator = new Generator(5);

  view(
    shape: Shape,
    { dtype = 'float32', layout = 'dense', low = -2, high = 2 } = {} as Parameters<Side<DataBuffer>['view']>[1] &
      object,
  ): Strided {
    const { strides, offset, length } = plan(this.generator, shape, layout);
    return { memory: numbers(this.generator, dtype, length, low, high), dtype, shape, strides, offset };
  }

  out(dtype: DType, n: number, start: 'random' | 'zeros' = 'zeros'): DataBuffer {
    const memory = start === 'random' ? numbers(this.generator, dtype, n, 0.1, 1) : allocate(dtype, n);
    this.outs.push(memory);
    return memory;
  }
}

/** What the suite needs of a card: the runtime is one, and an emulated one is another. */
export interface Card extends Engine {
  upload(values: DataBuffer, dtype: DType): GpuMemory;
  write(memory: GpuMemory, at: number, values: ArrayLike<number>): void;
  read(memory: GpuMemory, at: number, n: number): Promise<DataBuffer>;
}

class Gpu implements Side<GpuMemory> {
  private readonly card: Card;
  readonly kernels = webgpu as Kernels<GpuMemory> & FusedKernels<GpuMemory>;
  readonly outs: { readonly whole: GpuMemory; readonly n: number }[] = [];
  private readonly generator = new Generator(5);

  constructor(card: Card) {
    this.card = card;
  }

  view(
    shape: Shape,
    { dtype = 'float32', layout = 'dense', low = -2, high = 2 } = {} as Parameters<Side<GpuMemory>['view']>[1] & object,
  ): Strided<GpuMemory> {
    const { strides, offset, length } = plan(this.generator, shape, layout);
    const values = numbers(this.generator, dtype, length, low, high);
    return { memory: this.card.upload(values, dtype), dtype, shape, strides, offset };
  }

  out(dtype: DType, n: number, start: 'random' | 'zeros' = 'zeros'): GpuMemory {
    const whole = allocate('float32', n + SENTINELS).fill(SENTINEL);
    if (dtype !== 'float32') new Int32Array(whole.buffer).fill(SENTINEL);
    const begin = start === 'random' ? numbers(this.generator, dtype, n, 0.1, 1) : allocate(dtype, n);
    const memory = this.card.upload(whole, 'float32');
    const inside = new GpuMemory(this.card, memory.buffer, dtype, n);
    this.card.write(inside, 0, begin);
    this.outs.push({
      whole: new GpuMemory(this.card, memory.buffer, dtype === 'bool' ? 'int32' : dtype, n + SENTINELS),
      n,
    });
    return inside;
  }
}

type Case = <M>(side: Side<M>) => void;

/** The largest |gpu - cpu| relative to the largest number that can be expected to lose its tail. */
async function compare(run: Case, tolerance: number, card: Card): Promise<void> {
  const [cpu, gpu] = [new Cpu(), new Gpu(card)];
  run(cpu);
  run(gpu);
  expect(gpu.outs.length).toBe(cpu.outs.length);
  for (const [k, expected] of cpu.outs.entries()) {
    const { whole, n } = gpu.outs[k]!;
    const got = await card.read(whole, 0, n + SENTINELS);
    const scale = Math.max(1, ...Array.from(expected, Math.abs).filter(Number.isFinite));
    for (let i = 0; i < n; i++) {
      const [a, b] = [got[i]!, expected[i]!];
      const same =
        Object.is(a, b) || a === b || (Number.isNaN(a) && Number.isNaN(b)) || Math.abs(a - b) <= tolerance * scale;
      if (!same) expect.fail(`output ${k}, entry ${i}: got ${a}, expected ${b}`);
    }
    const behind = [...got.subarray(n)];
    expect(
      behind.every((x) => x === SENTINEL),
      `output ${k}: sentinels behind it`,
    ).toBe(true);
  }
}

const ODD: readonly Shape[] = [[], [1], [65], [3, 37], [2, 1, 70], [5, 3, 7, 2], [129, 3]];
const LAYOUTS: readonly Layout[] = ['dense', 'transposed', 'reversed', 'spread', 'stretched'];
const viewsOf = (shape: Shape): readonly Layout[] => (shape.length === 0 ? ['dense'] : LAYOUTS);

/** Where a function has a domain, or steps that rounding could fall on either side of. */
const DOMAIN: Readonly<Partial<Record<UnaryName | BinaryName, readonly [number, number]>>> = {
  log: [0.01, 3],
  log1p: [-0.9, 3],
  sqrt: [0, 4],
  rsqrt: [0.1, 4],
  reciprocal: [0.3, 4],
  pow: [0.1, 3],
  div: [0.3, 3],
  sin: [-50, 50],
  cos: [-50, 50],
  exp: [-5, 5],
  erf: [-5, 5],
  tanh: [-9, 9],
  asin: [-1, 1],
  acos: [-1, 1],
  atan: [-9, 9],
  hardsigmoid: [-5, 5],
  hardswish: [-5, 5],
  remainder: [0.3, 3],
};

/** @param wanted which of the cases, by name; by default all */
export function describeKernels(card: () => Card = running, wanted: (name: string) => boolean = () => true): void {
  const mine: [name: string, run: () => Promise<void>][] = [];
  const check = (name: string, run: Case, tolerance = 2e-6): void => {
    if (wanted(name)) mine.push([name, () => compare(run, tolerance, card())]);
  };
  const onRealCard = (name: string, run: () => Promise<void>): void => {
    if (card === running) mine.push([name, run]);
  };
  /** Cases that nobody wants are none, not skipped ones. */
  const part = (title: string, fill: () => void): void => {
    fill();
    const cases = mine.splice(0);
    if (cases.length === 0) return;
    describe(title, () => {
      for (const [name, run] of cases) it(name, run);
    });
  };

  part('map', () => {
    for (const name of Object.keys(unary) as UnaryName[]) {
      const [low, high] = DOMAIN[name] ?? [-3, 3];
      check(`${name} on every layout`, (side) => {
        for (const layout of LAYOUTS) {
          const x = side.view([3, 37], { layout, low, high });
          side.kernels.map(name, x, side.out('float32', 111), 0.3, 0.9);
        }
      });
    }
    check('whole numbers and truth values, in and out', (side) => {
      for (const dtype of ['int32', 'bool'] as const) {
        for (const name of [
          'neg',
          'abs',
          'sign',
          'relu',
          'clamp',
          'floor',
          'ceil',
          'isPositive',
          'isnan',
          'isfinite',
        ] as const) {
          side.kernels.map(
            name,
            side.view([67], { dtype, low: -9, high: 9 }),
            side.out('int32', 67),
            -3,
            Number.POSITIVE_INFINITY,
          );
        }
        side.kernels.map('logicalNot', side.view([67], { dtype, low: -1, high: 1 }), side.out('bool', 67));
        side.kernels.map('exp', side.view([67], { dtype }), side.out('float32', 67));
      }
    });
  });

  part('zip', () => {
    for (const name of Object.keys(binary) as BinaryName[]) {
      const [low, high] = DOMAIN[name] ?? [-3, 3];
      check(`${name} on pairs of layouts, also of whole numbers`, (side) => {
        for (const [k, layout] of LAYOUTS.entries()) {
          const x = side.view([3, 37], { layout, low, high });
          const y = side.view([3, 37], { layout: LAYOUTS[(k + 2) % LAYOUTS.length]!, low, high });
          side.kernels.zip(name, x, y, side.out('float32', 111));
        }
        if (name === 'div' || name === 'pow') return;
        const x = side.view([67], { dtype: 'int32', low: -4, high: 4 });
        const y = side.view([67], { dtype: 'bool' });
        side.kernels.zip(name, x, y, side.out('int32', 67));
      });
    }
  });

  part('moving', () => {
    for (const shape of ODD) {
      check(`copy and paste [${shape.join(', ')}]`, (side) => {
        const size = sizeOf(shape);
        for (const layout of viewsOf(shape)) {
          for (const [from, to] of [
            ['float32', 'float32'],
            ['int32', 'float32'],
            ['float32', 'int32'],
            ['float32', 'bool'],
            ['bool', 'int32'],
          ] as const) {
            side.kernels.copy(side.view(shape, { layout, dtype: from }), side.out(to, size));
          }
          const target = { memory: side.out('float32', 2 * size + 1), dtype: 'float32' as const, shape };
          const strides = contiguousStrides(shape).map((s) => 2 * s);
          side.kernels.paste(side.view(shape, { layout }), { ...target, strides, offset: 1 });
        }
      });
    }
    check('select', (side) => {
      for (const layout of LAYOUTS) {
        const condition = side.view([3, 37], { dtype: 'bool', layout });
        side.kernels.select(condition, side.view([3, 37], { layout }), side.view([3, 37]), side.out('float32', 111));
      }
    });
    check('gather, scatterAdd and scatterReduce along each axis', (side) => {
      for (const axis of [0, 1, 2]) {
        for (const layout of ['dense', 'transposed', 'spread'] as const) {
          const shape = [4, 5, 6];
          const places = shape.with(axis, 9);
          const index = side.view(places, { dtype: 'int32', layout, low: 0, high: shape[axis]! - 1 });
          side.kernels.gather(side.view(shape, { layout }), index, axis, side.out('float32', sizeOf(places)));
          side.kernels.scatterAdd(
            index,
            side.view(places, { layout }),
            axis,
            shape,
            side.out('float32', 120, 'random'),
          );
          for (const name of ['set', 'prod', 'max', 'min'] as const) {
            const source = side.view(places, { layout });
            side.kernels.scatterReduce(name, index, source, axis, shape, side.out('float32', 120, 'random'));
            const whole = side.view(places, { dtype: 'int32', layout, low: -3, high: 3 });
            side.kernels.scatterReduce(name, index, whole, axis, shape, side.out('int32', 120, 'random'));
            const truth = side.view(places, { dtype: 'bool', layout });
            side.kernels.scatterReduce(name, index, truth, axis, shape, side.out('bool', 120));
          }
        }
      }
    });
    check(
      'scattering with many lines (a thread a line) and with one (a thread a place)',
      (side) => {
        const many = side.view([130, 7], { dtype: 'int32', low: 0, high: 4 });
        side.kernels.scatterAdd(many, side.view([130, 7]), 1, [130, 5], side.out('float32', 650));
        const one = side.view([333], { dtype: 'int32', low: 0, high: 4 });
        side.kernels.scatterAdd(one, side.view([333]), 0, [5], side.out('float32', 5));
        for (const name of ['set', 'max'] as const) {
          side.kernels.scatterReduce(name, many, side.view([130, 7]), 1, [130, 5], side.out('float32', 650));
          side.kernels.scatterReduce(name, one, side.view([333]), 0, [5], side.out('float32', 5));
        }
      },
      1e-5,
    );
  });

  part('folding', () => {
    for (const name of ['sum', 'prod', 'max', 'min'] as const) {
      check(
        `${name} of short and long lines, kept in front`,
        (side) => {
          for (const layout of LAYOUTS) {
            for (const [shape, kept] of [
              [[3, 37], 1],
              [[3, 37], 0],
              [[70, 3], 1],
              [[2, 200], 1],
              [[3, 5, 7], 2],
              [[4, 3, 90], 1],
            ] as const) {
              const low = name === 'prod' ? 0.9 : -2;
              const x = side.view(shape, { layout, low, high: name === 'prod' ? 1.1 : 2 });
              side.kernels.reduce(name, x, kept, side.out('float32', sizeOf(shape.slice(0, kept))));
            }
          }
        },
        1e-5,
      );
    }
    check('sum of truth values and of whole numbers', (side) => {
      side.kernels.reduce('sum', side.view([5, 90], { dtype: 'bool' }), 1, side.out('int32', 5));
      side.kernels.reduce('max', side.view([5, 90], { dtype: 'int32', low: -99, high: 99 }), 1, side.out('int32', 5));
      side.kernels.reduce('prod', side.view([70, 3], { dtype: 'bool' }), 1, side.out('bool', 70));
    });
    check(
      'very long lines, in parts',
      (side) => {
        side.kernels.reduce('sum', side.view([2, 40_001]), 1, side.out('float32', 2));
        side.kernels.reduce('max', side.view([70_003]), 0, side.out('float32', 1));
      },
      1e-5,
    );
    check('nothing: the empty sum is 0, the empty product 1', (side) => {
      side.kernels.reduce('sum', side.view([3, 0]), 1, side.out('float32', 3));
      side.kernels.reduce('prod', side.view([3, 0]), 1, side.out('float32', 3));
      side.kernels.reduce('sum', side.view([0, 3]), 1, side.out('float32', 0));
      side.kernels.copy(side.view([0, 3]), side.out('float32', 0));
      side.kernels.map('exp', side.view([0]), side.out('float32', 0));
      side.kernels.zip('add', side.view([2, 0]), side.view([2, 0]), side.out('float32', 0));
      side.kernels.matmul(side.view([2, 3, 0]), side.view([2, 0, 4]), side.out('float32', 24));
      side.kernels.matmul(side.view([2, 0, 5]), side.view([2, 5, 4]), side.out('float32', 0));
    });
    // Bit for bit, from the middle of a block, and where the number of the block no longer fits into 32 bits.
    check(
      'uniform draws what the CPU draws',
      (side) => {
        for (const position of [0, 1, 7, 4 * 2 ** 32 - 6]) {
          for (const seed of [0, 7, 2 ** 53 - 1])
            for (const n of [0, 1, 63, 1030])
              side.kernels.uniform({ seed, stream: 99, position }, side.out('float32', n));
        }
      },
      0,
    );
    check(
      'argReduce, cumsum, cumprod, argsort',
      (side) => {
        for (const layout of ['dense', 'transposed', 'reversed', 'spread'] as const) {
          for (const shape of [[67], [3, 37], [70, 5], [2, 3, 9]] as const) {
            const size = sizeOf(shape);
            const lines = sizeOf(shape.slice(0, -1));
            for (const way of ['max', 'min'] as const)
              side.kernels.argReduce(way, side.view(shape, { layout }), side.out('int32', lines));
            side.kernels.argReduce(
              'max',
              side.view(shape, { layout, dtype: 'int32', low: 0, high: 3 }),
              side.out('int32', lines),
            );
            for (let axis = 0; axis < shape.length; axis++) {
              side.kernels.cumprod(side.view(shape, { layout, low: 0.8, high: 1.2 }), axis, side.out('float32', size));
              side.kernels.cumsum(side.view(shape, { layout }), axis, side.out('float32', size));
            }
            for (const falling of [true, false]) {
              side.kernels.argsort(side.view(shape, { layout }), falling, side.out('int32', size));
              side.kernels.argsort(
                side.view(shape, { layout, dtype: 'int32', low: 0, high: 4 }),
                falling,
                side.out('int32', size),
              ); // many ties
            }
          }
        }
      },
      1e-5,
    );
  });

  part('matmul', () => {
    const sizes = [
      [1, 1, 1, 1],
      [1, 33, 65, 31],
      [3, 5, 2, 7],
      [2, 40, 17, 50],
      [1, 100, 70, 9],
      [1, 9, 700, 12],
      [1, 1, 900, 3],
      [1, 64, 64, 64],
    ] as const;
    for (const [batches, m, k, n] of sizes) {
      check(
        `[${batches}, ${m}, ${k}] · [${batches}, ${k}, ${n}] on views`,
        (side) => {
          for (const [left, right] of [
            ['dense', 'dense'],
            ['transposed', 'spread'],
            ['spread', 'transposed'],
          ] as const) {
            const a = side.view([batches, m, k], { layout: left });
            const b = side.view([batches, k, n], { layout: right });
            side.kernels.matmul(a, b, side.out('float32', batches * m * n));
          }
        },
        3e-6,
      );
    }
  });

  part('convolution and pooling', () => {
    const windows = [
      { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 },
      { stride: [2, 1], padding: [1, 2], dilation: [1, 1], groups: 1 },
      { stride: [1, 2], padding: [2, 1], dilation: [2, 1], groups: 2 },
      { stride: [3, 3], padding: [0, 1], dilation: [1, 2], groups: 4 },
    ] as const;
    const cells = (size: number, kernel: number, stride: number, padding: number, dilation: number): number =>
      Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
    for (const window of windows) {
      const { stride, padding, dilation, groups } = window;
      check(
        `conv2d and both gradients: stride ${stride}, padding ${padding}, dilation ${dilation}, ${groups} groups`,
        (side) => {
          for (const [n, c, o, h, w, kh, kw] of [
            [2, 4, 8, 9, 11, 3, 2],
            [3, 8, 12, 17, 14, 3, 3],
          ] as const) {
            const [outH, outW] = [
              cells(h, kh, stride[0], padding[0], dilation[0]),
              cells(w, kw, stride[1], padding[1], dilation[1]),
            ];
            const [image, kernel, result] = [
              [n, c, h, w],
              [o, c / groups, kh, kw],
              [n, o, outH, outW],
            ];
            for (const layout of ['dense', 'transposed'] as const) {
              const x = side.view(image, { layout });
              const weight = side.view(kernel, { layout });
              const grad = side.view(result, { layout });
              side.kernels.conv2d(x, weight, window, result, side.out('float32', sizeOf(result)));
              side.kernels.conv2dInputGrad(grad, weight, window, image, side.out('float32', sizeOf(image)));
              side.kernels.conv2dWeightGrad(grad, x, window, kernel, side.out('float32', sizeOf(kernel)));
            }
          }
        },
        5e-6,
      );
      check(`pooling: stride ${stride}, padding ${padding}, dilation ${dilation}`, (side) => {
        const kernel = [3, 4] as const;
        const [h, w] = [11, 13];
        const pool = { kernel, stride, padding: [Math.min(padding[0], 1), padding[1]] as const, dilation };
        const image = [2, 3, h, w];
        const size = (d: readonly [number, number]): number[] => [
          2,
          3,
          cells(h, 3, stride[0], pool.padding[0], d[0]),
          cells(w, 4, stride[1], pool.padding[1], d[1]),
        ];
        for (const layout of ['dense', 'transposed', 'spread'] as const) {
          const most = size(dilation);
          side.kernels.maxPool2d(
            side.view(image, { layout }),
            pool,
            most,
            side.out('float32', sizeOf(most)),
            side.out('int32', sizeOf(most)),
          );
          const mean = size([1, 1]);
          for (const countIncludePad of [true, false]) {
            const average = { ...pool, dilation: [1, 1] as const, countIncludePad };
            side.kernels.avgPool2d(side.view(image, { layout }), average, mean, side.out('float32', sizeOf(mean)));
            side.kernels.avgPool2dGrad(side.view(mean, { layout }), average, image, side.out('float32', sizeOf(image)));
          }
        }
      });
    }
  });

  part('optimizers change parameters in place', () => {
    const settings = { lr: 0.1, eps: 1e-8, weightDecay: 0.01 };
    const adam = { ...settings, beta1: 0.9, beta2: 0.999, step: 3 };
    for (const layout of ['dense', 'transposed'] as const) {
      const [shape, n] = [[7, 13], 91] as const;
      check(
        `with a ${layout} gradient`,
        (side) => {
          const grad = side.view(shape, { layout });
          const start = (): ReturnType<typeof side.out> => side.out('float32', n, 'random');
          const { kernels } = side;
          kernels.sgdStep(start(), grad, null, {
            lr: 0.1,
            momentum: 0,
            dampening: 0,
            weightDecay: 0.01,
            nesterov: false,
            first: true,
          });
          for (const first of [true, false]) {
            for (const nesterov of [true, false]) {
              kernels.sgdStep(start(), grad, start(), {
                lr: 0.1,
                momentum: 0.9,
                dampening: 0,
                weightDecay: 0.01,
                nesterov,
                first,
              });
            }
          }
          for (const decoupled of [true, false])
            kernels.adamStep(start(), grad, start(), start(), { ...adam, decoupled });
          kernels.rmspropStep(start(), grad, start(), null, null, { ...settings, alpha: 0.99, momentum: 0 });
          kernels.rmspropStep(start(), grad, start(), null, start(), { ...settings, alpha: 0.99, momentum: 0.5 });
          kernels.rmspropStep(start(), grad, side.out('float32', n, 'random'), side.out('float32', n), start(), {
            ...settings,
            alpha: 0.5,
            momentum: 0.5,
          });
          kernels.adagradStep(start(), grad, start(), settings);
          kernels.adadeltaStep(start(), grad, start(), start(), { ...settings, rho: 0.9 });
          kernels.nadamStep(start(), grad, start(), start(), {
            ...adam,
            momentum: 0.88,
            nextMomentum: 0.89,
            momentumProduct: 0.7,
          });
          kernels.lionStep(start(), grad, start(), { lr: 0.1, beta1: 0.9, beta2: 0.99, weightDecay: 0.01 });
        },
        3e-6,
      );
    }
  });

  part('several loops in one', () => {
    /** Short rows, long rows, rows of one and of all; many of them. */
    const tables: readonly Shape[] = [[1], [65], [3, 37], [2, 200], [129, 3], [2, 1, 70], [3, 5, 64], [70, 130]];
    for (const name of Object.keys(slopes) as SlopeName[]) {
      check(`the slope of ${name} on every layout`, (side) => {
        for (const [k, layout] of LAYOUTS.entries()) {
          const grad = side.view([3, 37], { layout: LAYOUTS[(k + 2) % LAYOUTS.length]! });
          const x = side.view([3, 37], { layout, low: -4, high: 4 });
          const y = side.view([3, 37], { layout: LAYOUTS[(k + 1) % LAYOUTS.length]! });
          side.kernels.mapGrad(name, grad, x, y, side.out('float32', 111), 0.3);
        }
        const x = side.view([64], { low: -1000, high: 1000 });
        side.kernels.mapGrad(name, side.view([64]), x, side.view([64]), side.out('float32', 64), 0.3);
      });
    }
    for (const shape of [[], ...tables]) {
      check(`softmax, its logarithm and their gradients [${shape.join(', ')}]`, (side) => {
        const size = sizeOf(shape);
        for (const [k, layout] of viewsOf(shape).entries()) {
          const other = viewsOf(shape)[(k + 1) % viewsOf(shape).length]!;
          side.kernels.softmax(side.view(shape, { layout }), side.out('float32', size));
          side.kernels.logSoftmax(side.view(shape, { layout }), side.out('float32', size));
          const grad = side.view(shape, { layout });
          side.kernels.softmaxGrad(grad, side.view(shape, { layout: other, low: 0 }), side.out('float32', size));
          side.kernels.logSoftmaxGrad(grad, side.view(shape, { layout: other, high: 0 }), side.out('float32', size));
        }
      });
    }
    check('scores of ±1000 neither overflow nor become NaN', (side) => {
      for (const shape of [
        [4, 9],
        [4, 150],
      ] as const) {
        const size = sizeOf(shape);
        for (const layout of LAYOUTS) {
          const x = side.view(shape, { layout, low: -1000, high: 1000 });
          side.kernels.softmax(x, side.out('float32', size));
          side.kernels.logSoftmax(x, side.out('float32', size));
          const targets = side.view([4], { dtype: 'int32', low: 0, high: 8 });
          side.kernels.crossEntropy(x, targets, side.out('float32', 4), side.out('float32', size));
        }
      }
    });
    onRealCard('more rows than one dimension has workgroups: the last is done as the first', async () => {
      const [rows, n] = [65_600, 64];
      const values = numbers(new Generator(5), 'float32', n, -2, 2);
      const out = running().fill('float32', rows * n, SENTINEL);
      const memory = running().upload(values, 'float32');
      webgpu.softmax({ memory, dtype: 'float32', shape: [rows, n], strides: [0, 1], offset: 0 }, out);
      const first = await running().read(out, 0, n);
      expect([...first].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(await running().read(out, (rows - 1) * n, n)).toEqual(first);
      out.release();
    });
    onRealCard('a class that does not exist makes the loss NaN, and leaves its neighbours alone', async () => {
      for (const classes of [3, 90]) {
        const logits = running().fill('float32', 4 * classes, 1);
        const targets = running().upload(Int32Array.of(0, -1, classes, 2), 'int32');
        const [losses, probabilities] = [4, 4 * classes].map((n) => running().fill('float32', n, SENTINEL));
        webgpu.crossEntropy(
          { memory: logits, dtype: 'float32', shape: [4, classes], strides: [classes, 1], offset: 0 },
          { memory: targets, dtype: 'int32', shape: [4], strides: [1], offset: 0 },
          losses!,
          probabilities!,
        );
        const got = await running().read(losses!, 0, 4);
        expect([...got].map(Number.isNaN)).toEqual([false, true, true, false]);
        expect(got[3]).toBeCloseTo(Math.log(classes), 5);
      }
    });
    onRealCard('a NaN among the scores makes its row NaN, an infinite one does as in the reference', async () => {
      for (const n of [3, 90]) {
        const values = new Float32Array(4 * n);
        values[1] = Number.NaN;
        values[n + 2] = Number.NEGATIVE_INFINITY; // masked
        values[2 * n] = Number.POSITIVE_INFINITY;
        values.fill(Number.NEGATIVE_INFINITY, 3 * n);
        const shape = { dtype: 'float32' as const, shape: [4, n], strides: [n, 1], offset: 0 };
        const memory = running().upload(values, 'float32');
        for (const name of ['softmax', 'logSoftmax'] as const) {
          const expected = new Float32Array(4 * n);
          reference[name]({ memory: values, ...shape }, expected);
          const out = running().fill('float32', 4 * n, SENTINEL);
          webgpu[name]({ memory, ...shape }, out);
          const got = await running().read(out, 0, 4 * n);
          for (const [i, value] of expected.entries()) {
            const said = expect(got[i], `${name}, entry ${i}, ${n} a row`);
            if (Number.isNaN(value)) said.toBeNaN();
            else said.toBeCloseTo(value, 5);
          }
        }
      }
    });
    for (const shape of tables) {
      check(
        `layerNorm and its gradients [${shape.join(', ')}]`,
        (side) => {
          const [size, n] = [sizeOf(shape), shape.at(-1)!];
          const out = (length: number): ReturnType<typeof side.out> => side.out('float32', length);
          for (const [k, layout] of LAYOUTS.entries()) {
            const x = side.view(shape, { layout });
            const grad = side.view(shape, { layout: LAYOUTS[(k + 1) % LAYOUTS.length]! });
            const scale = k % 2 === 0 ? side.view([n], { layout: n === 1 ? 'dense' : layout }) : null;
            const shift = k < 3 ? side.view([n], { layout: 'spread' }) : null;
            const moments = out((size / n) * 2);
            // A row of one element has variance 0; a large ε keeps 1/√ε from stretching rounding into a difference.
            side.kernels.layerNorm(x, scale, shift, 0.1, out(size), moments);
            side.kernels.layerNormGrad(
              grad,
              x,
              scale,
              moments,
              out(size),
              scale === null ? null : out(n),
              shift === null ? null : out(n),
            );
          }
        },
        1e-5,
      );
    }
    for (const [m, classes] of [
      [1, 1],
      [7, 10],
      [67, 3],
      [5, 64],
      [66, 131],
    ] as const) {
      check(`crossEntropy and its gradient [${m}, ${classes}]`, (side) => {
        for (const layout of ['dense', 'transposed', 'reversed', 'spread'] as const) {
          const targets = side.view([m], { dtype: 'int32', layout, low: 0, high: classes - 1 });
          const size = m * classes;
          const logits = side.view([m, classes], { layout, low: -9, high: 9 });
          side.kernels.crossEntropy(logits, targets, side.out('float32', m), side.out('float32', size));
          const probabilities = side.view([m, classes], { layout, low: 0, high: 1 });
          const grad = side.view([m], { layout: 'stretched' });
          side.kernels.crossEntropyGrad(probabilities, targets, grad, side.out('float32', size));
        }
      });
    }
    for (const [rows, width] of [
      [1, 1],
      [3, 5],
      [67, 3],
      [2, 70],
      [0, 4],
    ] as const) {
      check(`the cells of recurrent networks and their gradients [${rows}, ${width}]`, (side) => {
        const n = rows * width;
        const out = (parts: number): ReturnType<typeof side.out> => side.out('float32', parts * n);
        const bent = (parts: number): ReturnType<typeof side.out> => side.out('float32', parts * n, 'random');
        for (const [k, layout] of LAYOUTS.entries()) {
          const other = LAYOUTS[(k + 1) % LAYOUTS.length]!;
          const gates = side.view([rows, 4 * width], { layout, low: -9, high: 9 });
          const [x, h] = [side.view([rows, 3 * width], { layout }), side.view([rows, 3 * width], { layout: other })];
          const [state, grad] = [side.view([rows, width], { layout: other }), side.view([rows, width], { layout })];
          side.kernels.lstmMemory(gates, state, out(1), out(3));
          side.kernels.lstmMemoryGrad(grad, bent(3), state, out(4), k % 2 === 0 ? out(1) : null);
          side.kernels.lstmHidden(gates, state, out(1), out(2));
          side.kernels.lstmHiddenGrad(grad, bent(2), out(4), out(1));
          side.kernels.gruHidden(x, h, state, out(1), out(3));
          side.kernels.gruHiddenGrad(grad, bent(3), h, state, out(3), out(3), k % 2 === 0 ? out(1) : null);
        }
      });
    }
    for (const [m, k, n] of [
      [1, 1, 1],
      [33, 65, 31],
      [5, 2, 7],
      [100, 70, 9],
      [9, 700, 12],
      [1, 900, 3],
      [20, 1200, 24],
      [3, 0, 4],
      [0, 3, 4],
    ] as const) {
      check(
        `linear [${m}, ${k}] → [${m}, ${n}]`,
        (side) => {
          for (const [k2, layout] of (['dense', 'transposed', 'spread'] as const).entries()) {
            const x = side.view([m, k], { layout });
            const weight = side.view([n, k], { layout: LAYOUTS[(k2 + 1) % 2]! });
            side.kernels.linear(x, weight, side.view([n], { layout: 'spread' }), side.out('float32', m * n));
          }
        },
        3e-6,
      );
    }
    for (const groups of [1, 2]) {
      check(
        `conv2dBias, ${groups} groups, with few and with many terms`,
        (side) => {
          for (const [n, c, o, h, w] of [
            [2, 4, 8, 9, 11],
            [1, 64, 4, 3, 3],
            [3, 8, 24, 17, 14],
          ] as const) {
            const window = { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups } as const;
            const x = side.view([n, c, h, w], { layout: 'transposed' });
            const weight = side.view([o, c / groups, 3, 3]);
            const bias = side.view([o], { layout: 'reversed' });
            side.kernels.conv2dBias(x, weight, bias, window, [n, o, h, w], side.out('float32', n * o * h * w));
          }
        },
        5e-6,
      );
    }
    check('nothing', (side) => {
      for (const shape of [
        [0, 3],
        [3, 0],
      ] as const) {
        const [none, empty] = [side.view(shape), side.out('float32', 0)];
        side.kernels.softmax(none, empty);
        side.kernels.logSoftmax(none, empty);
        side.kernels.softmaxGrad(none, none, empty);
        side.kernels.logSoftmaxGrad(none, none, empty);
        side.kernels.mapGrad('relu', none, none, none, empty);
      }
      const moments = side.out('float32', 0);
      const none = side.view([0, 3]);
      side.kernels.layerNorm(none, null, null, 0.1, side.out('float32', 0), moments);
      side.kernels.layerNormGrad(
        none,
        none,
        null,
        moments,
        side.out('float32', 0),
        side.out('float32', 3, 'random'),
        null,
      );
      const targets = side.view([0], { dtype: 'int32' });
      side.kernels.crossEntropy(none, targets, side.out('float32', 0), side.out('float32', 0));
      side.kernels.crossEntropyGrad(none, targets, side.view([0]), side.out('float32', 0));
    });
  });
}
