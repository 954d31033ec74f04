/**
 * The page's part in measuring a reader's rung. Code runs where all code of readers runs, in the sandbox, which also times it; a shader is
 * only handed over once the grader, whose emulator counts every step, has accepted this very text again.
 */
import { acceptedText } from '../../../player/answers/isAccepted.ts';
import { loadWork } from '../../../workbench/workStore.ts';
import type { FromLadder, Yours, YoursMessage } from './protocol.ts';
import { slugOf } from './yourRungs.ts';

type Ask = Extract<FromLadder, { type: 'ask' }>;

const WALL_MS = 20_000;
/** Numbers that one answer of the sandbox may hold, with room to spare. */
const PIECE = 16_384;

const failed = (reason: 'error' | 'slow' | 'unaccepted', detail: string): Yours => ({ kind: 'failed', reason, detail });

async function timedInSandbox(slug: string, { n, a, b }: Ask): Promise<Yours> {
  const { default: driver } = await import('./yourDriver.ts?raw');
  const { driveAccepted } = await import('../../../workbench/askAccepted.ts');
  const starts = Array.from({ length: Math.ceil((n * n) / PIECE) }, (_, i) => i * PIECE);
  const pieces = starts.map((from) => [null, null, n, from, Math.min(from + PIECE, n * n)] as const);
  const transcript = await driveAccepted(slug, driver, [[a, b, n, 0, 0], ...pieces], WALL_MS);
  if (transcript === null) return failed('unaccepted', '');
  const [time, ...parts] = transcript.answers;
  if (time?.kind === 'failure') return failed('error', time.message);
  if (transcript.ending === 'time') return failed('slow', String(WALL_MS / 1000));
  const product = new Float32Array(n * n).fill(Number.NaN);
  for (const [i, part] of parts.entries())
    if (part.kind === 'value' && part.value instanceof Float32Array) product.set(part.value, starts[i]);
  const [ms, products] = time?.kind === 'value' && Array.isArray(time.value) ? (time.value as number[]) : [];
  if (ms === undefined || products === undefined) return failed('error', transcript.loadFailure?.kind ?? '');
  return { kind: 'timed', ms, products, product };
}

async function judgedShader(slug: string): Promise<Yours> {
  const text = acceptedText(loadWork(slug));
  if (text === null) return failed('unaccepted', '');
  const [{ exercises }, { gradeInPage }, { shaderOf }] = await Promise.all([
    import('virtual:exercises'),
    import('../../../workbench/gradeInPage.ts'),
    import('../../../../exercises/grader/wgsl/submission.ts'),
  ]);
  const { verdict } = await gradeInPage(await exercises[slug]!(), text, '');
  return verdict === 'PASS' ? { kind: 'shader', text: shaderOf(text) } : failed('unaccepted', '');
}

/** Never rejects: whatever happens is an answer. */
export async function answerLadder(ask: Ask): Promise<YoursMessage> {
  const slug = slugOf(ask.rung);
  const isShader = slug.startsWith('wgsl-');
  const yours = await (isShader ? judgedShader(slug) : timedInSandbox(slug, ask)).catch((error: unknown) =>
    failed('error', error instanceof Error ? error.message : String(error)),
  );
  return { type: 'yours', rung: ask.rung, yours };
}
