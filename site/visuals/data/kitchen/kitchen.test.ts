import { describe, expect, it } from 'vitest';
import { parseCsv } from '#framework';
import { en } from '../../../i18n/en.ts';
import { cook, readRaw } from '../../../player/kitchen/cook.ts';
import { flatsRecipe, SEED } from '../../../player/kitchen/flatsRecipe.ts';
import { stations } from '../../../player/kitchen/protocol.ts';
import { rawFlats } from '../../../player/kitchen/rawFlats.ts';
import { leaks, learnedTexts, orderOf, short, statusText, tableRows, touchedText } from './benchTexts.ts';
import { axesOf, barsPath, contour, heightAt, histogram, pathOf } from './contours.ts';
import { rawFacts, sortedBy } from './rawFacts.ts';

const words = en.kitchen.bench;

describe('contours', () => {
  const bowl = { a: 5, b: 3, c: 2, best: [1, -2] as const };

  it('lie at one height', () => {
    for (const point of contour(bowl, 4)) expect(heightAt(bowl, point)).toBeCloseTo(4, 9);
    expect(heightAt(bowl, bowl.best)).toBe(0);
  });

  it('have the axes of the matrix', () => {
    for (const {
      curvature,
      along: [x, y],
    } of axesOf(bowl)) {
      // biome-ignore format: one head
      expect(5 * x + 3 * y).toBeCloseTo(curvature * x, 9);
      expect(3 * x + 2 * y).toBeCloseTo(curvature * y, 9);
    }
    const [flat, steep] = axesOf({ a: 1, b: 0, c: 9, best: [0, 0] });
    expect([flat!.curvature, steep!.curvature]).toEqual([1, 9]);
    expect(steep!.along.map(Math.abs)).toEqual([0, 1]);
  });

  it('are written as a path', () => {
    expect(pathOf([[0, 0], [1, 2]], ([x, y]) => [10 * x, 10 * y], true)).toBe('M0.0 0.0L10.0 20.0Z'); // biome-ignore format: points
  });
});

describe('histograms', () => {
  it('count every number once', () => {
    expect(histogram([0, 1, 2, 3, Number.NaN, 4], 2)).toEqual([2, 3]);
    expect(barsPath([1, 0, 2], 30, 10)).toBe('M0.0 10v-5.0h9.0V10zM20.0 10v-10.0h9.0V10z');
  });
});

describe('the raw table', () => {
  const [names, ...rows] = parseCsv(rawFlats(SEED).csv).map(({ fields }) => fields);

  it('answers what is asked', () => {
    const facts = rawFacts(names!, rows);
    expect(facts['rows']).toBe(rows.length);
    expect(facts['largest-area']).toBeGreaterThan(300);
    expect(facts['twins']).toBeGreaterThan(10);
  });

  it('sorts numbers by size, with what is no number at the end', () => {
    const table = [['10'], ['9'], ['?'], ['100'], ['']];
    expect(sortedBy(table, 0, true).map((i) => table[i]![0])).toEqual(['100', '10', '9', '?', '']);
    expect(sortedBy(table, 0, false).map((i) => table[i]![0])).toEqual(['9', '10', '100', '?', '']);
    expect(sortedBy([['b'], ['a']], 0, false)).toEqual([1, 0]);
  });
});

describe('the bench', () => {
  const { csv, tomorrow } = rawFlats(SEED);
  const raw = readRaw(csv, tomorrow, 'flats');
  const cooked = cook(raw, flatsRecipe);

  it('puts the split where the recipe says', () => {
    expect(orderOf(flatsRecipe).indexOf('split')).toBe(3);
    expect(orderOf({ ...flatsRecipe, splitAt: 8 }).at(-1)).toBe('split');
    expect(orderOf({ ...flatsRecipe, splitAt: 2 }, stations.slice(2))[0]).toBe('split');
  });

  it('draws a thread from the examination exactly into what was learned before the split', () => {
    const leaking = (splitAt: number) => stations.filter((name) => leaks(name, { ...flatsRecipe, splitAt }));
    expect(leaking(3)).toEqual([]);
    expect(leaking(8)).toEqual(['fence', 'fill', 'encode', 'scale']);
    expect(leaks('scale', { ...flatsRecipe, splitAt: 8, on: { ...flatsRecipe.on, scale: false } })).toBe(false);
  });

  it('says what was learned, what sings first', () => {
    const scale = cooked.reports.find(({ name }) => name === 'scale')!;
    const texts = learnedTexts(scale, words);
    expect(texts[0]!.text).toMatch(/^area [\d.]+ ± [\d.]+$/);
    expect(texts.at(-1)!.text).toBe(`… and ${scale.learned.length - 4} more`);
    const singing = { ...scale, learned: scale.learned.map((learned, i) => ({ ...learned, sings: i === 2 })) };
    expect(learnedTexts(singing, words).map(({ sings }) => sings)).toEqual([true, false, false, false, false]);
    expect(touchedText(scale, { ...flatsRecipe, on: { ...flatsRecipe.on, scale: false } }, words)).toBe('off');
  });

  it('writes numbers with the digits that say something', () => {
    expect([1956.7511, 72.4045, 3, -9.5, 0, Number.NaN].map(short)).toEqual([
      '1956.8',
      '72.4',
      '3',
      '−9.5',
      '0',
      'NaN',
    ]);
  });

  it('says how the training went', () => {
    expect(statusText(cooked, flatsRecipe, 12.4, words)).toContain('in 12 ms on your machine');
    const broken = cook(raw, { ...flatsRecipe, on: { ...flatsRecipe.on, fill: false } });
    expect(statusText(broken, flatsRecipe, 1, words)).toContain('the loss was NaN: 0');
    expect(statusText(cooked, { ...flatsRecipe, canary: true }, 1, words)).toContain(words.silent);
  });

  it('has a table with a row a station', () => {
    const rows = tableRows(cooked, flatsRecipe, words, stations);
    expect(rows).toHaveLength(stations.length + 1);
    expect(rows.find(([name]) => name === 'Fence')!.at(-1)).toBe('lesson');
  });
});
