/**
 * Runs test files against one changed file, in a process that may hang or die of it: `node tryMutant.ts TARGET SOURCE TEST…`. Exits with 0 where every
 * test passes, so that nobody noticed the change; with 1 where one fails.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const [target = '', source = '', ...tests] = process.argv.slice(2);
const targetUrl = pathToFileURL(target).href;
const mini = new URL('miniTest.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vitest' ? { url: mini, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === targetUrl
      ? { format: 'module-typescript', source: readFileSync(source, 'utf8'), shortCircuit: true }
      : next(url, context),
});

const { runAll } = (await import(mini)) as typeof import('./miniTest.ts');
try {
  for (const test of tests) await import(pathToFileURL(test).href);
  await runAll();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
process.exit(0);
