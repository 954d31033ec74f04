/**
 * An order in which files can be read so that each uses only what came before: their imports, depth first, ties by name. The framework has
 * no import cycles (a test of its own sees to that); should one appear, the files still come out, each once.
 */

const importPattern = /(?:from\s+|import\s+|import\()\s*'(\.[^']+)'/g;

/** 'framework/ops/add.ts' imports '../tensor/Tensor.ts' → 'framework/tensor/Tensor.ts'. */
const resolve = (from: string, to: string): string => new URL(to, `file:///${from}`).pathname.slice(1);

const importsOf = (path: string, text: string): string[] =>
  [...text.matchAll(importPattern)].flatMap(([, target]) => (target === undefined ? [] : [resolve(path, target)]));

/**
 * @param files path → text
 * @returns the same paths in reading order
 * @example readingOrder({ 'a.ts': "import './b.ts'", 'b.ts': '' }) // ['b.ts', 'a.ts']
 */
export const readingOrder = (files: Readonly<Record<string, string>>): string[] => {
  const ordered = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const text = files[path];
    if (text === undefined || seen.has(path)) return;
    seen.add(path);
    importsOf(path, text).sort().forEach(visit);
    ordered.add(path);
  };
  Object.keys(files).sort().forEach(visit);
  return [...ordered];
};
