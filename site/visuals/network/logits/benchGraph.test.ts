import { describe, expect, it } from 'vitest';
import { benchFacts } from './benchFacts.ts';
import { readBench } from './benchGraph.ts';

const rounded = (values: readonly number[], digits = 3): string[] => values.map((value) => value.toFixed(digits));

describe('readBench', () => {
  it('has the shares of 2, 1, 0, and the pulls of 4, 0, 0 with class 2 right', () => {
    expect(rounded(readBench({ logits: [2, 1, 0], label: 0 }).shares)).toEqual(['0.665', '0.245', '0.090']);
    const { pulls, price } = readBench({ logits: [4, 0, 0], label: 2 });
    expect(rounded(pulls)).toEqual(['0.965', '0.018', '-0.982']);
    expect(price).toBeCloseTo(4 + Math.log(1 + 2 * Math.exp(-4)), 12);
  });

  it('measures by nudging what backward says, and its slopes lead from the price to the pulls', () => {
    const { shares, pulls, nudged, slopes } = readBench({ logits: [0.3, -1.2, 2, 0.7], label: 1 });
    for (const [k, pull] of pulls.entries()) {
      expect(nudged[k]).toBeCloseTo(pull, 6);
      // −1/p of the truth, times its share's slope in this logit
      expect((-1 / shares[1]!) * slopes[1]![k]!).toBeCloseTo(pull, 12);
      expect(slopes[k]!.reduce((sum, slope) => sum + slope, 0)).toBeCloseTo(0, 12);
    }
  });

  it('moves the logits by minus lr times the pull, and remembers where they were', () => {
    const before = readBench({ logits: [4, 0, 0], label: 2 });
    const { logits, trail } = readBench({ logits: [4, 0, 0], label: 2, steps: 1, lr: 0.5 });
    for (const [k, logit] of logits.entries())
      expect(logit).toBeCloseTo(before.logits[k]! - 0.5 * before.pulls[k]!, 12);
    expect(trail).toEqual([[4, 0, 0]]);
    const ten = readBench({ logits: [4, 0, 0], label: 2, steps: 10 });
    expect(ten.trail).toHaveLength(10);
    expect(ten.price).toBeLessThan(before.price);
    expect(ten.logits.reduce((sum, logit) => sum + logit, 0)).toBeCloseTo(4, 10);
  });

  it('says where the plain power no longer fits a float32, and has the shares all the same', () => {
    const { plain, shares, largest, total } = readBench({ logits: [1000, 999, -1000], label: 0 });
    expect(plain).toEqual([null, null, 0]);
    expect(shares[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
    expect([largest, shares[2]]).toEqual([1000, 0]);
    expect(total).toBeCloseTo(1 + Math.exp(-1), 12);
  });
});

describe('benchFacts', () => {
  it('answers what the lesson asks', () => {
    const facts = benchFacts();
    expect(facts['moved-by-five']).toBe(1);
    expect(facts['share-of-thousand']).toBeCloseTo(0.731, 3);
    expect(facts['price-of-nothing']).toBeCloseTo(Math.log(3), 12);
    expect(facts['largest-pull']).toBe(2);
    expect(facts['row-sum']).toBe(0);
  });
});
