/** What is left of a child when its grader ends, and of the grader when its child reaches for it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { bestIsolation } from './isolation.ts';

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-ends-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileAt = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);

/** Starts a grader of its own on a submission, with fewer walls where told. */
function startGrader(source: string, options: object): ChildProcess {
  const program = `
    import { loadExercise } from ${fileAt('./loadExercise.ts')};
    import { gradeSource } from ${fileAt('./gradeSource.ts')};
    const exercise = await loadExercise('cross-entropy-gradient');
    const bytes = new TextEncoder().encode(${JSON.stringify(source)});
    const verdict = await gradeSource(exercise, bytes, ${JSON.stringify({ wallMs: 60_000, ...options })});
    console.log(verdict.verdict);`;
  const path = join(folder, `${Math.trunc(performance.now() * 1000)}.mjs`);
  writeFileSync(path, program);
  return spawn(process.execPath, [path], { cwd: fileURLToPath(new URL('../../', import.meta.url)) });
}

/** All processes below one, as far as the system's list goes. */
function descendants(pid: number): readonly number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] => pairs.filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)]); // biome-ignore format: one line reads better
  return below(pid);
}

const isAlive = (pid: number): boolean => {
  try {
    // A process that has ended but not been asked for its exit code is dead, too.
    return !/^(Z|)$/.test(execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim()[0] ?? '');
  } catch {
    return false;
  }
};

/** Whether a process is the one with the student's code: only that one has a limit on its heap. */
const runsAnswer = (pid: number): boolean =>
  execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\n')
    .some((row) => Number(row.trim().split(' ', 1)[0]) === pid && row.includes('--max-old-space-size'));

async function until(holds: () => boolean): Promise<boolean> {
  for (let i = 0; i < 200; i++) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

const loop = 'export function crossEntropyGradient() {\n  for (;;);\n}\n';

describe('a looping child', () => {
  const endings = [
    ['SIGTERM', 'student'],
    ['SIGINT', 'student'],
    ['SIGHUP', 'student'],
    ...(bestIsolation() === 'bwrap' ? ([['SIGTERM', 'bwrap'], ['SIGKILL', 'bwrap']] as const) : []), // biome-ignore format: one line reads better
  ] as const;
  it.each(endings)('does not outlive a grader ended by %s at level %s', async (signal, isolation) => {
    const grader = startGrader(loop, { isolation });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => grader.once('exit', (_, by) => resolve(by)));
    expect(await until(() => descendants(grader.pid!).some(runsAnswer))).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const below = descendants(grader.pid!);
    grader.kill(signal);
    expect(await ended).toBe(signal);
    expect(await until(() => !below.some(isAlive)), below.join(' ')).toBe(true);
  });
});

describe('a child without any wall', () => {
  it('opens no debugger in the grader by SIGUSR1', async () => {
    const source = `process.kill(process.ppid, 'SIGUSR1');\nawait new Promise((resolve) => setTimeout(resolve, 500));\nthrow new Error();`;
    const walls = { permission: false, confine: false, bufferBudget: false, memoryWatch: false };
    const grader = startGrader(source, { isolation: 'student', walls });
    let printed = '';
    grader.stdout!.on('data', (chunk) => (printed += chunk));
    grader.stderr!.on('data', (chunk) => (printed += chunk));
    const code = await new Promise((resolve) => grader.once('close', resolve));
    expect({ code, printed }).toEqual({ code: 0, printed: 'LOAD_ERROR\n' });
  });
});
