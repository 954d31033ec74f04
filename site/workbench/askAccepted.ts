/**
 * Asks a reader's accepted answer something else than the grader asks: a figure may show what it says to the numbers on the page. It runs
 * where all code of readers runs, in the sandbox.
 */
import { exercises } from 'virtual:exercises';
import { type Answer, encodeJob, type Transcript } from '../../exercises/grader/protocol.ts';
import type { Value } from '../../exercises/grader/sandbox/values.ts';
import { acceptedSource } from '../player/answers/acceptedSource.ts';
import { WALL_MS } from './gradeInPage.ts';
import { parseInWorker } from './parseInWorker.ts';
import { runSandboxed } from './runSandboxed.ts';
import { sandboxSources } from './sandboxSources.ts';

/**
 * One answer a call, in their order; fewer where it ended early. null: nothing was accepted.
 *
 * @example await askAccepted('how-loud-is-a-batch', [[gradients, 4]])
 */
export async function askAccepted(
  slug: string,
  calls: readonly (readonly Value[])[],
): Promise<readonly Answer[] | null> {
  const code = await acceptedSource(slug);
  if (code === null) return null;
  const exercise = await exercises[slug]!();
  const sources = { ...(await sandboxSources(exercise)), code };
  const job = encodeJob({ program: { ...exercise.plan, ...sources }, calls });
  const { answers } = await runSandboxed(job, sources, calls.length, { wallMs: exercise.wallMs ?? WALL_MS });
  return answers;
}

/**
 * The same with another `drive` than the exercise's own, and more time; the driver's text must import nothing.
 *
 * @param driver TypeScript that exports `drive`
 * @returns what came of it; null: nothing was accepted
 */
export async function driveAccepted(
  slug: string,
  driver: string,
  calls: readonly (readonly Value[])[],
  wallMs: number,
): Promise<Transcript | null> {
  const code = await acceptedSource(slug);
  if (code === null) return null;
  const { plan } = await exercises[slug]!();
  const given = await parseInWorker(driver);
  if (!given.ok) throw new Error('the driver does not parse');
  const sources = { code, given: given.code, mutants: {}, framework: '' };
  const job = encodeJob({ program: { ...plan, mode: 'drive', ...sources }, calls });
  return runSandboxed(job, sources, calls.length, { wallMs });
}
