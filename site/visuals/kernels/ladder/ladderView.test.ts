import { describe, expect, it } from 'vitest';
import { fastestOf, ladderView, type Outcome, speedText, timesText } from './ladderView.ts';

const rungs = ['c0', 'c1', 'c2'];
const recorded = { c0: { gflops: 1, difference: 0 }, c1: { gflops: 4, difference: 0 } };
const measured = (rung: string, gflops: number): [string, Outcome] => [
  rung,
  { kind: 'measured', measurement: { rung, n: 8, ms: 1, gflops, products: 3, difference: 0, tolerance: 1 } },
];

describe('ladderView', () => {
  it('shows recorded numbers until there are others, on one scale from zero', () => {
    const [c0, c1, c2] = ladderView(rungs, recorded, new Map());
    expect(c0).toMatchObject({ recorded: 0.25, live: null, gflops: 1, times: 1, isLive: false });
    expect(c1).toMatchObject({ recorded: 1, gflops: 4, times: 4 });
    expect(c2).toMatchObject({ recorded: null, live: null, gflops: null, times: null });
  });

  it('lays this browser’s bars over the recorded ones and compares each kind with its own lowest rung', () => {
    const [c0, c1] = ladderView(rungs, recorded, new Map([measured('c0', 2), measured('c1', 16)]));
    expect(c0).toMatchObject({ recorded: 1 / 16, live: 1 / 8, gflops: 2, times: 1, isLive: true });
    expect(c1).toMatchObject({ recorded: 1 / 4, live: 1, gflops: 16, times: 8 });
  });

  it('invents no factor where the lowest rung was not measured', () => {
    const [, c1] = ladderView(rungs, {}, new Map([measured('c1', 16)]));
    expect(c1).toMatchObject({ gflops: 16, times: null });
  });

  it('keeps the recorded number of a rung that is missing here, and says so', () => {
    const outcome: Outcome = { kind: 'missing', need: 'simd' };
    const [, c1] = ladderView(rungs, recorded, new Map([['c1', outcome]]));
    expect(c1).toMatchObject({ gflops: 4, isLive: false, live: null, outcome });
  });

  it('draws nothing endless where nothing is known', () => {
    expect(ladderView(rungs, {}, new Map()).every(({ recorded, live }) => recorded === null && live === null)).toBe(
      true,
    );
  });
});

describe('fastestOf', () => {
  it('takes this browser’s numbers before recorded ones, and never what only stands beside a ladder', () => {
    const all = ['g0', 'g1', 'processor'];
    const known = {
      g0: { gflops: 1, difference: 0 },
      g1: { gflops: 9, difference: 0 },
      processor: { gflops: 99, difference: 0 },
    };
    expect(fastestOf(ladderView(all, known, new Map()))?.rung).toBe('g1');
    expect(fastestOf(ladderView(all, known, new Map([measured('g0', 2)])))?.rung).toBe('g0');
    expect(fastestOf(ladderView(all, {}, new Map()))).toBeUndefined();
  });
});

describe('numbers', () => {
  it('have as many digits as the measurement is worth', () => {
    expect([0.5123, 1.0249, 43.91, 128.4, 2048.3].map(speedText)).toEqual(['0.512', '1.02', '43.9', '128', '2048']);
    expect([1, 1.27, 42.4, 131].map(timesText)).toEqual(['1', '1.3', '42', '130']);
  });
});
