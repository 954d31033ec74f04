// The table of ops on the GPU: every example of every op, forward and backward, on strided views, against the reference in float32.
// Runs in Node (ops.test.ts) and in Chromium (webgpu.browser.test.ts). float64 has no place on a GPU: examples are converted first.

import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../kernels/backend.ts';
import { rand } from '../../tensor/create.ts';
import { type DataBuffer, isFloat } from '../../tensor/dtype.ts';
import { Generator } from '../../tensor/random.ts';
import type { Device } from '../../tensor/storage.ts';
import { movedStorage, type Tensor } from '../../tensor/Tensor.ts';
import { type ExampleCall, exampleCalls, strided } from '../exampleCalls.ts';

/** Largest allowed |gpu - cpu| / max(1, |cpu|): a few units in the last place of an f32, more where many of them add up. */
const TOLERANCE: Readonly<Record<string, number>> = {
  default: 3e-6,
};

/** Examples that ask for what a GPU refuses, and the words in which it does. Each is tested to refuse. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'nonzero 0': /not known without reading/,
  'nonzero 1': /not known without reading/,
  'nonzero 2': /not known without reading/,
  'maskedSelect 0': /not known without reading/,
  'maskedSelect 1': /not known without reading/,
  'maskedSelect 2': /not known without reading/,
  'to 0': /float64 does not exist on the GPU/,
  'oneHot 1': /how many classes/,
  'oneHot 2': /float64 does not exist on the GPU/,
};

const title = ({ op, example }: ExampleCall): string => `${op} ${example}`;

/** The same example with tensors of its own on a device; `leaves` are the operands, which want gradients. */
function placed(call: ExampleCall, device: Device): { run: () => Tensor; leaves: readonly Tensor[] } {
  const copies = new Map<Tensor, Tensor>();
  const copy = (x: Tensor): Tensor => {
    const known = copies.get(x);
    if (known !== undefined) return known;
    const view = isFloat(x.dtype) ? strided(x.to('float32')) : strided(x);
    const there = device === 'cpu' ? view : strayed(view);
    if (isFloat(x.dtype) && call.inputs.includes(x)) there.requiresGrad_();
    copies.set(x, there);
    return there;
  };
  const leaves = call.inputs.filter((x) => isFloat(x.dtype)).map(copy);
  return { run: () => call.runChanged(copy), leaves };
}

/** The whole memory moved with its strides: `to` would straighten a view. */
function strayed(view: Tensor): Tensor {
  const whole = view.detach();
  whole.moveTo_(movedStorage(view.storage, 'webgpu'));
  return whole;
}

function worstError(got: DataBuffer, expected: DataBuffer): number {
  expect(got.length).toBe(expected.length);
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    if (Number.isNaN(expected[i]) && Number.isNaN(got[i])) continue;
    const error = Math.abs(got[i]! - expected[i]!) / Math.max(1, Math.abs(expected[i]!));
    if (!(error <= worst)) worst = Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
  }
  return worst;
}

export function describeOps(): void {
  const calls = exampleCalls();
  beforeAll(() => useBackend('reference')); // the judge
  const accepted = calls.filter((call) => REFUSED[title(call)] === undefined);

  describe('every op on the GPU gives what the reference gives', () => {
    it.each(accepted.map((call) => [title(call), call] as const))('%s', async (name, call) => {
      const tolerance = TOLERANCE[call.op] ?? TOLERANCE['default']!;
      const [cpu, gpu] = [placed(call, 'cpu'), placed(call, 'webgpu')];
      const [expected, got] = [cpu.run(), gpu.run()];
      expect(got.device).toBe('webgpu');
      expect([got.shape, got.dtype]).toEqual([expected.shape, expected.dtype]);
      expect(worstError(await got.data(), expected.dataSync()), name).toBeLessThanOrEqual(tolerance);
      if (!expected.requiresGrad) return;
      const upstream = { generator: new Generator(3) };
      expected.backward({ gradient: rand(expected.shape, upstream) });
      got.backward({ gradient: rand(expected.shape, { generator: new Generator(3), device: 'webgpu' }) });
      for (const [k, leaf] of cpu.leaves.entries()) {
        const other = gpu.leaves[k]!.grad;
        expect(other === null, `gradient ${k}`).toBe(leaf.grad === null);
        if (leaf.grad === null || other === null) continue;
        expect(other.device).toBe('webgpu');
        expect(worstError(await other.data(), leaf.grad.dataSync()), `gradient ${k}`).toBeLessThanOrEqual(tolerance);
      }
    });
  });

  describe('what a GPU cannot do', () => {
    const refused = calls.filter((call) => REFUSED[title(call)] !== undefined);
    it.each(refused.map((call) => [title(call), call] as const))('is refused in plain words: %s', (name, call) => {
      expect(placed(call, 'webgpu').run).toThrow(REFUSED[name]);
    });

    it('is the whole list of exceptions: every one of them is an example', () => {
      expect(refused.map(title).sort()).toEqual(Object.keys(REFUSED).sort());
    });
  });
}
