/**
 * TypeScript to JavaScript in the page, by removing the types; Sucrase is loaded on first use. Line numbers stay. It does
 * not check types, and unlike the terminal it lets an `enum` pass.
 */
import type { Diagnosis } from '../../exercises/grader/verdict.ts';

export type Stripped =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly diagnosis: Diagnosis };

/** Sucrase puts the place into the message, `(2:12)`, and counts both from 1 in `loc`. */
function diagnosisOf(error: Error): Diagnosis {
  const loc = 'loc' in error ? (error.loc as { line?: number; column?: number }) : {};
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  return { rung: 'outcome', id: 'syntax', parameters: { message, line: loc.line ?? 0, column: loc.column ?? 0 } };
}

export async function stripTypes(source: string): Promise<Stripped> {
  const { transform } = await import('sucrase');
  try {
    const options = { transforms: ['typescript'], disableESTransforms: true, keepUnusedImports: true } as const;
    return { ok: true, code: transform(source, { ...options, transforms: ['typescript'] }).code };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, diagnosis: diagnosisOf(error) };
  }
}
