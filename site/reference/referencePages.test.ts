// The reference of this very framework: nothing public is missing, nothing stands twice, and everything is explained.

import { describe, expect, it } from 'vitest';
import * as framework from '#framework';
import { reference } from '../i18n/en/reference.ts';
import { undocumented } from './buildReference.ts';
import { isTorchName } from './pytorchName.ts';
import { rankResults } from './rankResults.ts';
import { addressOf, byPart, entries, referencePages } from './referencePages.ts';
import { searchEntries } from './searchEntries.ts';

const foldedTypes = entries.flatMap(({ options }) =>
  options.filter(({ isPublic }) => isPublic).map(({ name }) => name),
);
const described = [...entries.map(({ name }) => name), ...foldedTypes];

describe('the reference', () => {
  it('describes every public value of the framework', () => {
    const exported = Object.keys(framework);
    expect(exported.length).toBeGreaterThan(150);
    expect(exported.filter((name) => !described.includes(name))).toEqual([]);
  });

  it('describes each name exactly once, and knows its address', () => {
    expect(described.filter((name, place) => described.indexOf(name) !== place)).toEqual([]);
    expect(described.filter((name) => !addressOf.has(name))).toEqual([]);
    const onPages = referencePages.flatMap((page) => page.entries);
    expect(onPages.map(({ name }) => name).sort()).toEqual(entries.map(({ name }) => name).sort());
  });

  it('knows which values are ops: those of the table, and no others', () => {
    const ops = entries.filter(({ op }) => op !== null).map(({ name }) => name);
    expect(ops.sort()).toEqual(Object.keys(framework.opList).sort());
  });

  it('finds a word of documentation for each of them', () => {
    const summaries = new Map(
      Object.values(framework.opList).map(({ definition }) => [definition.name, definition.summary]),
    );
    const missing = undocumented(entries, summaries);
    expect(missing, `without documentation: ${missing.join(', ')}`).toEqual([]);
  });

  it('has a title for every part of a room, and no title for a part that is not there', () => {
    const titled = Object.entries(reference.parts).map(([room, titles]) => [room, Object.keys(titles)]);
    const parts = framework.rooms.flatMap(({ name, parts: inside = [] }) =>
      inside.length > 0 ? [[name, inside]] : [],
    );
    expect(titled).toEqual(parts);
  });

  it('gives each part of the ops a page, in reading order, and leaves only how an op is made on the page of the room', () => {
    const pages = referencePages.filter(({ room }) => room.name === 'ops');
    const parts = framework.rooms.find(({ name }) => name === 'ops')?.parts ?? [];
    expect(pages.map(({ address }) => address)).toEqual([
      '/reference/ops/',
      ...parts.map((part) => `/reference/ops/${part}/`),
    ]);
    expect(pages[0]?.entries.filter(({ op }) => op !== null)).toEqual([]);
    expect(addressOf.get('exp')).toBe('/reference/ops/unary/#exp');
    expect(addressOf.get('Conv2d')).toBe('/reference/nn/#Conv2d');
  });

  it('groups a page by parts in the order of contents.ts, what all parts build on first', () => {
    const nn = referencePages.find(({ address }) => address === '/reference/nn/')?.entries ?? [];
    const parts = framework.rooms.find(({ name }) => name === 'nn')?.parts ?? [];
    expect(byPart(nn).map(([part]) => part)).toEqual([null, ...parts]);
    expect(nn.slice(0, 3).map(({ name }) => name)).toEqual(['Parameter', 'Module', 'StateDict']);
  });

  it('shows only names that PyTorch has', () => {
    const named = entries.flatMap(({ pytorch }) => (pytorch === null ? [] : [pytorch]));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((name) => !isTorchName(name))).toEqual([]);
  });
});

describe('the search of the reference', () => {
  const list = searchEntries(entries);
  const best = (query: string): string | undefined => rankResults(list, query)[0]?.name;

  it('leads a reader of PyTorch to ours', () => {
    expect(best('F.cross_entropy')).toBe('crossEntropy');
    expect(best('torch.nn.Linear')).toBe('Linear');
    expect(best('torch.optim.Adam')).toBe('Adam');
    expect(best('torch.cat')).toBe('concat');
    expect(best('F.mse_loss')).toBe('mse');
    expect(best('torch.no_grad')).toBe('noGrad');
    expect(best('clip_grad_norm_')).toBe('clipGradNorm');
    expect(best('nn.MaxPool2d')).toBe('MaxPool2d');
  });

  it('finds every name by itself, options included', () => {
    const lost = described.filter(
      (name) =>
        !rankResults(list, name)
          .slice(0, 3)
          .some((found) => found.name === name),
    );
    expect(lost).toEqual([]);
  }, 60_000);
});
