/** Tasks on their way to workers and back: through a folder, through a real Redis, and through hands that change them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { bestIsolation } from '../../grader/isolation.ts';
import { loadExercise } from '../../grader/loadExercise.ts';
import { assignmentOf } from '../assignment.ts';
import { type Executor, type Task, Waiting } from '../Executor.ts';
import { gradeJob, type Job } from '../gradeJob.ts';
import { sha256 } from '../hashes.ts';
import { loadAssigned } from '../loadAssigned.ts';
import { localPool } from '../localPool.ts';
import { folderExecutor } from './folderExecutor.ts';
import { folderWorker, isMine } from './folderWorker.ts';
import { packAnswers, packTask, unpackAnswers, unpackTask } from './packing.ts';
import { redisQueue } from './redisQueue.ts';
import { redisWorker } from './redisWorker.ts';

const root = mkdtempSync(join(tmpdir(), 'chalkgrad-queue-'));
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});
const isolation = bestIsolation();
const slug = 'cross-entropy-gradient';
const [one] = await loadAssigned(assignmentOf([slug]), root);
const read = (name: string): string => readFileSync(new URL(`../../${slug}/${name}`, import.meta.url), 'utf8');
const texts = [
  read('solution.ts'),
  read('wrong/sign-flipped.ts'),
  'process.exit(0);\n',
  'export function crossEntropyGradient( {\n',
];
const jobs: readonly Job[] = texts.map((text, i) => {
  const path = join(root, `${i}.ts`);
  writeFileSync(path, text);
  return { key: sha256(`job ${i}`), exercise: one!, sha256: sha256(text), seed: 9, path };
});
const withoutTime = (entry: object): unknown =>
  JSON.parse(JSON.stringify(entry, (key, value) => (key === 'timings' ? undefined : value)));
const here = async (): Promise<readonly unknown[]> =>
  Promise.all(jobs.map(async (job) => withoutTime(await gradeJob(job, localPool(isolation, 2), true))));
const local = await here();

describe('packing', () => {
  it('gives a task back bit by bit, and refuses what is none', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(100),
        fc.integer({ min: 1, max: 60_000 }),
        (job, callCount, wallMs) => {
          expect(unpackTask(packTask({ job, callCount, wallMs }))).toEqual({
            job: new Uint8Array(job),
            callCount,
            wallMs,
          });
        },
      ),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(() => unpackTask(bytes)).toThrow();
        expect(() => unpackAnswers(bytes, 1, 'bwrap')).toThrow();
      }),
    );
  });

  it('takes answers from behind the wall that was asked for, and reads their bytes as anybody’s', () => {
    const bytes = packAnswers({ frames: new Uint8Array([1, 2, 3]), ending: 'exit', isolation: 'student' });
    expect(() => unpackAnswers(bytes, 1, 'bwrap')).toThrow('“bwrap” was asked for');
    expect(unpackAnswers(bytes, 1, 'student')).toMatchObject({ ending: 'exit', answers: [] });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('complete', 'time', 'exit'), (frames, ending) => {
        const { answers, ending: read } = unpackAnswers(
          packAnswers({ frames, ending: ending as 'time', isolation: 'bwrap' }),
          2,
          'bwrap',
        );
        return read !== 'complete' && answers.length <= 2;
      }),
    );
  });

  it('is not blown up by a small file that means a large one', () => {
    const bomb = packAnswers({ frames: new Uint8Array(64 * 1024 * 1024), ending: 'exit', isolation: 'bwrap' });
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect(() => unpackAnswers(bomb, 1, 'bwrap')).toThrow(/larger than|output length/i);
  });
});

describe('a folder of tasks', () => {
  it('comes to the verdicts of this machine, in shares, and a task holds no right answer', async () => {
    const folder = join(root, 'shared');
    const executor = folderExecutor(folder, isolation);
    const asked = await Promise.allSettled(jobs.map((job) => gradeJob(job, executor, true)));
    // What does not even parse needs nobody to run it.
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
    for (const result of asked) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Waiting);
    const exercise = await loadExercise(slug);
    for (const name of readdirSync(join(folder, 'tasks'))) {
      const { job } = unpackTask(readFileSync(join(folder, 'tasks', name)));
      const text = new TextDecoder('latin1').decode(job);
      expect(text).not.toContain(slug);
      const right = exercise.expected(exercise.cases(2026)[2]!) as number[][];
      const number = new Uint8Array(new Float64Array([right[0]![0]!]).buffer);
      expect(Buffer.from(job).includes(Buffer.from(number))).toBe(false);
    }
    const shares = [0, 1, 2].map((index) => ({ index, of: 3 }));
    for (const job of jobs) expect(shares.filter((share) => isMine(job.key, share))).toHaveLength(1);
    const done = await Promise.all(shares.map((share) => folderWorker(folder, share, isolation, 1)));
    expect(done.reduce((a, b) => a + b)).toBe(3);
    expect(await folderWorker(folder, { index: 0, of: 1 }, isolation, 1)).toBe(0);
    const entries = await Promise.all(jobs.map((job) => gradeJob(job, executor, true)));
    expect(entries.map(withoutTime)).toEqual(local);
  });

  it('takes answers that somebody changed for answers, for a breach or for nothing, never for a verdict', async () => {
    const folder = join(root, 'changed');
    const executor = folderExecutor(folder, isolation);
    await gradeJob(jobs[1]!, executor, true).catch(() => {});
    for (const bytes of [
      new Uint8Array([1, 2, 3]),
      packAnswers({ frames: new TextEncoder().encode('{"verdict":"PASS"}'), ending: 'complete', isolation }),
    ]) {
      writeFileSync(join(folder, 'answers', `${jobs[1]!.key}.gz`), bytes);
      const { verdict } = await gradeJob(jobs[1]!, executor, true);
      expect(['INFRA_ERROR', 'PROTOCOL_ERROR', 'EARLY_EXIT']).toContain(verdict.verdict);
      expect(verdict.score).toBe(0);
    }
  });
});

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const hasBull = await import('bullmq' as string).then(
  () => true,
  () => false,
);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function startRedis(port: number): Promise<ChildProcess> {
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', root],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  started.push(child);
  await new Promise<void>((resolve) =>
    child.stdout!.on('data', (chunk) => String(chunk).includes('Ready to accept') && resolve()),
  );
  return child;
}

const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('close', resolve));

describe.skipIf(!hasRedis || !hasBull)(
  'a queue on Redis (skipped where redis-server or bullmq is not installed)',
  () => {
    it('comes to the verdicts of this machine, though a worker is killed, Redis forgets everything, and a task is run twice', async () => {
      const port = await freePort();
      const url = `redis://127.0.0.1:${port}`;
      const redis = await startRedis(port);
      const executor = await redisQueue(url, { isolation, lookEveryMs: 50, patienceMs: 120_000 });
      const verdicts = (some: readonly Job[], by: Executor = executor) =>
        Promise.all(some.map(async (job) => withoutTime(await gradeJob(job, by, true))));

      // A worker is killed in the middle of a task that takes long; the next one gets it.
      const slow = join(root, 'slow.ts');
      writeFileSync(slow, `const end = Date.now() + 2500;\nwhile (Date.now() < end);\n${texts[0]}`);
      const slowJob: Job = { ...jobs[0]!, key: sha256('slow'), path: slow, sha256: sha256(readFileSync(slow)) };
      const worker = spawn(
        process.execPath,
        [
          '--no-warnings',
          fileURLToPath(new URL('worker.ts', import.meta.url)),
          '--queue',
          url,
          '--lock',
          '1000',
          '--width',
          '1',
          ...(isolation === 'student' ? ['--trust-submissions'] : []),
        ],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      started.push(worker);
      let said = '';
      worker.stdout!.on('data', (chunk) => (said += chunk));
      worker.stderr!.on('data', (chunk) => (said += chunk));
      const slowVerdict = verdicts([slowJob]);
      for (let i = 0; i < 600 && !said.includes('Waiting for tasks'); i++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(said).toContain('Waiting for tasks');
      await new Promise((resolve) => setTimeout(resolve, 800));
      worker.kill('SIGKILL');
      await ended(worker);
      let runs = 0;
      const second = await redisWorker(url, { isolation, width: 2, lockMs: 1000, onDone: () => runs++ });
      expect(await slowVerdict).toMatchObject([{ verdict: { verdict: 'PASS', score: 10 } }]);
      expect(runs).toBe(1);

      // Redis is ended with tasks in it, and comes back with none: they are put in again.
      await second.close();
      const waiting = verdicts(jobs);
      await new Promise((resolve) => setTimeout(resolve, 500));
      redis.kill('SIGKILL');
      await ended(redis);
      await startRedis(port);
      const third = await redisWorker(url, { isolation, width: 2, lockMs: 5000, onDone: () => runs++ });
      expect(await waiting).toEqual(local);
      const before = runs;

      // Asked again under the same name, nothing is run again; run twice under one name, the answers are the same.
      expect(await verdicts(jobs)).toEqual(local);
      expect(runs).toBe(before);
      const task: Task[] = [];
      const spy: Executor = {
        ...executor,
        run: (one) => {
          task.push(one);
          return executor.run(one);
        },
      };
      await verdicts([jobs[0]!], spy);
      const [a, b] = await Promise.all([executor.run(task[0]!), executor.run(task[0]!)]);
      expect(a).toEqual(b);
      await third.close();
      await executor.close();
    });
  },
);

it('says in one sentence what to install where there is no queue', async () => {
  if (!hasBull)
    await expect(redisQueue('redis://127.0.0.1:1', { isolation })).rejects.toThrow('npm install --no-save bullmq');
  else await expect(redisQueue('http://127.0.0.1', { isolation })).rejects.toThrow('--queue takes redis://');
});
