/**
 * The side of the grader on which the student's code runs, as one text. That program takes a job in, calls the student's function, and
 * sends the answers out as bytes. It holds no expected values, compares nothing and knows no verdict, so forging its output is
 * only another way of answering.
 *
 * It travels as text into the child process of the terminal and into the worker of the browser, where it can read no file: the
 * files of `sandbox/` one behind the other, without their types and without what they import from each other. Node only; the
 * page gets the same text from its build.
 */
import { readFileSync } from 'node:fs';
import { stripTypes } from './stripTypes.ts';

/** Each behind those it imports. The walls come first, so that nothing in them can lean on the rest. */
export const sandboxFiles = [
  'bufferBudget',
  'confine',
  'values',
  'intrinsics',
  'wire',
  'put',
  'writeValue',
  'readValue',
  'errorValue',
  'snapshot',
  'job',
  'play',
  'host',
  'console',
  'serve',
  'serveNode',
  'serveWorker',
] as const;

/** Imports of its neighbours, as our formatter writes them. */
const neighbour = /^import [^;'"]*from '\.\/[A-Za-z]+\.ts';$/gm;

function partOf(name: string): string {
  const source = readFileSync(new URL(`./sandbox/${name}.ts`, import.meta.url), 'utf8');
  const stripped = stripTypes(source);
  if (!stripped.ok) throw new Error(`sandbox/${name}.ts does not parse`);
  return stripped.code.replaceAll(neighbour, '');
}

let program: string | null = null;

/** A module that exports `serveNode`, `serveMany`, `serveWorker`, `confine` and `limitBuffers`, and imports nothing. */
export function sandboxProgram(): string {
  program ??= sandboxFiles.map(partOf).join('\n');
  return program;
}
