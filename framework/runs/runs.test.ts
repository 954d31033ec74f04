import { describe, expect, it } from 'vitest';
import {
  type Cursor,
  captureState,
  checkRun,
  decodeCheckpoint,
  encodeCheckpoint,
  findRun,
  fit,
  hashParameters,
  type Run,
  reachesThreshold,
  restoreState,
  runs,
  startCursor,
  type TrainingSetup,
} from '../index.ts';
import { splitNames, unigramPerplexity } from './namesSetup.ts';

async function steps(setup: TrainingSetup, count: number): Promise<number[]> {
  const losses: number[] = [];
  for await (const report of fit(setup, { validate: false })) {
    if (report.type === 'step') losses.push(report.metrics['loss']!);
    if (losses.length === count) break;
  }
  return losses;
}

/** Few examples: quick to build, and still more than two batches. */
const small = (run: Run, seed = 7): Promise<TrainingSetup> =>
  run.build({ seed, examples: 24, testExamples: 20, batchSize: 8, epochs: 1 });

/** Two steps from a place: what they report, and where they end. */
async function advance(
  setup: TrainingSetup,
  from: Cursor,
  count: number,
): Promise<{ seen: unknown[]; cursor: Cursor }> {
  const seen: unknown[] = [];
  let cursor = from;
  for await (const report of fit(setup, { from, validate: false })) {
    if (report.type === 'step') seen.push(report.metrics);
    cursor = report.next;
    if (seen.length === count) break;
  }
  return { seen, cursor };
}

describe.each(runs.map((run) => [run.name, run] as const))('%s', (_, run) => {
  it('makes the same steps from the same seed, and others from another', async () => {
    const [a, b, c] = [await small(run), await small(run), await small(run, 8)];
    const first = await advance(a, startCursor, 2);
    expect(await advance(b, startCursor, 2)).toEqual(first);
    expect(first.seen).toHaveLength(2);
    expect(hashParameters(a)).toBe(hashParameters(b));
    expect((await advance(c, startCursor, 2)).seen).not.toEqual(first.seen);
  });

  it('resumed from a file after step 1 goes on with the same bits', async () => {
    const whole = await small(run);
    const { seen } = await advance(whole, startCursor, 3);
    const first = await small(run);
    const part = await advance(first, startCursor, 1);
    const file = encodeCheckpoint(captureState(first, part.cursor));
    const second = await small(run);
    const rest = await advance(second, restoreState(second, decodeCheckpoint(file, 'file')), 2);
    expect([...part.seen, ...rest.seen]).toEqual(seen);
    expect(hashParameters(second)).toBe(hashParameters(whole));
    expect(hashParameters(first)).not.toBe(hashParameters(whole));
  });

  it('measures its quality without learning from it or drawing from its streams', async () => {
    const setup = await small(run);
    const streams = (): unknown[] => Object.values(setup.generators).map((generator) => generator.getState());
    const before = [hashParameters(setup), streams()];
    const metrics = setup.evaluate();
    expect(metrics).toHaveProperty('loss');
    expect(metrics[run.metric]).toSatisfy(Number.isFinite);
    expect(setup.evaluate()).toEqual(metrics);
    expect([hashParameters(setup), streams()]).toEqual(before);
  });
});

describe('the check of a run', () => {
  it('trains the smallest run to its threshold from all three seeds', async () => {
    const { qualities, kept } = await checkRun(findRun('line-regression'));
    expect(qualities).toHaveLength(3);
    expect(new Set(qualities).size).toBe(3);
    expect(kept).toBe(true);
  });

  it('says so when a run misses, and knows which direction is better', async () => {
    const line = findRun('line-regression');
    expect((await checkRun({ ...line, threshold: 0.01 }, { epochs: 1 })).kept).toBe(false);
    expect((await checkRun({ ...line, metric: 'none' }, { epochs: 1 })).kept).toBe(false);
    expect(reachesThreshold({ ...line, better: 'higher', threshold: 0.9 }, 0.95)).toBe(true);
    expect(reachesThreshold({ ...line, better: 'lower', threshold: 0.9 }, 0.95)).toBe(false);
  });

  it('asks both models of names for more than knowing how often each letter occurs', () => {
    for (const seed of [7, 1, 2]) {
      const { train, test } = splitNames(seed, 1000, 60);
      expect(train.filter((name) => test.includes(name))).toEqual([]);
      const baseline = unigramPerplexity(train, test);
      for (const name of ['names-rnn', 'names-lstm']) expect(findRun(name).threshold).toBeLessThan(baseline);
    }
  });
});

describe('runs', () => {
  it('are found by name, and an unknown name lists the known ones', () => {
    for (const run of runs) expect(findRun(run.name)).toBe(run);
    expect(() => findRun('digits')).toThrow(/no run called 'digits'\nhint: known runs: .*digits-cnn/);
  });

  it('digits-cnn is the same for the same seed and starts at chance', async () => {
    const build = (seed: number): Promise<TrainingSetup> =>
      findRun('digits-cnn').build({ seed, examples: 160, testExamples: 20 });
    const [a, b, c] = [await build(7), await build(7), await build(8)];
    expect(hashParameters(a)).toBe(hashParameters(b));
    expect(hashParameters(a)).not.toBe(hashParameters(c));
    const losses = await steps(a, 3);
    expect(await steps(b, 3)).toEqual(losses);
    expect(Math.abs(losses[0]! - Math.log(10))).toBeLessThan(0.1);
    expect(hashParameters(a)).toBe(hashParameters(b));
  });
});
