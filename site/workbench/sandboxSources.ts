/** What the sandbox gets beside the student's code, as JavaScript; exercises/grader/sandboxSources.ts does the same in the terminal. */
import type { Exercise } from '../../exercises/grader/Exercise.ts';
import type { SandboxSources } from '../../exercises/grader/grading.ts';
import { linkEmulator, usesEmulator } from '../../exercises/grader/wgsl/linkEmulator.ts';
import { parseInWorker } from './parseInWorker.ts';

async function javascript(source: string): Promise<string> {
  const stripped = await parseInWorker(source);
  if (!stripped.ok) throw new Error('a source of the exercise does not parse');
  return stripped.code;
}

/** The emulator of shaders is loaded where an exercise uses it. */
async function givenOf(source: string): Promise<string> {
  if (source === '') return '';
  const given = await javascript(source);
  return usesEmulator(given) ? linkEmulator(given, (await import('virtual:emulator-program')).default) : given;
}

/** Everything but the student's code. The framework is half a megabyte: only an exercise that needs it loads it. */
export async function sandboxSources({ sources, framework }: Exercise): Promise<Omit<SandboxSources, 'code'>> {
  const mutants = Object.entries(sources.mutants).map(async ([id, source]) => [id, await javascript(source)] as const);
  return {
    given: await givenOf(sources.given),
    mutants: Object.fromEntries(await Promise.all(mutants)),
    framework: framework ? (await import('virtual:framework-source')).default : '',
  };
}
