// How far the compiled transcendental functions lie from the exact value, in units in the last place (ulp) of float32, over all
// sizes of argument. The reference computes in double precision, so it stands for the exact value.

import { beforeAll, describe, expect, it } from 'vitest';
import { Views } from '../../tests/randomViews.ts';
import { type UnaryName, unary } from '../scalar.ts';
import { simd } from './index.ts';
import { startSimd } from './load.ts';

beforeAll(() => {
  expect(startSimd()).toBe(true);
});

/** Distance of two float32 numbers in steps from one float32 to the next. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const bits = new Int32Array(Float32Array.of(a, b).buffer);
  const [x, y] = [...bits].map((n) => (n < 0 ? -(n & 0x7fffffff) : n)) as [number, number];
  return Number.isNaN(a) || Number.isNaN(b) ? Number.POSITIVE_INFINITY : Math.abs(x - y);
}

function worst(name: UnaryName, arguments_: readonly number[], a = 0): { ulps: number; at: number } {
  const x = Float32Array.from(arguments_);
  const out = new Float32Array(x.length);
  simd.map(name, { memory: x, dtype: 'float32', shape: [x.length], strides: [1], offset: 0 }, out, a);
  const exact: (x: number, a: number, b: number) => number = unary[name];
  let found = { ulps: 0, at: 0 };
  for (let i = 0; i < x.length; i++) {
    const distance = ulps(out[i]!, Math.fround(exact(x[i]!, a, 0)));
    if (distance > found.ulps) found = { ulps: distance, at: x[i]! };
  }
  return found;
}

const views = new Views(11);
const spread = (low: number, high: number): number[] => Array.from({ length: 20_000 }, () => views.uniform(low, high));
/** Powers of ten between 10^low and 10^high, of both signs if asked for. */
const decades = (low: number, high: number, both = true): number[] =>
  spread(low, high).map((power) => 10 ** power * (both ? views.pick([1, -1]) : 1));

describe('units in the last place', () => {
  it.each([
    ['exp', spread(-87, 88), 2],
    ['exp', decades(-30, 0), 2],
    ['log', decades(-37, 38, false), 2],
    ['log', spread(0.5, 2), 4],
    ['log1p', decades(-30, 30, false), 4],
    ['log1p', spread(-0.9, 2), 4],
    ['tanh', decades(-30, 1), 3],
    ['tanh', spread(-4, 4), 3],
    ['sigmoid', spread(-80, 80), 4],
    ['softplus', spread(-20, 20), 4],
    ['erf', decades(-30, 1), 3],
    ['erf', spread(-4, 4), 3],
    ['silu', spread(-80, 80), 4],
    ['asin', spread(-1, 1), 4],
    ['acos', spread(-1, 1), 4],
    ['atan', decades(-30, 30), 4],
    ['atan', spread(-4, 4), 4],
    ['sinh', decades(-30, 1), 4],
    ['sinh', spread(-89, 89), 4],
    ['cosh', spread(-89, 89), 4],
  ] as const)('%s', (name, arguments_, bound) => {
    const found = worst(name, arguments_);
    expect(found.ulps, `${name}(${found.at})`).toBeLessThanOrEqual(bound);
  });

  it('gelu in absolute terms: its area under the bell curve is an approximation good to 1.5e-7', () => {
    const x = Float32Array.from(spread(-12, 12));
    const out = new Float32Array(x.length);
    simd.map('gelu', { memory: x, dtype: 'float32', shape: [x.length], strides: [1], offset: 0 }, out);
    for (let i = 0; i < x.length; i++) {
      const exact = unary.gelu(x[i]!);
      expect(Math.abs(out[i]! - exact)).toBeLessThanOrEqual(3e-7 * Math.max(1, Math.abs(exact)));
    }
  });
});

describe('special arguments', () => {
  const special = [
    0,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    1e-45,
    -1e-45,
    3e38,
    -3e38,
    1,
    -1,
    89,
    -104,
  ];
  it.each([
    'exp',
    'log',
    'log1p',
    'tanh',
    'sigmoid',
    'softplus',
    'erf',
    'relu',
    'sqrt',
    'silu',
    'sign',
    'round',
    'floor',
    'ceil',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'selu',
    'softsign',
    'hardsigmoid',
    'hardswish',
  ] as const)('%s', (name) => {
    for (const x of special) {
      const out = new Float32Array(1);
      simd.map(name, { memory: Float32Array.of(x), dtype: 'float32', shape: [1], strides: [1], offset: 0 }, out);
      const expected = Math.fround((unary[name] as (x: number) => number)(Math.fround(x)));
      const same = Number.isNaN(expected)
        ? Number.isNaN(out[0]!)
        : Math.abs(out[0]! - expected) <= 1e-7 * Math.abs(expected) || out[0] === expected;
      const isTiny = Math.abs(expected) < 1e-37 && Math.abs(out[0]!) < 1e-37;
      expect(same || isTiny, `${name}(${x}): got ${out[0]}, expected ${expected}`).toBe(true);
    }
  });
});
