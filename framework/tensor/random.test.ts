import { describe, expect, it } from 'vitest';
import { ChalkgradError, Generator } from '../index.ts';
import { philox } from './random.ts';

describe('Philox 4×32-10', () => {
  // Known answers of the authors' own test suite (Random123, kat_vectors: philox4x32 10).
  it.each([
    [
      [0, 0, 0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
  ])('gives the published words for counter and key %o', ([c0, c1, k0, k1], expected) => {
    const out = new Uint32Array(4);
    philox(c0!, c1!, k0!, k1!, out);
    expect([...out]).toEqual(expected);
  });
});

describe('Generator', () => {
  it('gives the same stream for the same seed, another for another', () => {
    const draw = (seed: number): number[] => {
      const g = new Generator(seed);
      return Array.from({ length: 9 }, () => g.uniform());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('forks into independent streams that do not move each other', () => {
    const g = new Generator(7);
    const [a, b] = [g.fork('weights'), g.fork('shuffle')];
    const first = a.uniform();
    b.uniform();
    expect(g.fork('weights').uniform()).toBe(first);
    expect(g.fork('shuffle').uniform()).not.toBe(first);
  });

  it('goes on from a saved state, in the middle of a block too', () => {
    const g = new Generator(3);
    for (let i = 0; i < 7; i++) g.word();
    const state = g.getState();
    const after = [g.word(), g.word()];
    const other = new Generator(3);
    other.setState(state);
    expect([other.word(), other.word()]).toEqual(after);
    expect(() => new Generator(4).setState(state)).toThrow(ChalkgradError);
  });

  it('is uniform and normal in its moments', () => {
    const g = new Generator(1);
    const n = 20000;
    const u = Array.from({ length: n }, () => g.uniform());
    const z = Array.from({ length: n }, () => g.normal());
    const mean = (list: number[]): number => list.reduce((a, b) => a + b, 0) / n;
    expect(Math.abs(mean(u) - 0.5)).toBeLessThan(0.01);
    expect(Math.min(...u)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...u)).toBeLessThan(1);
    expect(Math.abs(mean(z))).toBeLessThan(0.03);
    expect(Math.abs(mean(z.map((v) => v * v)) - 1)).toBeLessThan(0.04);
  });

  it('permutes without loss, and every place sees every entry', () => {
    const g = new Generator(2);
    const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
    for (let i = 0; i < 4000; i++) {
      const order = g.permutation(4);
      expect([...order].sort()).toEqual([0, 1, 2, 3]);
      for (const [place, entry] of order.entries()) counts[place]![entry]!++;
    }
    for (const row of counts) for (const count of row) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('refuses a seed that is no whole number', () => {
    expect(() => new Generator(-1)).toThrow(/seed -1/);
    expect(() => new Generator(0.5)).toThrow(/whole number/);
  });
});
