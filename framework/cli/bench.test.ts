// The benchmark's table and its peers; that the command itself runs stands in cli.test.ts.

import { describe, expect, it } from 'vitest';
import { peerNames } from './benchPeers.ts';
import { lossText, medianOf, type Row, rowText, table } from './benchTable.ts';

const rows: readonly Row[] = [
  {
    name: 'matmul-512',
    shape: '512 × 512 times 512 × 512',
    medianMs: 6.4,
    runs: 9,
    gflops: 41.94,
    losses: [],
    peers: [{ medianMs: 12.8, ratio: 2, losses: [] }],
  },
  {
    name: 'lstm',
    shape: 'hidden 64',
    medianMs: 3.21,
    runs: 300,
    losses: [3.3412, 1.02],
    peers: [{ cannot: 'it has no such kernel' }],
  },
];

describe('the table of a benchmark', () => {
  it('shows products as GFLOP/s, steps as milliseconds, and how many times as long a peer takes', () => {
    expect(table(rows, ['tfjs'])).toBe(
      [
        '| workload   |     Chalkgrad |             tfjs |',
        '| ---------- | ------------: | ---------------: |',
        '| matmul-512 | 41.94 GFLOP/s | 12.80 ms, 2.00 × |',
        '| lstm       |      3.210 ms |                – |',
        '',
      ].join('\n'),
    );
  });

  it('says in the line of progress why a peer has no time', () => {
    expect(rowText(rows[1]!, ['tfjs'])).toMatch(
      /lstm .* 3\.210 ms a step \(300 runs\) {3}tfjs – \(it has no such kernel\)/,
    );
    expect(rowText({ ...rows[1]!, peers: [] }, [])).toMatch(/hidden 64$/);
  });

  it('shows that everybody trains', () => {
    expect(lossText(rows[0]!, ['tfjs'])).toBe('');
    expect(lossText(rows[1]!, ['tfjs'])).toBe('loss 3.34 → 1.02');
    const beside: Row = { ...rows[1]!, peers: [{ medianMs: 4, ratio: 2, losses: [3.3, 2] }] };
    expect(lossText(beside, ['torch'])).toBe('loss 3.34 → 1.02, torch 3.30 → 2.00');
  });

  it('takes the middle of its times', () => {
    expect(medianOf([5, 1, 3])).toBe(3);
    expect(medianOf([4, 1])).toBe(4);
  });
});

describe('the peers', () => {
  it('are those that README names', () => {
    expect(peerNames).toEqual(['jax-js', 'tfjs', 'tfjs-cpu', 'torch']);
  });
});
