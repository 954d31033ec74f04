// The compiled kernels reach a page the way they reach a worker: fetched, started, and then the same as the reference.

import { afterAll, expect, it } from 'vitest';
import { fixedComputation, fixedTiles, STRICT_BITS, STRICT_TILE_BITS } from '../../tests/fixedComputation.ts';
import { Views } from '../../tests/randomViews.ts';
import { backendName, backendReason, loadSimd, useBackend } from '../backend.ts';
import { reference } from '../reference/index.ts';
import { isRelaxed } from './engine.ts';
import { simd } from './index.ts';
import { setRelaxed } from './load.ts';

afterAll(() => useBackend('reference'));

it('before they are loaded the reference serves, and says why', () => {
  expect(backendName()).toBe('reference');
  expect(backendReason()).toMatch(/loadSimd/);
});

it('once loaded they multiply matrices like the reference', async () => {
  expect(await loadSimd()).toBe(true);
  expect(backendName()).toBe('simd');
  expect(backendReason()).toBe('');
  const views = new Views(5);
  const [a, b] = [views.view([1, 33, 70]), views.view([1, 70, 31], 'transposed')];
  const [got, expected] = [new Float32Array(33 * 31), new Float32Array(33 * 31)];
  simd.matmul(a, b, got);
  reference.matmul(a, b, expected);
  for (let i = 0; i < got.length; i++) expect(Math.abs(got[i]! - expected[i]!)).toBeLessThan(1e-5);
});

it('strict kernels give the same bits here as in Node', async () => {
  setRelaxed(false);
  expect(await loadSimd()).toBe(true);
  expect(isRelaxed()).toBe(false);
  expect(fixedComputation()).toBe(STRICT_BITS);
  expect(fixedTiles()).toBe(STRICT_TILE_BITS);
});
