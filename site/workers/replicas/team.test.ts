// Workers that each hold a replica: real threads, each with its own memory. Together they are one network, that of one worker to rounding, and
// of the run that plays them in turns to the bit.

import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, it } from 'vitest';
import { findRun, loadSimd, ringSchedule, type TrainingSetup } from '#framework';
import { compareTeams } from './compareTeams.ts';
import { inThisThread } from './inThisThread.ts';
import type { FromReplica, Plan } from './protocol.ts';
import { setupOf } from './Replica.ts';
import { type Colleague, startTeam, type TeamReport } from './team.ts';

const plan: Plan = { workers: 4, steps: 3, batch: 32, seed: 7, schedule: null, slowWorker: 0, slowMs: 0 };

/** A thread of Node with the page's own worker in it. */
function thread(): Colleague {
  const worker = new Worker(new URL('../replica.worker.ts', import.meta.url), { execArgv: [] });
  let listener: (message: FromReplica) => void = () => {};
  worker.on('message', (message: FromReplica) => listener(message));
  worker.on('error', ({ message }: Error) => listener({ type: 'failed', message }));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer as never),
    hear: (next) => {
      listener = next;
    },
    end: () => void worker.terminate(),
  };
}

const run = (changes: Partial<Plan> = {}, make = thread): Promise<TeamReport> =>
  startTeam({ ...plan, ...changes }, make).report;

const numbersOf = ({ model }: TrainingSetup): Float32Array =>
  Float32Array.from([...model.parameters()].flatMap((one) => Array.from(one.dataSync() as Float32Array)));

let alone: TeamReport;
let team: TeamReport;

beforeAll(async () => {
  await loadSimd();
  alone = await run({ workers: 1 });
  team = await run();
});

describe('workers with replicas, in threads', () => {
  it('have the same bits, and the weights of one worker to rounding', () => {
    const { alike, afterFirst, afterLast, unlike, weights } = compareTeams(team, alone);
    expect(alike).toBe(true);
    expect(weights).toBe(9098);
    expect(unlike).toBeGreaterThan(0);
    expect(afterFirst).toBeLessThan(1e-7);
    expect(afterLast).toBeLessThan(1e-5);
  });

  it('have learned something: the weights moved by far more than that', async () => {
    const start = numbersOf(await setupOf(plan));
    expect(Math.max(...start.map((value, i) => Math.abs(value - team.first[0]![i]!)))).toBeGreaterThan(1e-3);
  });

  it('have the bits of the run that plays them in turns', async () => {
    const knobs = { workers: 4, batch: 32, examples: 96, epochs: 1 };
    const setup = await findRun('digits-workers').build({ seed: 7, testExamples: 10, knobs });
    let step = 0;
    for (const batch of setup.loader.epoch(0)) {
      setup.schedule?.(step++);
      setup.step(batch);
    }
    expect([...team.last[0]!]).toEqual([...numbersOf(setup)]);
  });

  it('share the batch and send no more than they must', () => {
    for (const steps of team.steps) {
      expect(steps.map(({ step }) => step)).toEqual([0, 1, 2]);
      for (const { examples, numbers, loss } of steps) {
        expect(examples).toBe(8);
        expect(Math.abs(numbers - (6 / 4) * 9098)).toBeLessThanOrEqual(6); // 2 (W − 1) / W of all, pieces rounded
        expect(loss).toBeGreaterThan(0);
      }
    }
    expect(alone.steps[0]!.map(({ examples, numbers }) => [examples, numbers])).toEqual(Array(3).fill([32, 0]));
  });

  it('wait for the slow one, and it hardly waits', async () => {
    const slow = await run({ workers: 2, slowWorker: 2, slowMs: 150 });
    const mean = (worker: number, of: 'waitMs' | 'computeMs'): number =>
      slow.steps[worker - 1]!.slice(1).reduce((sum, told) => sum + told[of], 0) / 2;
    expect(mean(2, 'computeMs')).toBeGreaterThan(150);
    expect(mean(1, 'waitMs')).toBeGreaterThan(mean(2, 'waitMs'));
  });

  it('follow a schedule from somewhere: one that overlaps makes them alike, and wrong', async () => {
    const schedule = ringSchedule(2, 9098).map((message) => ({ ...message, hi: Math.min(9098, message.hi + 1) }));
    const wrong = await run({ workers: 2, steps: 1, schedule }, inThisThread);
    const { alike, afterFirst } = compareTeams(wrong, alone);
    expect(alike).toBe(true);
    expect(afterFirst).toBeGreaterThan(1e-6);
  });

  it('end when they are stopped', async () => {
    const work = startTeam({ ...plan, steps: 2 }, inThisThread);
    work.stop();
    await expect(work.report).rejects.toThrow('stopped');
  });
});
