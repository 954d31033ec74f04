import { describe, expect, it } from 'vitest';
import { timeProduct } from './timeProduct.ts';

/** A clock that only the product moves: each takes as long as `costs` says, in turn. */
function fakeClock(costs: readonly number[]): { now: () => number; run: (times: number) => void; made: () => number } {
  let time = 0;
  let made = 0;
  const run = (times: number): void => {
    for (let i = 0; i < times; i++) time += costs[made++ % costs.length]!;
  };
  return { now: () => time, run, made: () => made };
}

describe('timeProduct', () => {
  it('finds what one product takes, by samples long enough for a coarse clock', async () => {
    const { now, run } = fakeClock([0.25]);
    const { ms, products } = await timeProduct(run, now);
    expect(ms).toBeCloseTo(0.25, 10);
    expect(products * ms).toBeGreaterThanOrEqual(400);
  });

  it('takes three samples of a slow product, one of a very slow one', async () => {
    const slow = fakeClock([500]);
    expect(await timeProduct(slow.run, slow.now)).toEqual({ ms: 500, products: 3 });
    expect(slow.made()).toBe(4); // one to warm up
    const crawling = fakeClock([9000]);
    expect(await timeProduct(crawling.run, crawling.now)).toEqual({ ms: 9000, products: 1 });
  });

  it('is not moved by a sample that was disturbed', async () => {
    const { now, run } = fakeClock([30, 30, 30, 3000, 30, 30, 30, 30]);
    expect((await timeProduct(run, now)).ms).toBe(30);
  });

  it('waits for products that are made elsewhere', async () => {
    const { now, run } = fakeClock([50]);
    const later = async (times: number): Promise<void> => {
      await Promise.resolve();
      run(times);
    };
    expect((await timeProduct(later, now)).ms).toBe(50);
  });
});
