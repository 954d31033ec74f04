// Every op of the table, every example: is its derivative right, also on strided views; is its second derivative; does it give
// the same numbers in float32, on views, and on nothing at all. Ties, zeros and other traps stand in opTraps.test.ts.

import { describe, expect, it, vi } from 'vitest';
import { grad } from '../autograd/backward.ts';
import { gradcheck } from '../autograd/gradcheck.ts';
import type { Kernels } from '../kernels/Kernels.ts';
import { reference } from '../kernels/reference/index.ts';
import { opList } from '../ops/index.ts';
import { rand } from '../tensor/create.ts';
import { isFloat } from '../tensor/dtype.ts';
import { enableGrad, noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { asFloat, type ExampleCall, exampleCalls, strided } from './exampleCalls.ts';

const calls = exampleCalls();
const title = ({ op, example }: ExampleCall): string => `${op}, example ${example}`;

/** Can a gradient pass? Indices and masks have none. */
const isDifferentiable = (call: ExampleCall): boolean =>
  (call.definition.backward !== null || call.definition.composed === true) &&
  call.inputs.some((x) => x.dtype === 'float64') &&
  isFloat(call.run(call.inputs).dtype);

const differentiable = calls.filter(isDifferentiable);

describe('the table of ops', () => {
  it('has an example, a summary and both equations for every op, under its own name', () => {
    for (const [name, { definition }] of Object.entries(opList)) {
      expect(definition.name).toBe(name);
      expect(definition.summary.length, name).toBeGreaterThan(10);
      expect(definition.tex.forward.length, name).toBeGreaterThan(3);
      expect(definition.tex.backward.length, name).toBeGreaterThan(3);
      expect(calls.filter((call) => call.op === name).length, name).toBeGreaterThan(0);
    }
  });
});

describe('the kernels each op names', () => {
  it.each(calls.map((call) => [title(call), call] as const))('are the ones its forward runs: %s', (_, call) => {
    const names = Object.keys(reference) as (keyof Kernels)[];
    const spies = names.map((name) => vi.spyOn(reference, name));
    noGrad(() => call.runChanged(strided));
    const ran = names.filter((_name, i) => spies[i]!.mock.calls.length > 0);
    for (const spy of spies) spy.mockRestore();
    const housekeeping = ['copy', ...(call.definition.composed === true ? ['paste'] : [])]; // views made dense; several results joined for the check
    expect(ran.filter((name) => !call.definition.kernels.includes(name) && !housekeeping.includes(name))).toEqual([]);
  });
});

describe('the derivative of each op', () => {
  it.each(differentiable.map((call) => [title(call), call] as const))('is the measured slope: %s', (_, call) => {
    expect(gradcheck(call.run, call.inputs)).toBeNull();
  });

  it.each(differentiable.map((call) => [title(call), call] as const))('is the same on strided views: %s', (_, call) => {
    expect(gradcheck(call.run, call.inputs.map(strided))).toBeNull();
  });
});

describe('the second derivative of each op', () => {
  const smooth = differentiable.filter(({ definition }) => definition.twice !== false);
  it.each(smooth.map((call) => [title(call), call] as const))('is the slope of the first: %s', (_, call) => {
    const inputs = call.inputs.map((x) => x.detach());
    const upstream = rand(call.run(inputs).shape, { dtype: 'float64', generator: new Generator(3) });
    const floats = inputs.filter((x) => x.dtype === 'float64').length;
    const firstDerivative = (given: readonly Tensor[]): Tensor => {
      const operands = given
        .slice(0, -1)
        .map((x) => (isFloat(x.dtype) && !x.requiresGrad ? x.detach().requiresGrad_() : x));
      const wanted = operands.filter((x) => x.dtype === 'float64');
      const slopes = grad(call.run(operands).mul(given.at(-1)!).sum(), wanted, { createGraph: true });
      return opList.concat(slopes.map((slope) => slope.reshape([-1])));
    };
    expect(floats).toBeGreaterThan(0);
    expect(
      gradcheck((given) => enableGrad(() => firstDerivative(given)), [...inputs, upstream], { tolerance: 1e-5 }),
    ).toBeNull();
  });
});

describe('the forward of each op', () => {
  it.each(calls.map((call) => [title(call), call] as const))(
    'gives the same numbers on strided views: %s',
    (_, call) => {
      const dense = call.run(call.inputs);
      const onViews = call.runChanged(strided);
      expect(onViews.shape).toEqual(dense.shape);
      expectClose(onViews, dense, 1e-12);
    },
  );

  const withFloats = calls.filter(({ op }) => op !== 'to').filter(({ inputs }) => inputs.some((x) => isFloat(x.dtype)));
  it.each(withFloats.map((call) => [title(call), call] as const))(
    'gives in float32 what it gives in float64: %s',
    (_, call) => {
      const exact = call.runChanged((x) => asFloat('float64')(asFloat('float32')(x)));
      const coarse = call.runChanged(asFloat('float32'));
      expect(coarse.shape).toEqual(exact.shape);
      expect(coarse.dtype).toBe(exact.dtype === 'float64' ? 'float32' : exact.dtype);
      expectClose(coarse, exact, 1e-5);
    },
  );
});

function expectClose(got: Tensor, expected: Tensor, tolerance: number): void {
  const [a, b] = [got.dataSync(), expected.dataSync()];
  for (let i = 0; i < b.length; i++) {
    const error = Math.abs(a[i]! - b[i]!) / Math.max(1, Math.abs(b[i]!));
    expect(error, `entry ${i}: got ${a[i]}, expected ${b[i]}`).toBeLessThanOrEqual(tolerance);
  }
}
