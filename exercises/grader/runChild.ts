/**
 * Runs a job in a child process of its own and brings back the transcript: as far apart as this machine can (isolation.ts),
 * with an empty environment, a memory cap, and a clock that kills. Only SIGKILL ends a child: a built-in that loops cannot be
 * interrupted from inside.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { bestIsolation, type Command, isolatedNode, nodeFlags, type ProcessIsolation } from './isolation.ts';
import { killChild, watchChild } from './liveChildren.ts';
import { watchMemory } from './memoryWatch.ts';
import { type Ending, MAX_LOG_BYTES, type Transcript, TranscriptReader } from './protocol.ts';
import { sandboxProgram } from './sandboxProgram.ts';
import { waitedFor, watchTime } from './timeWatch.ts';
import type { Limits } from './verdict.ts';

const HEAP_MB = 256;
/** Heap, buffers and Node itself, as the system counts them. */
const MAX_RESIDENT_BYTES = 640 * 1024 * 1024;
/** Exit code of a Node process whose event loop ran dry while a top-level `await` was pending. Source: Node's list of exit codes. */
const UNSETTLED_EXIT = 13;
/** What V8 prints before it aborts for want of heap. */
const HEAP_MARK = 'heap out of memory';

/** The walls that stand, each of which a test takes away to see that something needs it. */
export interface Walls {
  /** Node's permission model, and no code from strings. */
  readonly permission: boolean;
  /** sandbox/confine.ts */
  readonly confine: boolean;
  /** sandbox/bufferBudget.ts */
  readonly bufferBudget: boolean;
  /** memoryWatch.ts */
  readonly memoryWatch: boolean;
  /** The program as it is, or with a part of it taken away. */
  readonly program: (source: string) => string;
}

const allWalls: Walls = {
  permission: true,
  confine: true,
  bufferBudget: true,
  memoryWatch: true,
  program: (source) => source,
};

/** The program of the child. It travels as an argument, so that the child needs to read no file at all. */
function childProgram({ confine, bufferBudget, program }: Walls): string {
  const limitBuffers = bufferBudget ? 'limitBuffers' : 'limitBuffers: () => {}';
  return `${program(sandboxProgram())}\nawait serveNode({ ${limitBuffers}, ${confine ? 'confine' : 'confine: () => {}'} });`;
}

function start(level: ProcessIsolation, walls: Walls): { child: ChildProcess; command: Command } {
  const flags = walls.permission ? nodeFlags : ['--no-warnings'];
  const heap = `--max-old-space-size=${HEAP_MB}`;
  const args = [...flags, heap, '--input-type=module', '--eval', childProgram(walls)];
  const command = isolatedNode(level, args);
  const child = spawn(command.file, command.args, {
    env: command.env ?? {},
    cwd: '/',
    stdio: command.framesOn === 1 ? ['pipe', 'pipe', 'pipe'] : ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
  });
  watchChild(child);
  return { child, command };
}

/** A container is ended by its engine; to kill the client alone would leave it running. */
function endContainer({ end, env = {} }: Command): void {
  if (end === undefined) return;
  const ending = spawn(end.file, end.args, { env, stdio: 'ignore', windowsHide: true });
  ending.on('error', () => {}); // it ends itself, later
  ending.unref();
}

/** How a container ends whose memory is full: the system kills its process. */
const KILLED_EXIT = 128 + 9;

/** The reason for a stream that closed without its last frame, when neither the timer nor a cap was it. */
function endingOf(
  exitCode: number | null,
  signal: NodeJS.Signals | null,
  engine: string,
  inContainer: boolean,
): Exclude<Ending, 'complete'> {
  if (inContainer && exitCode === KILLED_EXIT) return 'memory';
  // A namespace passes a signal on as an exit code.
  const aborted = signal === 'SIGABRT' || exitCode === 128 + 6 || (process.platform === 'win32' && exitCode !== 0);
  if (aborted && engine.includes(HEAP_MARK)) return 'memory';
  return exitCode === UNSETTLED_EXIT ? 'unsettled' : 'exit';
}

export interface ChildOptions extends Limits {
  readonly isolation?: ProcessIsolation;
  /** All of them, unless a test takes one away. */
  readonly walls?: Partial<Walls>;
  /** Gets the frames as they come, for somebody who reads them elsewhere. */
  readonly onFrames?: (chunk: Uint8Array) => void;
}

/**
 * Runs the job; resolves always, when the child is dead and its pipes are closed.
 *
 * @param job what `encodeJob` made, of `callCount` calls
 * @param options milliseconds, from the start of the process, waiting for a busy machine not counted; level of isolation, the best there is by default
 */
export function runChild(job: Uint8Array, callCount: number, options: ChildOptions): Promise<Transcript> {
  const { wallMs, isolation = bestIsolation() } = options;
  const walls = { ...allWalls, ...options.walls };
  const { child, command } = start(isolation, walls);
  const reader = new TranscriptReader(callCount);
  let killedFor: 'time' | 'output' | 'memory' | null = null;
  const kill = (reason: 'time' | 'output' | 'memory'): void => {
    killedFor ??= reason;
    endContainer(command);
    killChild(child);
  };
  const stopClock = watchTime(wallMs, waitedFor(child.pid), () => kill('time'));
  const stopWatch = walls.memoryWatch && child.pid !== undefined ? watchMemory(child.pid, MAX_RESIDENT_BYTES, () => kill('memory')) : () => {}; // biome-ignore format: one line reads better
  // What a student prints comes in frames. Here the engine speaks, to its developers: its last words are read, never shown.
  let engine = '';
  let engineBytes = 0;
  const listen = (chunk: Buffer): void => {
    engineBytes += chunk.length;
    if (engineBytes > MAX_LOG_BYTES) kill('output');
    else engine += chunk.toString('latin1');
  };
  const [stdin, stdout, stderr, frames] = child.stdio as unknown as [NodeJS.WritableStream, ...NodeJS.ReadableStream[]];
  if (command.framesOn !== 1) stdout!.on('data', listen);
  stderr!.on('data', listen);
  (command.framesOn === 1 ? stdout : frames)!.on('data', (chunk: Buffer) => {
    if (reader.done) return;
    reader.push(chunk);
    options.onFrames?.(chunk);
    if (!reader.done) return;
    endContainer(command);
    killChild(child);
  });
  // The child may die before it has read its job; that is told by its missing frames, not by this error.
  stdin.on('error', () => {});
  stdin.end(job);
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      stopClock();
      stopWatch();
    };
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('close', (exitCode, signal) => {
      settle();
      resolve(reader.finish(killedFor ?? endingOf(exitCode, signal, engine, command.end !== undefined)));
    });
  });
}
