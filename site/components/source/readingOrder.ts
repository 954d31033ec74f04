/**
 * An order in which files can be read so that each uses only what came before: their imports, depth first. Where imports leave a choice, the
 * folder's `index.ts` decides: a room's door lists its files in the order they are meant to be read. The rest comes by name. The framework
 * has no import cycles (a test of its own sees to that); should one appear, the files still come out, each once.
 */

const importPattern = /(?:from\s+|import\s+|import\()\s*'(\.[^']+)'/g;

/** 'framework/ops/add.ts' imports '../tensor/Tensor.ts' → 'framework/tensor/Tensor.ts'. AssemblyScript leaves the ending out. */
const resolve = (from: string, to: string): string =>
  new URL(/\.\w+$/.test(to) ? to : `${to}.ts`, `file:///${from}`).pathname.slice(1);

const importsOf = (path: string, text: string): string[] =>
  [...text.matchAll(importPattern)].flatMap(([, target]) => (target === undefined ? [] : [resolve(path, target)]));

const isDoor = (path: string): boolean => path.endsWith('/index.ts');

/** Doors before everything else, the outermost first, for their order counts; then by name. */
const byDoor = (a: string, b: string): number =>
  Number(isDoor(b)) - Number(isDoor(a)) ||
  (isDoor(a) ? a.split('/').length - b.split('/').length : 0) ||
  (a < b ? -1 : 1);

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
    importsOf(path, text).forEach(visit); // as they stand in the file
    ordered.add(path);
  };
  Object.keys(files).sort(byDoor).forEach(visit);
  return [...ordered];
};
