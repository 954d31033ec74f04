// Without fused multiply-add every machine computes the same bits; the browser's test of the kernels checks the same number.

import { afterAll, expect, it } from 'vitest';
import { fixedComputation, fixedTiles, STRICT_BITS, STRICT_TILE_BITS } from '../../tests/fixedComputation.ts';
import { isRelaxed } from './engine.ts';
import { setRelaxed, startSimd } from './load.ts';

afterAll(() => setRelaxed(true));

it('strict kernels give the bits they always gave', () => {
  setRelaxed(false);
  expect(startSimd()).toBe(true);
  expect(isRelaxed()).toBe(false);
  expect(fixedComputation()).toBe(STRICT_BITS);
  expect(fixedTiles()).toBe(STRICT_TILE_BITS);
});

it('relaxed kernels may differ between machines, not between runs', () => {
  setRelaxed(true);
  startSimd();
  expect(fixedComputation()).toBe(fixedComputation());
  expect(fixedTiles()).toBe(fixedTiles());
});
