/**
 * The emulator as one text, for sandboxes that reach no file: its files one behind the other, without their types and without what
 * they import from each other. Node only; the page gets the same text from its build.
 */
import { readFileSync } from 'node:fs';
import { stripTypes } from '../stripTypes.ts';

/** Each behind those it imports. */
const files = [
  'tokens',
  'shaderTypes',
  'arithmetic',
  'Machine',
  'runnable',
  'words',
  'builtins',
  'places',
  'expressions',
  'statements',
  'Compiler',
  'parse',
  'emulate',
  'drive',
] as const;

const neighbour = /^import [^;'"]*from '\.\/[A-Za-z]+\.ts';$/gm;

function partOf(name: string): string {
  const stripped = stripTypes(readFileSync(new URL(`${name}.ts`, import.meta.url), 'utf8'));
  if (!stripped.ok) throw new Error(`wgsl/${name}.ts does not parse`);
  return stripped.code.replaceAll(neighbour, '');
}

let program: string | null = null;

/** JavaScript that exports `emulate` and `drive`, and imports nothing. */
export function emulatorProgram(): string {
  program ??= files.map(partOf).join('\n');
  return program;
}
