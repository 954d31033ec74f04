/**
 * Which files a reader needs to read a run: its own, and the files beside it that it takes something from (a set-up that several
 * runs share, say), in the order they are met. Where the text comes from is the caller's business: the build, a script, a test.
 */

/** 'digits-cnn' → 'framework/runs/digitsCnn.ts' */
export const fileOfRun = (name: string): string =>
  `framework/runs/${name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}.ts`;

/** Imports of values from a file of the same folder; types alone teach nothing about a run. */
const neighbourImports = /^import (?!type )[^;]*? from '\.\/([\w/]+\.ts)';$/gm;

/**
 * @example filesOfRun('names-rnn', textOf) // ['framework/runs/namesRnn.ts', 'framework/runs/namesSetup.ts', …]
 * @param textOf text of a file by its path, undefined where there is none
 */
export function filesOfRun(name: string, textOf: (path: string) => string | undefined): string[] {
  const found = [fileOfRun(name)];
  for (const path of found) {
    const text = textOf(path);
    if (text === undefined) throw new Error(`the run '${name}' needs ${path}, and there is no such file`);
    for (const [, neighbour] of text.matchAll(neighbourImports)) {
      const next = `framework/runs/${neighbour}`;
      if (!found.includes(next)) found.push(next);
    }
  }
  return found;
}
