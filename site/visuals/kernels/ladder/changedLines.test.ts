import { describe, expect, it } from 'vitest';
import { changedLines } from './changedLines.ts';

describe('changedLines', () => {
  it('finds lines that were put in, and lines that were replaced', () => {
    expect([...changedLines('a\nb', 'a\nc\nb')]).toEqual([2]);
    expect([...changedLines('a\nb\nc', 'a\nB\nc\nd')]).toEqual([2, 4]);
  });

  it('finds nothing where lines only went, moved in, or stayed', () => {
    expect([...changedLines('a\nb\nc', 'a\nc')]).toEqual([]);
    expect([...changedLines('a\nb', '  a\n\tb\n')]).toEqual([]);
  });

  it('takes every line for new where nothing came before', () => {
    expect([...changedLines('', 'a\nb')]).toEqual([1, 2]);
  });

  it('says nothing of comments, blank lines and lone brackets', () => {
    expect([...changedLines('a', '/** new */\n * new\n// new\n\n  });\na')]).toEqual([]);
  });

  it('keeps the longest common part, not the first match', () => {
    expect([...changedLines('x\na\nb\nc', 'a\nb\nc\nx')]).toEqual([4]);
  });
});
