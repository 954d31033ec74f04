import { describe, expect, it } from 'vitest';
import { readDoc, saysSomething } from './readDoc.ts';

describe('readDoc', () => {
  it('joins the lines of a paragraph and keeps paragraphs apart', () => {
    expect(readDoc('/**\n * Adds two\n * tensors.\n *\n * Broadcasts.\n */').prose).toEqual([
      'Adds two tensors.',
      'Broadcasts.',
    ]);
  });

  it('takes errors and source out of the prose, even in the middle of a paragraph', () => {
    const doc = readDoc('/**\n * Walks.\n * Errors: no way,\n * or no legs.\n * Source: Euclid (300 BC), §1.\n */');
    expect(doc).toEqual({
      prose: ['Walks.'],
      errors: ['no way, or no legs.'],
      source: ['Euclid (300 BC), §1.'],
      examples: [],
    });
  });

  it('sees a label in the middle of a line', () => {
    const doc = readDoc('/** Text → rows. Errors: a ragged row. Source: RFC 4180. */');
    expect(doc).toEqual({ prose: ['Text → rows.'], errors: ['a ragged row.'], source: ['RFC 4180.'], examples: [] });
  });

  it('keeps every example as it is written, with its lines and indents', () => {
    const doc = readDoc(
      '/**\n * Adds.\n *\n * @example add(1, 2) // 3\n * @example\n * const a = {\n *   b: 1,\n * };\n */',
    );
    expect(doc.examples).toEqual(['add(1, 2) // 3', 'const a = {\n  b: 1,\n};']);
  });

  it('reads parameters as prose and throws as errors', () => {
    const doc = readDoc('/**\n * @param files path → text\n * @returns paths\n * @throws when it rains\n */');
    expect(doc.prose).toEqual(['`files`: path → text', 'paths']);
    expect(doc.errors).toEqual(['when it rains']);
  });

  it('reads a comment on one line, and finds nothing in nothing', () => {
    expect(readDoc('/** Default 0. */').prose).toEqual(['Default 0.']);
    expect(saysSomething(readDoc(''))).toBe(false);
    expect(saysSomething(readDoc('/** @example f() */'))).toBe(false);
  });
});
