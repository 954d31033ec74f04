import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  CharTokenizer,
  type Cursor,
  captureState,
  checkRun,
  decodeCheckpoint,
  encodeCheckpoint,
  findRun,
  fit,
  hashParameters,
  listen,
  type Run,
  reachesThreshold,
  restoreState,
  runs,
  startCursor,
  type TrainingSetup,
} from '../index.ts';
import { splitNames, unigramPerplexity } from './namesSetup.ts';
import { ngramPerplexity } from './ngramPerplexity.ts';
import { textToLearn } from './textToLearn.ts';

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

/** Runs in which nothing is drawn. */
const NO_CHANCE = ['valley', 'five-mlp'];

/** A small GPT's step takes a second where only the reference kernels run. */
const SLOW_TEST = { timeout: 60_000 };

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
  it('makes the same steps from the same seed, and others from another', SLOW_TEST, async () => {
    const [a, b, c] = [await small(run), await small(run), await small(run, 8)];
    const first = await advance(a, startCursor, 2);
    expect(await advance(b, startCursor, 2)).toEqual(first);
    expect(first.seen).toHaveLength(2);
    expect(hashParameters(a)).toBe(hashParameters(b));
    const other = (await advance(c, startCursor, 2)).seen;
    if (NO_CHANCE.includes(run.name)) expect(other).toEqual(first.seen);
    else expect(other).not.toEqual(first.seen);
  });

  it('resumed from a file after step 1 goes on with the same bits', SLOW_TEST, async () => {
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

  it('measures its quality without learning from it or drawing from its streams', SLOW_TEST, async () => {
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

describe.each(runs.map((run) => [run.name, run] as const))('%s, watched', (_, run) => {
  it('tells its losses, of which the last is what it reports', SLOW_TEST, async () => {
    const setup = await small(run);
    const heard: number[] = [];
    const stop = listen((event) => event.type === 'loss' && heard.push(event.value));
    const { seen } = await advance(setup, startCursor, 1);
    stop();
    const { loss, discriminatorLoss } = seen[0] as Readonly<Record<string, number>>;
    expect(heard.at(-1)).toBe(loss);
    // A discriminator has two losses, one for real and one for generated examples; it reports their sum.
    if (run.name === 'credit-owners')
      expect(heard).toHaveLength(26); // five steps of five owners, and their mean
    else if (run.name === 'digits-workers')
      expect(heard).toHaveLength(5); // of four workers, and of the whole batch
    else if (discriminatorLoss === undefined) expect(heard).toHaveLength(1);
    else expect([heard.length, Math.fround(heard[0]! + heard[1]!)]).toEqual([3, discriminatorLoss]);
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

describe('tiny-gpt', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-text-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('is asked for far more than counting which four letters follow each other', SLOW_TEST, async () => {
    for (const seed of [7, 1, 2]) {
      const { train, test, characters } = await textToLearn({ seed }, 96);
      const tokenizer = CharTokenizer.fromText(characters);
      const [known, unseen] = [tokenizer.encode(train), tokenizer.encode(test)];
      const counted = ngramPerplexity(known, unseen, tokenizer.vocabularySize, 5);
      expect(findRun('tiny-gpt').threshold).toBeLessThan(counted);
    }
  });

  it('learns a text file: its last tenth is never learned', async () => {
    const text = Array.from({ length: 3000 }, (_, i) => String.fromCharCode(97 + (i % 26))).join('');
    const { train, test, config } = await textToLearn({ textFile: file('abc.txt', text) }, 10);
    expect(text.startsWith(train)).toBe(true);
    expect(train.length).toBe(2691); // 269 windows of 10 and the last target
    expect(text.slice(2700).startsWith(test)).toBe(true);
    expect(config['data']).toBe('text file');
    const few = await textToLearn({ textFile: file('abc.txt', text), examples: 5, testExamples: 2 }, 10);
    expect([few.train.length, few.test.length]).toEqual([51, 21]);
    const setup = await findRun('tiny-gpt').build({ textFile: file('abc.txt', text), batchSize: 4 });
    expect(setup.config).toMatchObject({ characters: 26, data: 'text file', examples: 28 });
  });

  it('refuses a text that is too short, by name', async () => {
    const short = findRun('tiny-gpt').build({ textFile: file('short.txt', 'abc') });
    await expect(short).rejects.toThrow(/short\.txt: 3 characters are too few[\s\S]*at least 970/);
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
