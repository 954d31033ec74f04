/**
 * TypeScript to JavaScript in the page, by removing the types with Sucrase. Line numbers stay. It does not check types. A
 * parser recurses and takes its time: a reader's text is parsed in a worker (parseInWorker.ts), never on the page's own thread.
 */
import { transform } from 'sucrase';
import { tooManyWords } from '../../exercises/grader/tooManyWords.ts';
import { placeAt, tooNested } from '../../exercises/grader/tooNested.ts';
import type { Diagnosis } from '../../exercises/grader/verdict.ts';
import { notErasable } from './readTokens.ts';

export type Stripped =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly diagnosis: Diagnosis };

/** Sucrase puts the place into the message, `(2:12)`, and counts both from 1 in `loc`. */
function diagnosisOf(error: Error): Diagnosis {
  const loc = 'loc' in error ? (error.loc as { line?: number; column?: number }) : {};
  const place = error.message.lastIndexOf(' (');
  const message = place > 0 && error.message.endsWith(')') ? error.message.slice(0, place) : error.message;
  return { rung: 'outcome', id: 'syntax', parameters: { message, line: loc.line ?? 0, column: loc.column ?? 0 } };
}

const isOverflow = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof Error && error.name === 'InternalError');

export function stripTypes(source: string): Stripped {
  const endless = tooManyWords(source);
  if (endless) return { ok: false, diagnosis: endless };
  try {
    const { code } = transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
    });
    const made = notErasable(source);
    if (made === null) return { ok: true, code };
    const parameters = { message: `TypeScript ${made.what} is not supported`, ...placeAt(source, made.offset) };
    return { ok: false, diagnosis: { rung: 'outcome', id: 'not-erasable', parameters } };
  } catch (error) {
    if (isOverflow(error)) return { ok: false, diagnosis: tooNested(source) };
    if (!(error instanceof Error)) throw error;
    return { ok: false, diagnosis: diagnosisOf(error) };
  }
}
