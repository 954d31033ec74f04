import { describe, expect, it } from 'vitest';
import { ngramPerplexity } from './ngramPerplexity.ts';

describe('ngramPerplexity', () => {
  // By hand: in 0 0 1 the counts are 2 and 1, plus one each, of 5; on 0 1: 3/5 and 2/5.
  it('of single tokens is that of their frequencies', () => {
    expect(ngramPerplexity([0, 0, 1], [0, 1], 2, 1)).toBeCloseTo(1 / Math.sqrt((3 / 5) * (2 / 5)), 12);
  });

  // After 0 came 1 twice and nothing else: (2 + 1) / (2 + 2); after 1 came 0 once: (1 + 1) / (1 + 2).
  it('of pairs is that of what followed what', () => {
    expect(ngramPerplexity([0, 1, 0, 1], [0, 1, 0], 2, 2)).toBeCloseTo(1 / Math.sqrt((3 / 4) * (2 / 3)), 12);
  });

  it('of an unseen context is the size of the vocabulary', () => {
    expect(ngramPerplexity([0, 0, 0], [3, 4], 5, 2)).toBeCloseTo(5, 12);
  });

  it('keeps tokens of several digits apart', () => {
    expect(ngramPerplexity([1, 11, 1, 11], [11, 1], 12, 2)).toBeCloseTo(1 / (2 / 13), 12);
  });

  it('refuses no order and no text', () => {
    expect(() => ngramPerplexity([0], [0], 2, 0)).toThrow(/order 0/);
    expect(() => ngramPerplexity([0, 1], [0], 2, 2)).toThrow(/1 tokens to test/);
  });
});
