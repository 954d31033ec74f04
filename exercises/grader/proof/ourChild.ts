/**
 * One child process for all files of ours that a test file proves: starting Node and loading the framework for each exercise would be most of
 * the proof's time. A module is loaded anew for each file, so that none sees what another left in it; the framework is loaded once.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { FRAME_HEADER_BYTES, tag } from '../sandbox/wire.ts';
import { sandboxProgram } from '../sandboxProgram.ts';

/** Every job with its length in front, as `serveMany` reads them. */
function together(jobs: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    jobs.flatMap((job) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(job.length);
      return [length, job];
    }),
  );
}

/** The frames of each job: a job's last frame is its `end`. What is not whole yet is left out. */
function split(bytes: Buffer): readonly Buffer[] {
  const streams: Buffer[] = [];
  let from = 0;
  for (let at = 0; at + FRAME_HEADER_BYTES <= bytes.length; ) {
    const next = at + FRAME_HEADER_BYTES + bytes.readUInt32LE(at + 1);
    if (next > bytes.length) break;
    if (bytes[at] === tag.end) {
      streams.push(bytes.subarray(from, next));
      from = next;
    }
    at = next;
  }
  return streams;
}

let child: ChildProcess | null = null;

function start(): ChildProcess {
  const flags = ['--no-warnings', '--input-type=module', '--eval', `${sandboxProgram()}\nawait serveMany();`];
  const started = spawn(process.execPath, flags, { stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
  started.stdin!.on('error', () => {}); // told by the missing frames
  return started;
}

/** What each job sent, in their order. Rejects where the process ends before all of them have. */
export function runOurs(jobs: readonly Uint8Array[]): Promise<readonly Buffer[]> {
  child ??= start();
  const mine = child;
  const [frames, errors] = [mine.stdio[3]!, mine.stderr!];
  let got = Buffer.alloc(0);
  let said = '';
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      frames.off('data', listen);
      errors.off('data', hear);
      mine.off('close', gone);
      mine.off('error', gone);
    };
    const listen = (chunk: Buffer): void => {
      got = Buffer.concat([got, chunk]);
      const streams = split(got);
      if (streams.length < jobs.length) return;
      leave();
      resolve(streams);
    };
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
    };
    const gone = (): void => {
      leave();
      child = null;
      reject(new Error(`the process for files of ours ended. ${said}`));
    };
    frames.on('data', listen);
    errors.on('data', hear);
    mine.on('close', gone);
    mine.on('error', gone);
    if (jobs.length === 0) listen(Buffer.alloc(0));
    else mine.stdin!.write(together(jobs));
  });
}

/** Lets the child end: there is nothing more to run. */
export function endOurs(): void {
  child?.stdin?.end();
  child = null;
}
