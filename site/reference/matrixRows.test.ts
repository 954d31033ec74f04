import { describe, expect, it } from 'vitest';
import { opList } from '#framework';
import { sourceFiles } from '../components/source/sourceFiles.ts';
import type { OpCheck } from './checkOps.ts';
import { goldenCounts } from './goldenCounts.ts';
import { kernelsByBackend, matrixRows, totalsOf } from './matrixRows.ts';

const three = { tried: 3, right: 3 };
const check = (op: string, found: Partial<OpCheck> = {}): OpCheck => ({
  op,
  forward: three,
  gradient: three,
  second: three,
  ...found,
});
const definitions = Object.fromEntries(Object.entries(opList).map(([name, { definition }]) => [name, definition]));
const golden = goldenCounts({ linalg: '{"torch":"1.13","cases":[{"op":"matmul","gradients":[]},{"op":"matmul"}]}' });

describe('kernelsByBackend', () => {
  it('finds backends in folders, and their loops by what the files in them export', () => {
    const file = (path: string, text: string) => ({ path: `framework/kernels/${path}`, text });
    const backends = kernelsByBackend([
      file('Kernels.ts', 'export interface Kernels {}'),
      file('reference/matmul.ts', "export const matmul: Kernels['matmul'] = (a, b, out) => {};\nfunction pack() {}"),
      file('reference/gather.ts', 'export const gather = 1;\n/** The reverse. */\nexport const scatterAdd = 2;'),
      file('simd/assembly/gemm.ts', 'export function gemm(): void {}'),
      file('webgpu/matmul.ts', 'export function matmul(): void {}'),
    ]);
    expect([...backends].map(([name, loops]) => [name, [...loops]])).toEqual([
      ['reference', ['matmul', 'gather', 'scatterAdd']],
      ['webgpu', ['matmul']],
    ]);
  });

  it('finds every loop of the contract in the reference', () => {
    const loops = kernelsByBackend(sourceFiles).get('reference');
    const needed = new Set(Object.values(definitions).flatMap(({ kernels }) => kernels));
    expect([...needed].filter((kernel) => !loops?.has(kernel))).toEqual([]);
  });
});

describe('matrixRows', () => {
  const parts = new Map([['matmul', 'linalg']]);
  const backends = new Map([
    ['reference', new Set(['matmul', 'map'])],
    ['webgpu', new Set(['map'])],
  ]);

  it('says for each op what is there and what is missing', () => {
    const [row] = matrixRows(definitions, [check('matmul')], golden, backends, parts);
    expect(row).toMatchObject({
      op: 'matmul',
      part: 'linalg',
      derivative: 'own',
      goldenCases: 2,
      goldenGradients: 1,
    });
    expect(row?.kernels).toEqual([
      { backend: 'reference', has: 1, needs: 1 },
      { backend: 'webgpu', has: 0, needs: 1 },
    ]);
  });

  it('tells where a derivative comes from, and an op without golden values from one with', () => {
    const rows = matrixRows(
      definitions,
      [check('relu'), check('split'), check('argmax', { gradient: null, second: null })],
      golden,
      backends,
      parts,
    );
    expect(rows.map(({ derivative }) => derivative)).toEqual(['own', 'parts', 'none']);
    expect(rows[0]).toMatchObject({ part: null, goldenCases: 0 });
  });

  it('refuses a check of an op that does not exist', () => {
    expect(() => matrixRows(definitions, [check('transmogrify')], golden, backends, parts)).toThrow(
      'no op called transmogrify',
    );
  });

  it('adds up what was tried and what came out right', () => {
    const wrong = { tried: 3, right: 1 };
    const rows = matrixRows(
      definitions,
      [check('relu'), check('matmul', { gradient: wrong, second: 'refused' })],
      golden,
      backends,
      parts,
    );
    expect(totalsOf(rows)).toMatchObject({
      ops: 2,
      forward: 6,
      gradient: 4,
      gradientTried: 6,
      second: 3,
      secondTried: 3,
      cases: 2,
      gradients: 1,
    });
  });
});
