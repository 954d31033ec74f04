/**
 * Asks a reader's accepted answer something else than the grader asks: a figure may show what it says to the numbers on the page. It runs
 * where all code of readers runs, in the sandbox.
 */
import { exercises } from 'virtual:exercises';
import { type Answer, encodeJob } from '../../exercises/grader/protocol.ts';
import type { Value } from '../../exercises/grader/sandbox/values.ts';
import { acceptedSource } from '../player/answers/acceptedSource.ts';
import { WALL_MS } from './gradeInPage.ts';
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
