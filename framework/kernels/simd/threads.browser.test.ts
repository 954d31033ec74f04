// Threads in a page: workers over one memory, joined while the page's own thread may not sleep; the bits of one thread.

import { afterAll, expect, it } from 'vitest';
import { Views } from '../../tests/randomViews.ts';
import { loadSimd, useBackend } from '../backend.ts';
import { simd } from './index.ts';
import { setThreads } from './load.ts';
import { helped, shareFrom, threads, threadsReady, threadsReason } from './threads.ts';

afterAll(() => {
  setThreads(1);
  shareFrom(null);
  useBackend('reference');
});

it('two threads share products and convolutions, and give the bits of one', async () => {
  expect(crossOriginIsolated).toBe(true);
  setThreads(2);
  expect(await loadSimd()).toBe(true);
  expect(await threadsReady()).toBe(2);
  expect(threadsReason()).toBe('');
  const views = new Views(9);
  const [a, b] = [views.view([1, 90, 300]), views.view([1, 300, 70], 'transposed')];
  const [x, weight] = [views.view([6, 3, 20, 20]), views.view([8, 3, 3, 3])];
  const window = { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1 } as const;
  const results = (from: number): Float32Array[] => {
    shareFrom(from);
    const [product, maps] = [new Float32Array(90 * 70), new Float32Array(6 * 8 * 400)];
    simd.matmul(a, b, product);
    simd.conv2d(x, weight, window, [6, 8, 20, 20], maps);
    return [product, maps];
  };
  const alone = results(Number.POSITIVE_INFINITY);
  expect(helped()).toBe(0);
  const end = performance.now() + 60_000;
  while (helped() === 0 && performance.now() < end) expect(results(0)).toEqual(alone);
  expect(helped()).toBeGreaterThan(0);
});

it('a page that may not share memory has one thread, and says why', () => {
  const isolated = Object.getOwnPropertyDescriptor(globalThis, 'crossOriginIsolated')!;
  Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false, configurable: true });
  setThreads(2);
  expect(threads()).toBe(1);
  expect(threadsReason()).toMatch(/not cross-origin isolated/);
  Object.defineProperty(globalThis, 'crossOriginIsolated', isolated);
});
