// Every op of the table on the SIMD backend: forward and gradients like the reference's, in float32, on dense tensors and on
// strided views, inside a scope (where tensors live in WASM memory) and outside of one.

import { afterEach, describe, expect, it } from 'vitest';
import { grad } from '../autograd/backward.ts';
import { backendName, useBackend } from '../kernels/backend.ts';
import { rand } from '../tensor/create.ts';
import { isFloat } from '../tensor/dtype.ts';
import { Generator } from '../tensor/random.ts';
import { scope } from '../tensor/scope.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { asFloat, type ExampleCall, exampleCalls, strided } from './exampleCalls.ts';

const calls = exampleCalls();
const TOLERANCE = 2e-5;

afterEach(() => useBackend('reference'));

/** Output and gradients of a call, as plain numbers. */
function results(call: ExampleCall, change: (x: Tensor) => Tensor): number[][] {
  const inputs = call.inputs.map((x) => {
    const own = change(asFloat('float32')(x)).detach();
    return isFloat(own.dtype) ? own.requiresGrad_() : own;
  });
  const output = call.run(inputs);
  const numbers = [[...output.dataSync()]];
  const wanted = inputs.filter((x) => x.requiresGrad);
  if (output.requiresGrad && wanted.length > 0) {
    const upstream = rand(output.shape, { generator: new Generator(3) });
    for (const slope of grad(output.mul(upstream).sum(), wanted)) {
      numbers.push([...slope.dataSync()]);
    }
  }
  return numbers;
}

const kinds = [
  ['dense, outside of a scope', (x: Tensor) => x, (run: () => number[][]) => run()],
  ['dense, in a scope', (x: Tensor) => x, (run: () => number[][]) => scope(run)],
  ['strided', strided, (run: () => number[][]) => run()],
] as const;

describe.each(kinds)('%s', (_kind, change, within) => {
  it.each(calls.map((call) => [`${call.op}, example ${call.example}`, call] as const))('%s', (_title, call) => {
    useBackend('reference');
    const expected = within(() => results(call, change));
    useBackend('simd');
    expect(backendName()).toBe('simd');
    const got = within(() => results(call, change));
    expect(got.length).toBe(expected.length);
    got.forEach((numbers, part) => {
      expect(numbers.length).toBe(expected[part]!.length);
      numbers.forEach((x, i) => {
        const y = expected[part]![i]!;
        const error = Object.is(x, y) ? 0 : Math.abs(x - y) / Math.max(1, Math.abs(y));
        expect(error, `part ${part}, entry ${i}: got ${x}, expected ${y}`).toBeLessThanOrEqual(TOLERANCE);
      });
    });
  });
});

describe('the way back in one loop is the one composed of ops', () => {
  it.each(calls.map((call) => [`${call.op}, example ${call.example}`, call] as const))('%s', (_title, call) => {
    useBackend('reference');
    const slopes = (createGraph: boolean): number[][] => {
      const inputs = call.inputs.map((x) => (isFloat(x.dtype) ? x.detach().requiresGrad_() : x));
      const output = call.run(inputs);
      if (!output.requiresGrad) return [];
      const upstream = rand(output.shape, { generator: new Generator(3), dtype: 'float64' });
      const wanted = inputs.filter((x) => x.requiresGrad);
      return grad(output.mul(upstream).sum(), wanted, { createGraph }).map((slope) => [...slope.dataSync()]);
    };
    const [plain, composed] = [slopes(false), slopes(call.definition.twice !== false)];
    plain.forEach((numbers, part) => {
      numbers.forEach((x, i) => {
        expect(x).toBeCloseTo(composed[part]![i]!, 10);
      });
    });
  });
});
