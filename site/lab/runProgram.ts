/**
 * A run that ships, as a program of the lab: its own source, with what it imports under the names that the lab has for the framework's files. Every
 * line of it can be changed. Pure text; runs in Node.
 */
import { basename, dirname, join } from 'node:path/posix';
import { fileOfRun } from '../player/curve/filesOfRun.ts';

/** @param textOf text of a file by its path, undefined where there is none */
export function runProgram(name: string, textOf: (path: string) => string | undefined): string {
  const path = fileOfRun(name);
  const text = textOf(path);
  if (text === undefined) throw new Error(`the run '${name}' needs ${path}, and there is no such file`);
  const imported = text.replaceAll(
    /(from ')(\.{1,2}\/[\w./-]+)(')/g,
    (_, before: string, file: string, after: string) => {
      return `${before}#${join(dirname(path), file)}${after}`;
    },
  );
  return `${imported.trimEnd()}\n\nexport default ${basename(path, '.ts')};\n`;
}
