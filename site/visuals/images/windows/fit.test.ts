import { describe, expect, it } from 'vitest';
import { conv2d, Generator, ones, zeros } from '#framework';
import { fitOf } from './fit.ts';

const random = new Generator(5);
const windows = Array.from({ length: 40 }, () => ({
  size: 4 + random.integer(12),
  kernel: 1 + random.integer(4),
  stride: 1 + random.integer(3),
  padding: random.integer(3),
  dilation: 1 + random.integer(2),
})).filter(({ size, kernel, padding, dilation }) => dilation * (kernel - 1) + 1 <= size + 2 * padding);

describe('fitOf', () => {
  it.each(windows)('%o has the framework’s places, and its gradient counts the windows of each cell', (window) => {
    const { size, kernel, stride, padding, dilation } = window;
    const x = zeros([1, 1, size, 1]).requiresGrad_();
    const options = { stride: [stride, 1], padding: [padding, 0], dilation: [dilation, 1] } as const;
    const y = conv2d(x, ones([1, 1, kernel, 1]), undefined, options);
    const fit = fitOf(window);
    expect(fit.starts).toHaveLength(y.shape[2]!);
    y.sum().backward();
    expect(fit.seenBy).toEqual([...x.grad!.dataSync()]);
  });

  it('finds no place where the window is too large, and names what is never seen', () => {
    expect(fitOf({ size: 2, kernel: 5, stride: 1, padding: 0, dilation: 1 }).starts).toEqual([]);
    expect(fitOf({ size: 6, kernel: 3, stride: 2, padding: 0, dilation: 1 }).unseen).toEqual([5]);
  });
});
