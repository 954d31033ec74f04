/**
 * Runs a job in a child process of its own and brings back the transcript. Isolation level "student": Node's permission
 * model (no files, no processes, no workers), an empty environment, a memory cap, and a timer that kills. That protects
 * against accidents in one's own code; it promises no security against somebody else's. Only SIGKILL ends a child: a
 * built-in that loops cannot be interrupted from inside.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Ending, MAX_LOG_BYTES, type Transcript, TranscriptReader } from './protocol.ts';
import { stripTypes } from './stripTypes.ts';
import type { Limits } from './verdict.ts';

const MEMORY_MB = 256;
/** Exit code of a Node process whose event loop ran dry while a top-level `await` was pending. Source: Node's list of exit codes. */
const UNSETTLED_EXIT = 13;

const flags = [
  '--permission',
  `--max-old-space-size=${MEMORY_MB}`,
  '--disallow-code-generation-from-strings',
  '--no-warnings',
  '--input-type=module',
  '--eval',
];

/** The harness as a program. It travels as an argument, so that the child needs to read no file at all. */
function harnessProgram(): string {
  const stripped = stripTypes(readFileSync(new URL('./harness.ts', import.meta.url), 'utf8'));
  if (!stripped.ok) throw new Error('harness.ts does not parse');
  return `${stripped.code}\nawait serveNode();`;
}

/** The reason for a stream that closed without its last frame, when neither the timer nor a cap was it. */
function endingOf(exitCode: number | null, printed: string): Exclude<Ending, 'complete'> {
  if (printed.includes('heap out of memory')) return 'memory';
  return exitCode === UNSETTLED_EXIT ? 'unsettled' : 'exit';
}

/** What V8 prints about a full heap is for its developers; the verdict says it in one sentence. */
const withoutCrashReport = (printed: string): string => printed.split('<--- Last few GCs --->')[0]!.trimEnd();

/**
 * Runs the job; resolves always, when the child is dead and its pipes are closed.
 *
 * @param job what `encodeJob` made, of `callCount` calls
 * @param limits wall clock in milliseconds, from the start of the process
 */
export function runChild(job: Uint8Array, callCount: number, { wallMs }: Limits): Promise<Transcript> {
  const child = spawn(process.execPath, [...flags, harnessProgram()], {
    env: {},
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const reader = new TranscriptReader(callCount);
  const printed: Buffer[] = [];
  let printedBytes = 0;
  let killedFor: 'time' | 'output' | null = null;
  const kill = (reason: 'time' | 'output'): void => {
    killedFor ??= reason;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => kill('time'), wallMs);
  const keepLog = (chunk: Buffer): void => {
    if (printedBytes >= MAX_LOG_BYTES) kill('output');
    printed.push(chunk.subarray(0, Math.max(0, MAX_LOG_BYTES - printedBytes)));
    printedBytes += chunk.length;
  };
  const [stdin, stdout, stderr, frames] = child.stdio as unknown as [NodeJS.WritableStream, ...NodeJS.ReadableStream[]];
  stdout!.on('data', keepLog);
  stderr!.on('data', keepLog);
  frames!.on('data', (chunk: Buffer) => {
    reader.push(chunk);
    if (reader.done) child.kill('SIGKILL');
  });
  // The child may die before it has read its job; that is told by its missing frames, not by this error.
  stdin.on('error', () => {});
  stdin.end(job);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      const log = Buffer.concat(printed).toString('utf8');
      resolve(reader.finish(killedFor ?? endingOf(exitCode, log), withoutCrashReport(log)));
    });
  });
}
