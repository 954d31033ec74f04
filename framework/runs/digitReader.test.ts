import { describe, expect, it } from 'vitest';
import { eye, full, isListening, listen, type Tensor, tensor } from '../index.ts';
import { readingOf, trainReader } from './digitReader.ts';
import { generatedDigits } from './digitsCnn.ts';

describe('readingOf', () => {
  it('is best for images that are read without doubt, each digit once', () => {
    const { score, confidence, digits } = readingOf(eye(10));
    expect([score, confidence, digits]).toEqual([expect.closeTo(10, 5), expect.closeTo(1, 6), 10]);
  });

  it('is worst for one digit again and again, and for images that are read as nothing', () => {
    const always3 = eye(10).slice(0, 3, 4).expand([20, 10]).contiguous();
    expect(readingOf(always3)).toEqual({ score: expect.closeTo(1, 6), confidence: expect.closeTo(1, 6), digits: 1 });
    const blank = readingOf(full([20, 10], 0.1));
    expect(blank.score).toBeCloseTo(1, 6);
    expect(blank.confidence).toBeCloseTo(0.1, 6);
  });

  // By hand: two images read as (0.8, 0.2) and (0.2, 0.8); on average (0.5, 0.5). KL = 0.8 ln 1.6 + 0.2 ln 0.4 for both.
  it('agrees with a calculation by hand', () => {
    const { score, confidence } = readingOf(
      tensor([
        [0.8, 0.2],
        [0.2, 0.8],
      ]),
    );
    expect(score).toBeCloseTo(Math.exp(0.8 * Math.log(1.6) + 0.2 * Math.log(0.4)), 6);
    expect(confidence).toBeCloseTo(0.8, 6);
  });
});

describe('trainReader', () => {
  it('learns unheard, the same reader each time, and reads better than chance', { timeout: 60_000 }, () => {
    const { train, test } = generatedDigits(200, 100, 7);
    let heard = 0;
    const stop = listen(() => heard++);
    const read = trainReader(train, 7);
    const probabilities = read(test.tensors[0]!);
    expect(isListening()).toBe(true);
    stop();
    expect(heard).toBe(0);
    const right = (p: Tensor): number => p.argmax(1).eq(test.tensors[1]!).to('float32').mean().itemSync();
    expect(right(probabilities)).toBeGreaterThan(0.3);
    expect(trainReader(train, 7)(test.tensors[0]!).toArray()).toEqual(probabilities.toArray());
  });
});
