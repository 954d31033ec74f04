// What goes wrong on GPUs although every kernel is right on tame numbers: each trap that others fell into has a test here.

import { describe, expect, it } from 'vitest';
import {
  Embedding,
  Generator,
  Linear,
  noGrad,
  rand,
  randn,
  SGD,
  scope,
  Tensor,
  tensor,
  useBackend,
  webgpuCounts,
  webgpuSettled,
  zeros,
} from '../../index.ts';
import { reference } from '../../kernels/reference/index.ts';
import { type BinaryName, binary, type UnaryName, unary } from '../../kernels/scalar.ts';
import { describeAdapter, running } from '../../kernels/webgpu/device.ts';
import { webgpu } from '../../kernels/webgpu/index.ts';
import { linear } from '../../ops/linalg/linear.ts';

const bitsOf = async (x: Tensor): Promise<number[]> => [...new Int32Array((await x.data()).buffer)];

/** Everything at the edge of what an f32 can be. */
const EDGES = [
  Number.NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1,
  -1,
  2,
  -2,
  3,
  -3,
  0.5,
  -0.5,
  88,
  -88,
  89,
  -89,
  104,
  -104,
  1e4,
  -1e4,
  1e30,
  -1e30,
  1e-30,
  -1e-30,
];

function expectSame(got: number, expected: number, what: string): void {
  if (Number.isNaN(expected)) {
    expect(got, what).toBeNaN();
    return;
  }
  const error = got === expected ? 0 : Math.abs(got - expected) / Math.max(1, Math.abs(expected));
  expect(error, `${what}: got ${got}, expected ${expected}`).toBeLessThanOrEqual(1e-5);
}

const ANGLE = ['sin', 'cos']; // an f32 of 1e30 has no digit left that says where on the circle it is

export function describeTraps(): void {
  describe('NaN, infinity and overflow, which WGSL may assume absent', () => {
    const x = Float32Array.from(EDGES);
    it.each(Object.keys(unary) as UnaryName[])('%s does at the edges what the reference does', async (name) => {
      const expected = new Float32Array(x.length);
      const view = { dtype: 'float32' as const, shape: [x.length], strides: [1], offset: 0 };
      reference.map(name, { ...view, memory: x }, expected, 0.3, 2);
      const out = running().allocate('float32', x.length);
      webgpu.map(name, { ...view, memory: running().upload(x, 'float32') }, out, 0.3, 2);
      const got = await running().read(out, 0, x.length);
      x.forEach((value, i) => {
        if (ANGLE.includes(name) && Math.abs(value) > 1e4) return;
        expectSame(got[i]!, expected[i]!, `${name}(${value})`);
      });
    });

    it.each(Object.keys(binary) as BinaryName[])(
      '%s does for every pair of edges what the reference does',
      async (name) => {
        const n = x.length;
        const left = { dtype: 'float32' as const, shape: [n, n], strides: [1, 0], offset: 0 };
        const right = { ...left, strides: [0, 1] };
        const expected = new Float32Array(n * n);
        reference.zip(name, { ...left, memory: x }, { ...right, memory: x }, expected);
        const memory = running().upload(x, 'float32');
        const out = running().allocate('float32', n * n);
        webgpu.zip(name, { ...left, memory }, { ...right, memory }, out);
        const got = await running().read(out, 0, n * n);
        expected.forEach((value, i) => {
          expectSame(got[i]!, value, `${name}(${x[Math.floor(i / n)]}, ${x[i % n]})`);
        });
      },
    );

    it('NaN is true as a truth value, and differs from everything', async () => {
      const x = tensor([Number.NaN, 0, 1], { device: 'webgpu' });
      expect([...(await x.to('bool').data())]).toEqual([1, 0, 1]);
      expect([...(await x.ne(x).data())]).toEqual([1, 0, 0]);
    });

    it('a maximum, a pooled window and a sorted line let NaN through', async () => {
      const line = tensor([1, Number.NaN, 3], { device: 'webgpu' });
      expect(await line.max().item()).toBeNaN();
      expect(await line.argmax().item()).toBe(1);
      expect([...(await line.argsort().data())]).toEqual([0, 2, 1]);
      expect(await line.reshape([1, 1, 1, 3]).maxPool2d([1, 3]).item()).toBeNaN();
    });

    it('a row of attention in which everything is masked gives zeros', async () => {
      const [q, k, v] = [0, 1, 2].map((seed) =>
        randn([1, 2, 4], { generator: new Generator(seed), device: 'webgpu' }),
      ) as [Tensor, Tensor, Tensor];
      const mask = tensor(
        [
          [1, 1],
          [0, 0],
        ],
        { dtype: 'bool', device: 'webgpu' },
      );
      const y = [...(await q.scaledDotProductAttention(k, v, { mask }).data())];
      expect(y.every(Number.isFinite)).toBe(true);
      expect(y.slice(4)).toEqual([0, 0, 0, 0]);
    });
  });

  describe('the order of things', () => {
    it('a tensor that is overwritten keeps its old numbers for what was enqueued before', async () => {
      const x = tensor([1, 2, 3], { device: 'webgpu' });
      const before = x.mul(10);
      x.copyFrom_([7, 8, 9]);
      const after = x.mul(10);
      x.copyFrom_(x.add(1));
      expect([...(await before.data())]).toEqual([10, 20, 30]);
      expect([...(await after.data())]).toEqual([70, 80, 90]);
      expect([...(await x.data())]).toEqual([8, 9, 10]);
    });

    it('memory that a scope gave back, and another tensor got, is not written over too early', async () => {
      const x = tensor([1, 2, 3], { device: 'webgpu' });
      const kept: Tensor[] = [];
      for (let i = 0; i < 20; i++) {
        kept.push(
          scope(() =>
            x
              .mul(i)
              .add(tensor([i, i, i], { device: 'webgpu' }))
              .mul(1),
          ),
        );
      }
      for (const [i, y] of kept.entries()) expect([...(await y.data())]).toEqual([2 * i, 3 * i, 4 * i]);
    });

    it('more dispatches than one batch of commands holds all run, with their own parameters', async () => {
      let x = tensor([0], { device: 'webgpu' });
      for (let i = 1; i <= 300; i++) x = x.add(i);
      expect(await x.item()).toBe((300 * 301) / 2);
    });
  });

  describe('one buffer for reading and for writing in one dispatch', () => {
    it('an update whose gradient is the parameter itself', async () => {
      const w = tensor([1, 2, 4], { requiresGrad: true, device: 'webgpu' });
      w.grad = w.detach();
      new SGD([w], { lr: 0.5 }).step();
      expect([...(await w.data())]).toEqual([0.5, 1, 2]);
    });

    it('a copy from one part of a tensor over another', async () => {
      const x = tensor([1, 2, 3, 4], { device: 'webgpu' });
      noGrad(() => x.slice(0, 1, 3).copyFrom_(x.slice(0, 0, 2)));
      expect([...(await x.data())]).toEqual([1, 1, 2, 4]);
    });
  });

  describe('limits', () => {
    it('more than 65,535 workgroups stand in two dimensions', async () => {
      const n = 64 * 65_535 + 77;
      const y = scope(() =>
        zeros([n], { device: 'webgpu' })
          .add(1)
          .slice(0, n - 100),
      );
      expect([...(await y.data())]).toEqual(new Array(100).fill(1));
    });

    it('a tensor beyond the largest buffer is an error that names the limit', () => {
      const elements = (describeAdapter()!.limits['maxStorageBufferBindingSize']! / 4) * 2;
      expect(() => zeros([elements], { device: 'webgpu' })).toThrow(/allows \d+ in one buffer \(max\w+Size\)/);
    });

    it('no kernel binds more buffers than the eight that every device has', () => {
      expect(running().mostBuffers()).toBeLessThanOrEqual(8);
    });
  });

  describe('the same bits again', () => {
    it('an embedding whose rows are used many times adds its gradients in a fixed order, without atomics', async () => {
      const words = tensor(
        Int32Array.from({ length: 3000 }, (_, i) => (i * 7) % 5),
        { dtype: 'int32', device: 'webgpu' },
      );
      const gradient = randn([3000, 3], { generator: new Generator(2), device: 'webgpu' });
      const bits: number[][] = [];
      for (let run = 0; run < 2; run++) {
        const table = new Embedding(5, 3, { generator: new Generator(1) }).to('webgpu');
        table.forward(words).backward({ gradient });
        bits.push(await bitsOf(table.weight.grad!));
      }
      expect(bits[1]).toEqual(bits[0]);
    });

    it('random numbers, and so dropout masks, are those of the CPU', async () => {
      const [here, there] = (['cpu', 'webgpu'] as const).map((device) =>
        rand([100], { generator: new Generator(4), device }),
      );
      expect(await bitsOf(there!)).toEqual(await bitsOf(here!));
      const dropped = (x: Tensor): Tensor => x.dropout(0.4, { generator: new Generator(9) });
      expect(await bitsOf(dropped(there!))).toEqual(await bitsOf(dropped(here!)));
    });
  });

  describe('places', () => {
    it('tensors on different devices do not meet, but numbers go along', async () => {
      const [here, there] = [tensor([1, 2]), tensor([1, 2], { device: 'webgpu' })];
      expect(() => here.add(there)).toThrow(/add: tensors are on different devices: \[2\] on cpu, \[2\] on webgpu/);
      expect(() => there.matmul(here)).toThrow(/different devices/);
      expect([...(await there.add(tensor(3)).mul(2).data())]).toEqual([8, 10]);
      expect([...(await tensor(3).add(there).data())]).toEqual([4, 5]);
    });

    it('reading at once is refused with what to do instead', () => {
      const x = tensor([1], { device: 'webgpu' });
      for (const read of [() => x.itemSync(), () => x.dataSync(), () => x.toArray()])
        expect(read).toThrow(/await t\.data\(\) or t\.item\(\)/);
    });

    it('there and back: values, shape, dtype, also of views', async () => {
      const x = tensor(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        { dtype: 'int32' },
      );
      const back = await x.transpose().to('webgpu').cpu();
      expect([back.device, back.dtype, back.toArray()]).toEqual([
        'cpu',
        'int32',
        [
          [1, 4],
          [2, 5],
          [3, 6],
        ],
      ]);
      const view = x.to('webgpu').transpose().slice(0, 1);
      expect([...(await view.data())]).toEqual([2, 5, 3, 6]);
      expect([...(await x.to('webgpu').gt(3).data())]).toEqual([0, 0, 0, 1, 1, 1]);
    });

    it('a module moves in place: optimizers keep knowing its parameters, and its state dict loads and reads', async () => {
      const layer = new Linear(3, 2, { generator: new Generator(1) });
      const before = layer.weight.dataSync();
      const rule = new SGD(layer.parameters(), { lr: 1 });
      layer.to('webgpu');
      layer
        .forward(tensor([[1, 1, 1]], { device: 'webgpu' }))
        .sum()
        .backward();
      rule.step();
      await layer.cpu();
      expect([...layer.weight.dataSync()]).toEqual([...before].map((w) => Math.fround(w - 1)));
      layer.to('webgpu').loadStateDict({ weight: zeros([2, 3]), bias: tensor([1, 2]) });
      expect([...(await layer.bias!.data())]).toEqual([1, 2]);
    });

    it('a model that moves inside a scope stays when the scope closes', async () => {
      const layer = new Linear(2, 1, { generator: new Generator(1) });
      scope(() => void layer.to('webgpu'));
      expect(await layer.forward(zeros([1, 2], { device: 'webgpu' })).item()).toBeCloseTo(
        (await layer.bias!.item()) ?? 0,
        6,
      );
    });

    it('useBackend makes new tensors on the GPU, and back on the CPU', () => {
      useBackend('webgpu');
      expect([tensor([1]).device, zeros([2]).device, randn([2]).device]).toEqual(['webgpu', 'webgpu', 'webgpu']);
      useBackend('reference');
      expect(tensor([1]).device).toBe('cpu');
    });

    it('an index outside the axis is refused at the next reading, and gives NaN', async () => {
      const x = tensor(
        [
          [1, 2],
          [3, 4],
        ],
        { device: 'webgpu' },
      );
      const index = tensor(
        [
          [0, 2],
          [-1, 1],
        ],
        { dtype: 'int32', device: 'webgpu' },
      );
      const picked = x.gather(1, index);
      await expect(picked.data()).rejects.toThrow(/^gather: an index is outside axis 1 of \[2, 2\]/);
      expect([...(await picked.data())]).toEqual([1, NaN, NaN, 4]);
      const wrongClass = tensor([0, 5], { dtype: 'int32', device: 'webgpu' });
      const loss = x.crossEntropy(wrongClass);
      await expect(loss.item()).rejects.toThrow(/^crossEntropy: a target is not one of the 2 classes/);
      expect(await loss.item()).toBeNaN();
    });

    it('an ignored example counts nothing, on the way there and back', async () => {
      const scores = [1, 2, 3, 4, 0, -1];
      const loss = (device: 'cpu' | 'webgpu'): { x: Tensor; mean: Tensor } => {
        const x = tensor(scores, { device, requiresGrad: true });
        const targets = tensor([2, -100], { dtype: 'int32', device });
        const mean = x.reshape([2, 3]).crossEntropy(targets);
        mean.backward();
        return { x, mean };
      };
      const [cpu, gpu] = [loss('cpu'), loss('webgpu')];
      expect(await gpu.mean.item()).toBeCloseTo((await cpu.mean.item()) ?? 0, 6);
      const [got, expected] = [await gpu.x.grad!.data(), cpu.x.grad!.dataSync()];
      for (const [i, slope] of [...expected].entries()) expect(got[i], `gradient ${i}`).toBeCloseTo(slope, 6);
      expect([...got].slice(3)).toEqual([0, 0, 0]);
    });

    it('a layer of whole numbers has a bias of whole numbers', async () => {
      const whole = (values: number[]): Tensor => tensor(values, { dtype: 'int32', device: 'webgpu' });
      const y = linear(whole([1, 2, 3, 4]).reshape([2, 2]), whole([1, 0, 2, -1]).reshape([2, 2]), whole([10, -20]));
      expect([...(await y.data())]).toEqual([11, -20, 13, -18]);
    });
  });

  describe('memory', () => {
    it('scopes give buffers back, and the next scope gets the same ones', async () => {
      const x = tensor([1, 2, 3], { device: 'webgpu' });
      const step = (): void => scope(() => void x.mul(2).add(1).sum());
      for (let i = 0; i < 3; i++) step();
      await webgpuSettled();
      const before = webgpuCounts();
      for (let i = 0; i < 50; i++) step();
      await webgpuSettled();
      const after = webgpuCounts();
      // Less is allowed: the garbage collector may just then give back what earlier tests left lying about.
      for (const count of ['buffers', 'bytes', 'bytesInUse'] as const) {
        expect(after[count], count).toBeLessThanOrEqual(before[count]);
      }
    });

    it('a released tensor says which op made it', () => {
      let leaked: Tensor | null = null;
      scope(() => {
        leaked = tensor([1], { device: 'webgpu' }).exp();
      });
      expect(() => leaked!.add(1)).toThrow(/'exp' made it/);
    });
  });

  it('everything that was enqueued was accepted', async () => {
    await webgpuSettled(); // a command that the GPU refused would surface here
    expect(Tensor).toBeDefined();
  });
}
