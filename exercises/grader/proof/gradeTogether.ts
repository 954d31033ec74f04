/**
 * Runs many files of ours in one child process, one after the other: starting Node for each would be most of the proof's time.
 * Each file still goes the whole way: bytes, types stripped, loader, sandbox program, frames, judge. A student's code never shares a
 * process with anything.
 */
import { spawn } from 'node:child_process';
import type { Exercise } from '../Exercise.ts';
import { jobOf } from '../grading.ts';
import { type Circumstances, judge } from '../judge.ts';
import { TranscriptReader } from '../protocol.ts';
import { FRAME_HEADER_BYTES, tag } from '../sandbox/wire.ts';
import { sandboxProgram } from '../sandboxProgram.ts';
import { sandboxSources } from '../sandboxSources.ts';
import { stripTypes } from '../stripTypes.ts';
import type { Verdict } from '../verdict.ts';
import { shaderModule } from '../wgsl/submission.ts';

export interface Handed {
  readonly name: string;
  readonly source: string;
  readonly seed: number;
  readonly untouched?: boolean;
}

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

/** The frames of each job: a job's last frame is its `end`. */
function split(bytes: Buffer): readonly Buffer[] {
  const streams: Buffer[] = [];
  let from = 0;
  for (let at = 0; at + FRAME_HEADER_BYTES <= bytes.length; ) {
    const next = at + FRAME_HEADER_BYTES + bytes.readUInt32LE(at + 1);
    if (bytes[at] === tag.end) {
      streams.push(bytes.subarray(from, next));
      from = next;
    }
    at = next;
  }
  return streams;
}

function run(jobs: readonly Uint8Array[]): Promise<Buffer> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--input-type=module', '--eval', `${sandboxProgram()}\nawait serveMany();`],
    {
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    },
  );
  const frames: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdio[3]!.on('data', (chunk: Buffer) => frames.push(chunk));
  child.stderr!.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin!.on('error', () => {}); // told by the missing frames
  child.stdin!.end(together(jobs));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(Buffer.concat(frames)) : reject(new Error(Buffer.concat(errors).toString('utf8'))),
    );
  });
}

/** The verdicts on our own files, in their order. */
export async function gradeTogether(exercise: Exercise, files: readonly Handed[]): Promise<readonly Verdict[]> {
  const sources = await sandboxSources(exercise);
  const jobs = files.map(({ name, source, seed }) => {
    const stripped = exercise.kind === 'wgsl' ? { ok: true as const, code: shaderModule(source) } : stripTypes(source);
    if (!stripped.ok) throw new Error(`exercises/${exercise.slug}/${name} does not parse`);
    return jobOf(exercise, seed, { ...sources, code: stripped.code });
  });
  const streams = split(await run(jobs.map(({ job }) => job)));
  return files.map(({ seed, untouched = false }, i) => {
    const reader = new TranscriptReader(jobs[i]!.callCount);
    if (streams[i]) reader.push(streams[i]);
    const about: Circumstances = {
      seed,
      sha256: '',
      isolation: 'student',
      limits: { wallMs: 0 },
      wallMs: 0,
      untouched,
    };
    return judge(exercise, reader.finish('exit'), about);
  });
}
