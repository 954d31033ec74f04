// The benchmark's table and its peers; that the command itself runs stands in cli.test.ts.

import { describe, expect, it } from 'vitest';
import { againstOf, againstText } from './benchAgainst.ts';
import { loopShare, overheadText } from './benchOverhead.ts';
import { peerNames } from './benchPeers.ts';
import { benchReport, circumstancesText, isBusy } from './benchReport.ts';
import { lossText, medianOf, type Row, rowText, table } from './benchTable.ts';
import { allowedCores, circumstances, policyOf } from './circumstances.ts';
import { medianInterval } from './medianInterval.ts';

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

describe('the report', () => {
  const ran = { backend: 'webgpu', relaxed: false, threads: 1 };
  const around = { core: 'EPYC, cores 0', priority: 'SCHED_RR 1', load: 0.4 };

  it('names what computed, products and steps apart', () => {
    expect(benchReport(ran, rows, [])).toEqual({
      ...ran,
      matmul: [{ n: 512, gflops: 41.94 }],
      steps: [{ name: 'lstm', medianMs: 3.21, runs: 300 }],
    });
  });

  it('tells of a comparison core, priority and load, and whether it was measured', () => {
    const compared = benchReport(ran, rows, [{ name: 'torch', about: 'PyTorch 1.13' }], around);
    expect(compared).toMatchObject({
      circumstances: around,
      measured: true,
      busy: false,
      peers: [{ name: 'torch', about: 'PyTorch 1.13', times: [{ name: 'matmul-512', ratio: 2 }, { name: 'lstm' }] }],
    });
    const refused = benchReport(ran, [], [{ name: 'torch', about: 'PyTorch 1.13' }], { ...around, load: 1.6 });
    expect(refused).toMatchObject({ measured: false, busy: true, steps: [] });
    expect(circumstancesText(around)).toBe('EPYC, cores 0; SCHED_RR 1; load 0.40');
  });

  it('calls a machine busy above a load of 1.5', () => {
    expect([0, 1.5, 1.51, 4].map((load) => isBusy({ ...around, load }))).toEqual([false, false, true, true]);
  });

  it('reads policy, priority and cores as Linux writes them', () => {
    const stat = (nice: number, urgent: number, policy: number): string =>
      `77 (a (b) c) ${['S', ...Array.from({ length: 15 }, () => 0), nice, ...Array.from({ length: 20 }, () => 0), urgent, policy, 0].join(' ')}`;
    expect(policyOf(stat(5, 0, 0))).toBe('SCHED_OTHER, nice 5');
    expect(policyOf(stat(0, 1, 2))).toBe('SCHED_RR 1');
    expect(policyOf('')).toBeNull();
    expect(allowedCores('Name:\tnode\nCpus_allowed_list:\t0-1\n')).toBe('0-1');
    expect(allowedCores('')).toBeNull();
    expect(circumstances()).toMatchObject({ core: expect.stringMatching(/, cores \S/), load: expect.any(Number) });
  });
});

describe('the peers', () => {
  it('are those that README names', () => {
    expect(peerNames).toEqual(['jax-js', 'tfjs', 'tfjs-cpu', 'torch']);
  });
});

describe('the interval of a median', () => {
  it('is that of the tables: of 20 values from the 6th to the 15th, of 10 from the 2nd to the 9th', () => {
    const first = (n: number): number[] => Array.from({ length: n }, (_, i) => n - i);
    expect(medianInterval(first(20))).toEqual({ median: 10.5, low: 6, high: 15 });
    expect(medianInterval(first(10))).toEqual({ median: 5.5, low: 2, high: 9 });
    expect(medianInterval(first(6))).toEqual({ median: 3.5, low: 1, high: 6 });
    expect(medianInterval(first(3))).toEqual({ median: 2, low: 1, high: 3 });
    expect(medianInterval([]).median).toBeNaN();
  });

  it('is told beside the ratio and both times', () => {
    const row = {
      name: 'mlp',
      ratio: 1.0042,
      interval: [0.99, 1.02],
      pairs: 25,
      oursMs: 0.5,
      theirsMs: 0.498,
      starts: 9,
    } as const;
    expect(againstText(row)).toBe(
      'mlp          1.004 ×  (0.990 … 1.020)   0.500 ms, 0.498 ms before   25 pairs of turns in 9 starts',
    );
  });

  it('takes a pair of processes for one value: the luck of a start is in the interval', () => {
    const start = (slower: number): { ours: number[]; theirs: number[] } => ({
      ours: [2, 4, 8].map((ms) => ms * slower),
      theirs: [2, 4, 8],
    });
    const row = againstOf('lstm', [0.98, 1, 1.01, 1.02, 0.99, 1.05, 1, 1.01, 1.04].map(start));
    expect(row.ratio).toBeCloseTo(1.01, 12);
    expect(row.interval[0]).toBeCloseTo(0.99, 12);
    expect(row.interval[1]).toBeCloseTo(1.04, 12);
    expect(row).toMatchObject({ starts: 9, pairs: 27, theirsMs: 4 });
  });
});

describe('the overhead of small steps', () => {
  it('is the time of all samples that fell into no loop', () => {
    const node = (id: number, url: string) => ({
      id,
      callFrame: { functionName: '', scriptId: '', url, lineNumber: 0, columnNumber: 0 },
    });
    const nodes = [
      node(1, 'file:///framework/ops/define.ts'),
      node(2, 'wasm://wasm/0003677e'),
      node(3, ''),
      node(4, 'file:///chalkgrad/framework/train/perplexity.ts'),
    ];
    const profile = {
      nodes,
      startTime: 0,
      endTime: 1,
      samples: [1, 2, 2, 3, 4],
      timeDeltas: [100, 200, 100, 400, 200],
    };
    expect(loopShare(profile)).toBe(0.5);
  });

  it('is told for each kernel', () => {
    const text = overheadText({ name: 'names-lstm', kernels: 248, medianMs: 1.5, loops: 0.5, microseconds: 3.024 });
    expect(text).toBe('names-lstm    248 kernels   1.500 ms a step, 50 % of it loops   3.02 µs a kernel beside them');
  });
});
