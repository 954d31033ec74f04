import { describe, expect, it } from 'vitest';
import { opList } from '#framework';
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
  it('reads backends and their loops from the paths of files', () => {
    const backends = kernelsByBackend([
      'framework/kernels/Kernels.ts',
      'framework/kernels/reference/index.ts',
      'framework/kernels/reference/matmul.ts',
      'framework/kernels/webgpu/matmul.wgsl.ts',
      'framework/ops/matmul.ts',
    ]);
    expect([...backends].map(([name, files]) => [name, [...files]])).toEqual([
      ['reference', ['matmul']],
      ['webgpu', ['matmul']],
    ]);
  });
});

describe('matrixRows', () => {
  const backends = new Map([
    ['reference', new Set(['matmul', 'map'])],
    ['webgpu', new Set(['map'])],
  ]);

  it('says for each op what is there and what is missing', () => {
    const [row] = matrixRows(definitions, [check('matmul')], golden, backends);
    expect(row).toMatchObject({
      op: 'matmul',
      family: 'linalg',
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
    );
    expect(rows.map(({ derivative }) => derivative)).toEqual(['own', 'parts', 'none']);
    expect(rows[0]).toMatchObject({ family: 'other', goldenCases: 0 });
  });

  it('refuses a check of an op that does not exist', () => {
    expect(() => matrixRows(definitions, [check('transmogrify')], golden, backends)).toThrow(
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
