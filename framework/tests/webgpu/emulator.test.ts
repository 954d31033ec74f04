// The emulator of the WGSL exercises, held against kernels that are known to be right: those of the framework, on the cases by which a
// card is judged. They must give the reference's numbers there, and nothing must be found in them: no race, nothing outside.
// All of them: CHALKGRAD_EMULATE=all (a minute). By default some of each kernel.

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { emulate } from '../../../exercises/grader/wgsl/emulate.ts';
import { gpuLadder } from '../../index.ts';
import type { Kernels, Strided } from '../../kernels/Kernels.ts';
import { reference } from '../../kernels/reference/index.ts';
import { webgpu } from '../../kernels/webgpu/index.ts';
import { contiguousStrides, sizeOf } from '../../tensor/shape.ts';
import { EmulatedCard } from './EmulatedCard.ts';
import { describeKernels } from './kernelSuite.ts';

const card = new EmulatedCard();
const all = process.env['CHALKGRAD_EMULATE'] === 'all';

/** Cases of every kernel, the cheap ones; convolutions have theirs below. */
const few = new RegExp(
  [
    '^(exp|tanh|gelu|acos|sinh) on every layout',
    '^(add|remainder|ge) on pairs',
    '^copy and paste .3, 37.',
    '^select$',
    '^gather, scatterAdd and scatterReduce',
    '^scattering with many',
    '^max of short and long',
    '^uniform draws',
    '^argReduce, cumsum, cumprod, argsort',
    '^.1, 33, 65. · ',
    '^pooling: stride 3,3',
    '^with a transposed gradient',
    '^the slope of gelu',
    '^linear .5, 2. ',
    '^softmax, .* .3, 37.',
    '^softmax, .* .2, 1, 70.',
    '^layerNorm .* .2, 200.',
    '^crossEntropy .* .5, 64.',
    '^the cells of recurrent networks .* .3, 5.',
  ].join('|'),
);

/** The kernels of which something ran here: in the end, every one that there is. */
const ran = new Set<string>();

beforeAll(() => {
  for (const [name, kernel] of Object.entries({ ...webgpu }) as [string, (...args: never[]) => void][]) {
    const noted = (...args: never[]): void => {
      const before = card.dispatched.length;
      kernel(...args);
      if (card.dispatched.length > before) ran.add(name);
    };
    vi.spyOn(webgpu, name as 'copy').mockImplementation(noted as never);
  }
});

afterAll(() => {
  vi.restoreAllMocks();
  expect([...ran].sort()).toEqual(Object.keys(webgpu).sort());
});

describe('the framework’s kernels in the emulator', () => {
  describeKernels(
    () => card,
    (name) => all || few.test(name),
  );

  afterAll(() => {
    const found = card.dispatched.flatMap(({ key, findings }) => findings.map((finding) => ({ key, ...finding })));
    expect(found).toEqual([]);
    expect(card.dispatched.length).toBeGreaterThan(20);
  });
});

describe('convolution in the emulator', () => {
  it('conv2d, with a bias too, and both gradients give the reference’s numbers', async () => {
    const window = { stride: [2, 1], padding: [1, 2], dilation: [1, 1], groups: 1 } as const;
    const shapes = { x: [2, 3, 7, 6], weight: [4, 3, 3, 2], bias: [4], y: [2, 4, 4, 9] };
    const views = (upload: (values: Float32Array) => unknown) =>
      Object.fromEntries(
        Object.entries(shapes).map(([name, shape]) => {
          const values = Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(1 + 0.7 * i));
          return [
            name,
            { memory: upload(values), dtype: 'float32', shape, strides: contiguousStrides(shape), offset: 0 },
          ];
        }),
      ) as unknown as Record<keyof typeof shapes, Strided<never>>;
    const calls = [
      ['conv2d', 'x', 'weight', 'y'],
      ['conv2dInputGrad', 'y', 'weight', 'x'],
      ['conv2dWeightGrad', 'y', 'x', 'weight'],
    ] as const;
    const [here, there] = [
      views((values) => values),
      views((values) => card.upload(values as Float32Array<ArrayBuffer>, 'float32')),
    ];
    for (const [name, left, right, result] of calls) {
      const n = sizeOf(shapes[result]);
      const [expected, out] = [new Float32Array(n), card.allocate('float32', n)];
      (reference[name] as Kernels<Float32Array>[typeof name])(
        here[left],
        here[right],
        window,
        shapes[result],
        expected,
      );
      webgpu[name](there[left], there[right], window, shapes[result], out);
      const got = await card.read(out, 0, n);
      for (const [i, value] of expected.entries())
        expect(Math.abs(got[i]! - value), `${name}, number ${i}`).toBeLessThan(1e-5);
    }
    const n = sizeOf(shapes.y);
    const [expected, out] = [new Float32Array(n), card.allocate('float32', n)];
    reference.conv2dBias(here.x, here.weight, here.bias, window, shapes.y, expected);
    webgpu.conv2dBias(there.x, there.weight, there.bias, window, shapes.y, out);
    const got = await card.read(out, 0, n);
    for (const [i, value] of expected.entries()) expect(Math.abs(got[i]! - value)).toBeLessThan(1e-5);
    expect(card.dispatched.slice(-4).map(({ findings }) => findings)).toEqual([[], [], [], []]);
  });
});

describe('the ladder in the emulator', () => {
  const [m, k, n] = [17, 37, 33];
  const wave = (length: number, step: number): number[] =>
    Array.from({ length }, (_, i) => Math.fround(Math.sin(1 + step * i)));
  const [a, b] = [wave(m * k, 0.7), wave(k * n, 1.3)];
  const right = Array.from({ length: m * n }, (_, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    return Array.from({ length: k }, (_, p) => a[row * k + p]! * b[p * n + column]!).reduce((sum, x) => sum + x, 0);
  });
  // Rows and columns that a group makes, and the most that a thread of it reads.
  const reads: Readonly<Record<string, number>> = {
    G0: 2 * k,
    G1: 2 * k,
    G2: 2 * 3,
    G3: 5 * 3,
    G4: 16 * 3,
    G5: 16 * 3,
  };
  const tiles: Readonly<Record<string, readonly [number, number]>> = {
    G0: [64, 1],
    G1: [16, 16],
    G2: [16, 16],
    G3: [64, 16],
    G4: [32, 32],
    G5: [32, 32],
  };

  it.each(gpuLadder.map((rung) => [rung.name, rung] as const))(
    '%s gives the product, and fetches what it says',
    (name, rung) => {
      const [rows, columns] = tiles[name]!;
      const groups = [Math.ceil(n / columns), Math.ceil(m / rows)];
      const product = new Array<number>(m * n + 9).fill(-7777);
      const { fault, record, buffers } = emulate(rung.wgsl, groups, [[m, n, k], a, b, product], {
        outputs: { 3: m * n },
        mostReads: reads[name]!,
      });
      expect(fault).toBeNull();
      expect(record.findings).toEqual([]);
      for (const [i, value] of right.entries())
        expect(Math.abs(buffers[3]![i]! - value), `number ${i}`).toBeLessThan(1e-5);
      expect(buffers[3]!.slice(m * n)).toEqual(new Array(9).fill(-7777));
      expect(Math.max(...record.threads.map((thread) => thread.reads))).toBeGreaterThan(reads[name]! / 2);
    },
  );
});
