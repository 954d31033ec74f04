/**
 * `npm run grade:worker -- --queue redis://…` or `-- --folder DIR [--index I --of N]`: runs students' code for a class that is graded elsewhere. It
 * holds no right answers and gives no marks. It refuses to run where nothing keeps that code from this machine.
 *
 * Exit codes: 0 done, 2 bad usage, 3 a task could not be run, 5 not kept apart.
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../../grader/course/readAnswer.ts';
import { useImage } from '../../grader/isolation.ts';
import { chooseIsolation, NotIsolated } from '../chooseIsolation.ts';
import { selfTest } from '../selfTest.ts';
import { folderWorker } from './folderWorker.ts';
import { redisWorker } from './redisWorker.ts';

const usage = `npm run grade:worker -- --queue redis://HOST:PORT | --folder DIR [--index I --of N]

  --queue URL       waits for tasks until it is ended
  --folder DIR      runs the tasks in DIR/tasks that have no answers in DIR/answers, and ends
  --index I --of N  every N-th of them, from I = 0
  --width N         how many at a time, as many as there are processors unless told
  --isolation LEVEL bwrap (Linux), podman or docker; --image IMAGE for the container
`;

const here = process.env['INIT_CWD'] ?? process.cwd();
const print = (text: string): void => void process.stdout.write(text);

function readArguments() {
  try {
    return parseArgs({
      options: {
        queue: { type: 'string' },
        folder: { type: 'string' },
        index: { type: 'string', default: '0' },
        of: { type: 'string', default: '1' },
        width: { type: 'string' },
        isolation: { type: 'string' },
        image: { type: 'string' },
        lock: { type: 'string' },
        prefix: { type: 'string' },
        'trust-submissions': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function wholeNumber(text: string, name: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least)
    throw new UsageError(`--${name} takes a whole number from ${least} on, not “${text}”.`);
  return value;
}

/** Until somebody ends it: what is begun is finished first. */
function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

async function main(): Promise<number> {
  const values = readArguments();
  if (values.help || (values.queue === undefined) === (values.folder === undefined)) {
    if (!values.help) throw new UsageError(usage);
    print(usage);
    return 0;
  }
  if (values.image !== undefined) useImage(values.image);
  const isolation = chooseIsolation(values.isolation, values['trust-submissions'] ?? false);
  if (isolation !== 'student') {
    const broken = (await selfTest(isolation)).filter(({ held }) => !held);
    if (broken.length > 0)
      throw new NotIsolated(`${isolation} does not hold here: ${broken.map(({ what }) => what).join('; ')}`);
  }
  const width = values.width === undefined ? availableParallelism() : wholeNumber(values.width, 'width', 1);
  if (values.folder !== undefined) {
    const share = { index: wholeNumber(values.index, 'index', 0), of: wholeNumber(values.of, 'of', 1) };
    const done = await folderWorker(resolve(here, values.folder), share, isolation, width);
    print(`${done} tasks run.\n`);
    return 0;
  }
  const options = { isolation, width, ...(values.prefix ? { prefix: values.prefix } : {}) };
  const worker = await redisWorker(values.queue!, {
    ...options,
    ...(values.lock ? { lockMs: wholeNumber(values.lock, 'lock', 100) } : {}),
  });
  print(`Waiting for tasks, ${width} at a time, behind ${isolation}.\n`);
  await untilEnded();
  await worker.close();
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const code = error instanceof UsageError ? 2 : error instanceof NotIsolated ? 5 : 3;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = code;
}
