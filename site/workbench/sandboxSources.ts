/** What the sandbox gets beside the student's code, as JavaScript; exercises/grader/sandboxSources.ts does the same in the terminal. */
import type { Exercise } from '../../exercises/grader/Exercise.ts';
import type { SandboxSources } from '../../exercises/grader/grading.ts';
import { parseInWorker } from './parseInWorker.ts';

async function javascript(source: string): Promise<string> {
  const stripped = await parseInWorker(source);
  if (!stripped.ok) throw new Error('a source of the exercise does not parse');
  return stripped.code;
}

/** Everything but the student's code. The framework is half a megabyte: only an exercise that needs it loads it. */
export async function sandboxSources({ sources, framework }: Exercise): Promise<Omit<SandboxSources, 'code'>> {
  const mutants = Object.entries(sources.mutants).map(async ([id, source]) => [id, await javascript(source)] as const);
  return {
    given: sources.given === '' ? '' : await javascript(sources.given),
    mutants: Object.fromEntries(await Promise.all(mutants)),
    framework: framework ? (await import('virtual:framework-source')).default : '',
  };
}
