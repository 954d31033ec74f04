/**
 * Runs many files of ours in one child process, one after the other: starting Node for each would be most of the proof's time.
 * Each file still goes the whole way: bytes, types stripped, loader, sandbox program, frames, judge. A student's code never shares a
 * process with anything.
 */
import { spawn } from 'node:child_process';
import type { Exercise } from '../Exercise.ts';
import { jobOf, type SandboxSources } from '../grading.ts';
import { type Circumstances, judge, refuse } from '../judge.ts';
import { linkPackage } from '../package/linkPackage.ts';
import { TranscriptReader } from '../protocol.ts';
import { FRAME_HEADER_BYTES, tag } from '../sandbox/wire.ts';
import { sandboxProgram } from '../sandboxProgram.ts';
import { sandboxSources } from '../sandboxSources.ts';
import { stripTypes } from '../stripTypes.ts';
import type { Diagnosis, Verdict } from '../verdict.ts';
import { shaderModule } from '../wgsl/submission.ts';
import { packageOf } from './packageFiles.ts';

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

/** What a file of ours is in the sandbox; null where it cannot be run, with what is said then. */
async function programOf(
  exercise: Exercise,
  { name, source, untouched = false }: Handed,
): Promise<Pick<SandboxSources, 'code' | 'parts'> | Diagnosis> {
  if (exercise.kind === 'package') {
    // Its files say whose answers it holds; the start holds none.
    const files = packageOf(new URL(`../../${exercise.slug}/${name}`, import.meta.url));
    const linked = await linkPackage(exercise, files, async (text) => stripTypes(text), untouched);
    return linked.ok ? { code: linked.code, parts: linked.parts } : linked.diagnosis;
  }
  const stripped = exercise.kind === 'wgsl' ? { ok: true as const, code: shaderModule(source) } : stripTypes(source);
  if (!stripped.ok) throw new Error(`exercises/${exercise.slug}/${name} does not parse`);
  return { code: stripped.code };
}

/** The verdicts on our own files, in their order. */
export async function gradeTogether(exercise: Exercise, files: readonly Handed[]): Promise<readonly Verdict[]> {
  const sources = await sandboxSources(exercise);
  const programs = await Promise.all(files.map((file) => programOf(exercise, file)));
  const jobs = programs.map((program, i) =>
    'code' in program ? jobOf(exercise, files[i]!.seed, { ...sources, ...program }) : null,
  );
  const streams = [...split(await run(jobs.flatMap((job) => (job === null ? [] : [job.job]))))];
  return files.map(({ seed, untouched = false }, i) => {
    const about: Circumstances = {
      seed,
      sha256: '',
      isolation: 'student',
      limits: { wallMs: 0 },
      wallMs: 0,
      untouched,
    };
    const job = jobs[i] ?? null;
    if (job === null) return refuse(exercise, 'LOAD_ERROR', programs[i] as Diagnosis, about);
    const reader = new TranscriptReader(job.callCount);
    const stream = streams.shift();
    if (stream) reader.push(stream);
    return judge(exercise, reader.finish('exit'), about);
  });
}
