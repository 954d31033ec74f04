/** What the sandbox gets beside the student's code, as JavaScript: `given.ts`, the mutants of a test, the framework. Node only. */
import type { Exercise } from './Exercise.ts';
import { frameworkBundle } from './frameworkBundle.ts';
import type { SandboxSources } from './grading.ts';
import { stripTypes } from './stripTypes.ts';
import { emulatorProgram } from './wgsl/emulatorProgram.ts';
import { linkEmulator, usesEmulator } from './wgsl/linkEmulator.ts';

function javascript(source: string, what: string): string {
  const stripped = stripTypes(source);
  if (!stripped.ok) throw new Error(`${what} does not parse: ${JSON.stringify(stripped.diagnosis.parameters)}`);
  return stripped.code;
}

/** Everything but the student's code. */
export async function sandboxSources({ slug, sources, framework }: Exercise): Promise<Omit<SandboxSources, 'code'>> {
  const given = javascript(sources.given, `exercises/${slug}/given.ts`);
  return {
    given: usesEmulator(given) ? linkEmulator(given, emulatorProgram()) : given,
    mutants: Object.fromEntries(
      Object.entries(sources.mutants).map(([id, source]) => [
        id,
        javascript(source, `exercises/${slug}/wrong/${id}.ts`),
      ]),
    ),
    framework: framework ? await frameworkBundle() : '',
  };
}
