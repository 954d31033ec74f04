// The framework's files as a reader of the site meets them: none without a word about itself, each after what it needs.

import { describe, expect, it } from 'vitest';
import { findKernel, sourceFiles, sourceRooms } from './sourceFiles.ts';

describe('the source index', () => {
  it('finds in every file a sentence that says what it is for', () => {
    const silent = sourceFiles.filter(({ header }) => !/\w+ .*[.:?!]/.test(header)).map(({ path }) => path);
    expect(silent, 'open the file with a comment, or document the export it is called after').toEqual([]);
  });

  it('finds every file that a comment sends its reader to', () => {
    const known = new Set(sourceFiles.map(({ path }) => path));
    const roomNames = sourceRooms.map(({ name }) => name).join('|');
    const mention = new RegExp(`(?:framework/)?\\b((?:${roomNames})/[\\w/]+\\.ts)\\b`, 'g');
    const lost = sourceFiles.flatMap(({ path, text }) => {
      const comments = text.match(/\/\*\*[\s\S]*?\*\/|\/\/ .*/g) ?? [];
      const mentioned = [...comments.join('\n').matchAll(mention)].map(([, file]) => `framework/${file}`);
      return mentioned.filter((file) => !known.has(file)).map((file) => `${path} speaks of ${file}`);
    });
    expect(lost).toEqual([]);
  });

  it('shows the loop of a kernel also where it stands in the file of its counterpart', () => {
    expect(findKernel('matmul')?.path).toBe('framework/kernels/reference/matmul.ts');
    expect(findKernel('scatterAdd')?.text).toContain('export const scatterAdd');
    expect(findKernel('transmogrify')).toBeUndefined();
  });

  it('follows the doors inside a room: simple things before what is made of them, not the alphabet', () => {
    const place = (path: string): number => sourceFiles.findIndex((file) => file.path === path);
    const read = (...paths: string[]): void => {
      expect(paths.map(place)).toEqual(paths.map(place).toSorted((a, b) => a - b));
      expect(place(paths[0]!)).toBeGreaterThanOrEqual(0);
    };
    read('framework/tensor/errors.ts', 'framework/tensor/shape.ts', 'framework/tensor/Tensor.ts');
    read('framework/ops/unary/neg.ts', 'framework/ops/unary/dropout.ts', 'framework/ops/binary/add.ts');
    read('framework/optim/Optimizer.ts', 'framework/optim/SGD.ts', 'framework/optim/Adam.ts');
  });

  it('keeps the files of a part together, in the order of contents.ts', () => {
    for (const { parts = [], files } of sourceRooms) {
      const folders = files.map(({ name }) => name.split('/').slice(0, -1)[0] ?? '');
      const seen = folders.filter((folder, i) => folder !== folders[i - 1]);
      if (parts.length > 0) expect(seen).toEqual(['', ...parts]);
    }
  });
});
