import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throttled } from './throttled.ts';

describe('throttled', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('acts at once, then at most once a pause, and always on the last argument', () => {
    const seen: number[] = [];
    const act = throttled(100, (n: number) => seen.push(n));
    act(1);
    act(2);
    act(3);
    expect(seen).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(seen).toEqual([1, 3]);
    vi.advanceTimersByTime(50);
    act(4);
    expect(seen).toEqual([1, 3]);
    vi.advanceTimersByTime(50);
    expect(seen).toEqual([1, 3, 4]);
  });

  it('acts at once again after a rest', () => {
    const seen: number[] = [];
    const act = throttled(100, (n: number) => seen.push(n));
    act(1);
    vi.advanceTimersByTime(1000);
    act(2);
    expect(seen).toEqual([1, 2]);
  });
});
