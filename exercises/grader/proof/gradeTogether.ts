/**
 * Runs files of ours in one child process, one after the other (ourChild.ts). Each still goes the whole way: bytes, types stripped, loader,
 * sandbox program, frames, judge. A student's code never shares a process with anything.
 */
import type { Exercise } from '../Exercise.ts';
import { jobOf, type SandboxSources } from '../grading.ts';
import { type Circumstances, judge, refuse } from '../judge.ts';
import { linkPackage } from '../package/linkPackage.ts';
import { TranscriptReader } from '../protocol.ts';
import { sandboxSources } from '../sandboxSources.ts';
import { stripTypes } from '../stripTypes.ts';
import type { Diagnosis, Verdict } from '../verdict.ts';
import { shaderModule } from '../wgsl/submission.ts';
import { runOurs } from './ourChild.ts';
import { packageOf } from './packageFiles.ts';

export interface Handed {
  readonly name: string;
  readonly source: string;
  readonly seed: number;
  readonly untouched?: boolean;
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
  const streams = [...(await runOurs(jobs.flatMap((job) => (job === null ? [] : [job.job]))))];
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
