// Blocks of WASM memory: they do not overlap, come back, and are counted.

import { beforeAll, expect, it } from 'vitest';
import type { DataBuffer, DType } from '../../tensor/dtype.ts';
import { Views } from '../../tests/randomViews.ts';
import { arena } from './arena.ts';
import { wasmBuffer } from './engine.ts';
import { startSimd } from './load.ts';

beforeAll(() => {
  expect(startSimd()).toBe(true);
});

it('gives blocks of WASM memory that never overlap, also after some came back', () => {
  const views = new Views(3);
  const live = new Map<number, DataBuffer>();
  const before = arena.bytesInUse();
  for (let round = 0; round < 2000; round++) {
    if (views.whole(0, 2) > 0) {
      const dtype = views.pick<DType>(['float32', 'float64', 'int32', 'bool']);
      const block = arena.allocate(dtype, views.whole(1, 300))!;
      expect(block.buffer).toBe(wasmBuffer());
      expect(block.byteOffset % 16).toBe(0);
      expect(live.has(block.byteOffset)).toBe(false);
      live.set(block.byteOffset, block);
    } else {
      const [at, block] = [...live][views.whole(0, live.size - 1)] ?? [];
      if (at === undefined || block === undefined) continue;
      live.delete(at);
      arena.free(block);
    }
  }
  const ends = [...live.values()]
    .map((block) => [block.byteOffset, block.byteOffset + block.byteLength])
    .sort((a, b) => a[0]! - b[0]!);
  for (let i = 1; i < ends.length; i++) expect(ends[i]![0]).toBeGreaterThanOrEqual(ends[i - 1]![1]! + 16); // room for a vector
  for (const block of live.values()) arena.free(block);
  expect(arena.bytesInUse()).toBe(before);
});

it('hands a block out again, so that a loop of equal steps takes nothing new', () => {
  const first = arena.allocate('float32', 1000)!;
  arena.free(first);
  expect(arena.allocate('float32', 1000)).toBe(first);
  arena.free(first);
  const other = arena.allocate('int32', 990)!;
  expect(other.byteOffset).toBe(first.byteOffset);
  arena.free(other);
});

it('says null instead of growing past its share', () => {
  expect(arena.allocate('float64', 2 ** 27)).toBeNull();
  expect(arena.allocate('float32', 0)).toBeNull();
});
