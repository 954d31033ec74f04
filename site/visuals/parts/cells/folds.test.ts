import { describe, expect, it } from 'vitest';
import type { OpTrace } from '../../../player/protocol.ts';
import { foldOps, nameParts } from './folds.ts';

const opsOf = (...labels: string[]): OpTrace[] => labels.map((label, index) => ({ index, label }) as OpTrace);
const pathsOf = (ops: readonly OpTrace[], longest?: number): string[] => foldOps(ops, longest).map(({ path }) => path);

describe('foldOps', () => {
  it('leaves a short step as it is', () => {
    const labels = ['conv1', 'relu1', 'linear', 'crossEntropy'];
    expect(pathsOf(opsOf(...labels))).toEqual(labels);
  });

  it('folds by time step, and keeps the ops of a step together', () => {
    const steps = [0, 1, 2].flatMap((t) => ['gates', 'cell', 'hidden'].map((part) => `recurrent.l0.t${t}.${part}`));
    const folds = foldOps(opsOf('embedding', ...steps, 'head'), 6);
    expect(folds.map(({ path }) => path)).toEqual([
      'embedding',
      'recurrent.l0.t0',
      'recurrent.l0.t1',
      'recurrent.l0.t2',
      'head',
    ]);
    expect(folds[2]!.ops.map(({ label }) => label)).toEqual(steps.slice(3, 6));
  });

  it('unfolds the fullest first, and no further than the chain may grow', () => {
    const ops = opsOf('a.x', 'a.y', 'b.1', 'b.2', 'b.3', 'c');
    expect(pathsOf(ops, 5)).toEqual(['a', 'b.1', 'b.2', 'b.3', 'c']);
    expect(pathsOf(ops, 3)).toEqual(['a', 'b', 'c']);
  });

  it('holds every op exactly once', () => {
    const ops = opsOf('a', 'b.a', 'b', 'a.b', 'b.a.c');
    for (const longest of [1, 2, 3, 5]) {
      const inside = foldOps(ops, longest).flatMap((fold) => fold.ops);
      expect(inside.map(({ index }) => index).sort()).toEqual([0, 1, 2, 3, 4]);
    }
  });

  it('a single op has the name it is called by', () => {
    expect(nameParts('recurrent.l0.t3')).toEqual({ lead: 'recurrent.l0', name: 't3' });
    expect(nameParts('head')).toEqual({ lead: '', name: 'head' });
  });
});
