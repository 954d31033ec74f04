import { describe, expect, it } from 'vitest';
import { CharTokenizer, Generator, type Tensor, tensor } from '../index.ts';
import { writeText } from './writeText.ts';

const tokenizer = new CharTokenizer(['a', 'b', 'c']);
const write = (logits: (tokens: Tensor) => Tensor, options: Partial<Parameters<typeof writeText>[2]> = {}): string =>
  writeText(logits, tokenizer, { prompt: 'a', length: 6, context: 4, generator: new Generator(7), ...options });

/** A model that is sure: after each token comes the next letter of the alphabet, round and round. */
const certain = (tokens: Tensor): Tensor =>
  tensor([[...tokens.dataSync()].map((token) => [0, 1, 2].map((next) => (next === (token + 1) % 3 ? 50 : 0)))]);

describe('writeText', () => {
  it('follows a model that is sure, prompt first', () => {
    expect(write(certain)).toBe('abcabca');
    expect(write(certain, { prompt: 'cb', length: 2 })).toBe('cbca');
  });

  it('shows the model no more than its context', () => {
    const lengths: number[] = [];
    write((tokens) => {
      lengths.push(tokens.shape[1]!);
      return certain(tokens);
    });
    expect(lengths).toEqual([1, 2, 3, 4, 4, 4]);
  });

  it('draws as often as the model believes, and the likeliest when cold', () => {
    const even = (tokens: Tensor): Tensor =>
      tensor([[...tokens.dataSync()].map(() => [Math.log(0.6), Math.log(0.4), -50])]);
    const text = write(even, { length: 2000 });
    expect(Math.abs([...text].filter((letter) => letter === 'a').length / 2001 - 0.6)).toBeLessThan(0.04);
    expect(text).not.toContain('c');
    expect(write(even, { temperature: 0.01, length: 20 })).toBe('a'.repeat(21));
    expect(write(even, { length: 30 })).toBe(write(even, { length: 30 }));
    expect(write(even, { length: 30, generator: new Generator(8) })).not.toBe(write(even, { length: 30 }));
  });
});
