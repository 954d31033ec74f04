// The types by which the editor checks what a reader writes, as modules of the site: JavaScript's own library, and the
// framework's declarations, which the compiler writes from its sources once a build. Each is { path: text }.
//
//   virtual:declarations/library
//   virtual:declarations/framework

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const libraryFolder = join(root, 'node_modules/typescript-6/lib');

/** The library of ES2023 and everything it refers to: no DOM, which an answer has not. */
function library() {
  const found = {};
  const take = (name) => {
    if (found[`/${name}`] !== undefined) return;
    const text = readFileSync(join(libraryFolder, name), 'utf8');
    found[`/${name}`] = text;
    for (const [, lib] of text.matchAll(/\/\/\/ <reference lib="([a-z0-9.]+)" \/>/g)) take(`lib.${lib}.d.ts`);
  };
  take('lib.es2023.d.ts');
  return found;
}

function framework() {
  // Inside the package, so that its types of Node and WebGPU are found.
  const folder = mkdtempSync(join(root, 'node_modules/.declarations-'));
  try {
    const config = join(folder, 'tsconfig.json');
    const options = {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      removeComments: false,
      rootDir: root,
      outDir: join(folder, 'out'),
      skipLibCheck: true,
    };
    writeFileSync(
      config,
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        include: [join(root, 'framework/index.ts')],
        exclude: [],
        compilerOptions: options,
      }),
    );
    execFileSync(process.execPath, [compiler, '-p', config], { cwd: root, stdio: 'pipe' });
    const out = join(folder, 'out');
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return Object.fromEntries(
      files.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [`/${relative(out, path).replaceAll('\\', '/')}`, readFileSync(path, 'utf8')];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function declarations() {
  const makers = { library, framework };
  const made = {};
  const prefix = 'virtual:declarations/';
  return {
    name: 'chalkgrad-declarations',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(resolved) {
      const id = resolved.replace(/^\0/, '');
      if (!id.startsWith(prefix)) return undefined;
      const name = id.slice(prefix.length);
      made[name] ??= makers[name]();
      // As text, which a browser parses faster than an object of this size.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(made[name]))});`;
    },
  };
}
