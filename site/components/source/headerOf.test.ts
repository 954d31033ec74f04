import { describe, expect, it } from 'vitest';
import { headerOf } from './headerOf.ts';

describe('headerOf', () => {
  it('takes the first paragraph of the comment a file opens with, on one line', () => {
    expect(headerOf('/**\n * Adds two\n * tensors.\n *\n * More.\n */\nexport const a = 1;\n')).toBe(
      'Adds two tensors.',
    );
  });

  it('stops before a tag and reads no tag as prose', () => {
    expect(headerOf('/**\n * Adds.\n * @example add(1, 2)\n */\n')).toBe('Adds.');
    expect(headerOf('/** @example add(1, 2) */\n')).toBe('');
  });

  it('reads line comments and steps over a shebang', () => {
    expect(headerOf('#!/usr/bin/env node\n// Trains a run.\n// In the terminal.\n\nimport x;')).toBe(
      'Trains a run. In the terminal.',
    );
  });

  it('falls back to the summary of an op, then to its first documentation comment', () => {
    const imports = "import { a } from './a.ts';\n\n";
    expect(headerOf(`${imports}/** Other. */\nexport const abs = op({\n  summary: 'Zero\\'s distance.',\n});\n`)).toBe(
      "Zero's distance.",
    );
    expect(headerOf(`${imports}/** How far. */\nexport const far = 1;\n`)).toBe('How far.');
  });

  it('says nothing where a file says nothing', () => {
    expect(headerOf('export const a = 1;\n')).toBe('');
  });
});
