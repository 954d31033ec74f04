import { describe, expect, it } from 'vitest';
import { headerOf } from './headerOf.ts';

describe('headerOf', () => {
  it('takes the first paragraph of the comment a file opens with, on one line', () => {
    expect(headerOf('/**\n * Adds two\n * tensors.\n *\n * More.\n */\nexport const a = 1;\n', 'a')).toBe(
      'Adds two tensors.',
    );
  });

  it('stops before a tag and reads no tag as prose', () => {
    expect(headerOf('/**\n * Adds.\n * @example add(1, 2)\n */\n', 'add')).toBe('Adds.');
    expect(headerOf('/** @example add(1, 2) */\n', 'add')).toBe('');
  });

  it('reads line comments and steps over a shebang', () => {
    expect(headerOf('#!/usr/bin/env node\n// Trains a run.\n// In the terminal.\n\nimport x;', 'train')).toBe(
      'Trains a run. In the terminal.',
    );
  });

  it('falls back to the summary of an op, then to what is said of an export', () => {
    const imports = "import { a } from './a.ts';\n\n";
    const op = `${imports}/** Other. */\nexport const abs = op({\n  summary: 'Zero\\'s distance.',\n});\n`;
    expect(headerOf(op, 'abs')).toBe("Zero's distance.");
    expect(headerOf(`${imports}/** How far. */\nexport const far = 1;\n`, 'distance')).toBe('How far.');
  });

  it('prefers the export the file is called after, and never takes a private constant for the file', () => {
    const options = '/** Set by hand. */\nexport interface AdamOptions {}\n\n';
    const adam = '/**\n * Mean and spread.\n *\n * More.\n */\nexport abstract class Adam {}\n';
    expect(headerOf(`import 'a';\n/** As PyTorch has it. */\nconst EPS = 1;\n\n${options}${adam}`, 'Adam')).toBe(
      'Mean and spread.',
    );
    expect(headerOf("import 'a';\n/** As PyTorch has it. */\nconst EPS = 1;\nexport const b = EPS;\n", 'b')).toBe('');
  });

  it('says nothing where a file says nothing', () => {
    expect(headerOf('export const a = 1;\n', 'a')).toBe('');
  });
});
