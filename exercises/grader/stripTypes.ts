/**
 * TypeScript to JavaScript by removing the types, through Node itself. Nothing is executed, and every character that stays
 * keeps its line and column. TypeScript that needs generated code (enum, namespace, parameter properties) is refused.
 *
 * For text of ours: a parser recurses, and a text made for it ends the process that parses it. A student's goes through
 * parserProcess.ts, which runs this file elsewhere as text; so it imports nothing but Node.
 */
import { stripTypeScriptTypes } from 'node:module';
import type { Diagnosis } from './verdict.ts';

export type Stripped =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly diagnosis: Diagnosis };

/** Node announces the function as experimental on first use; that is news for us, not for a student reading a verdict. */
function quietly<T>(work: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Node puts `:LINE`, some lines of code and a line of carets in front of the stack; the error has no fields for them. */
function placeOf(error: Error): { line: number; column: number } {
  const [head = '', ...frame] = (error.stack ?? '').split('\n', 5);
  const carets = frame.find((line) => /^ *\^+ *$/.test(line)) ?? '';
  // Behind the last character there is nothing to point at.
  const column = carets === '' ? (frame[0]?.length ?? 0) : carets.indexOf('^');
  return { line: Number(/:([0-9]+)$/.exec(head)?.[1] ?? 0), column: column + 1 };
}

/** Throws what is no mistake of grammar: then the parser itself has failed, and should not be used again. */
export function stripTypes(source: string): Stripped {
  try {
    return { ok: true, code: quietly(() => stripTypeScriptTypes(source)) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const unsupported = 'code' in error && error.code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX';
    const parameters = { message: error.message, ...placeOf(error) };
    return { ok: false, diagnosis: { rung: 'outcome', id: unsupported ? 'not-erasable' : 'syntax', parameters } };
  }
}
