import { describe, expect, it } from 'vitest';
import { rankResults } from './rankResults.ts';
import type { SearchEntry } from './searchEntries.ts';

const entry = (name: string, aliases: string[] = [], summary = ''): SearchEntry => ({
  name,
  room: 'ops',
  address: `/reference/ops/#${name}`,
  summary,
  aliases,
});

const entries = [
  entry('bce', ['torch.nn.functional.binary_cross_entropy', 'F.binary_cross_entropy', 'binary_cross_entropy']),
  entry('crossEntropy', ['torch.nn.functional.cross_entropy', 'F.cross_entropy', 'cross_entropy'], 'Mean surprise.'),
  entry('CrossEntropyLoss', ['torch.nn.CrossEntropyLoss', 'nn.CrossEntropyLoss', 'CrossEntropyLoss']),
  entry('Adam', ['torch.optim.Adam', 'optim.Adam', 'Adam'], 'Steps by the mean gradient.'),
  entry('AdamW', ['torch.optim.AdamW', 'optim.AdamW', 'AdamW']),
];
const names = (query: string): string[] => rankResults(entries, query).map(({ name }) => name);

describe('rankResults', () => {
  it('finds ours by the name PyTorch has for it, long or short', () => {
    expect(names('F.cross_entropy')[0]).toBe('crossEntropy');
    expect(names('torch.nn.functional.cross_entropy')[0]).toBe('crossEntropy');
    expect(names('torch.optim.Adam')).toEqual(['Adam', 'AdamW']);
  });

  it('does not mind case, underscores or spaces, and puts the closest name first', () => {
    expect(names('Cross Entropy')).toEqual(['crossEntropy', 'CrossEntropyLoss', 'bce']);
    expect(names('adam')).toEqual(['Adam', 'AdamW']);
  });

  it('looks into the summaries last', () => {
    expect(names('mean')).toEqual(['crossEntropy', 'Adam']);
    expect(names('mean gradient')).toEqual(['Adam']);
  });

  it('finds nothing where nothing fits, and nothing for no query', () => {
    expect(names('transmogrify')).toEqual([]);
    expect(names(' . ')).toEqual([]);
  });
});
