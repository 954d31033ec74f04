// The reference of this very framework: nothing public is missing, nothing stands twice, and everything is explained.

import { describe, expect, it } from 'vitest';
import * as framework from '#framework';
import { reference } from '../i18n/en/reference.ts';
import { undocumented } from './buildReference.ts';
import { families } from './opFamily.ts';
import { isTorchName } from './pytorchName.ts';
import { rankResults } from './rankResults.ts';
import { addressOf, entries, referencePages } from './referencePages.ts';
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

  it('has a title for every family of ops', () => {
    expect(families.filter((family) => !(family in reference.families))).toEqual([]);
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
