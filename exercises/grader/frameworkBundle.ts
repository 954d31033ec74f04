/**
 * The framework as one module, for sandboxes that reach no file: there it is what `#framework` names. Made by the bundler of
 * the site's build, once a process. Node only; the page gets the same text from its build.
 */
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../framework/index.ts', import.meta.url));

async function bundle(): Promise<string> {
  // Loaded when wanted: most gradings need no framework, and the bundler takes longer to start than they do.
  const { build } = await import('vite');
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: true, lib: { entry, formats: ['es'], fileName: 'framework' } },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const chunk = outputs.find((one) => one.type === 'chunk' && one.isEntry);
  if (chunk?.type !== 'chunk') throw new Error('the framework could not be bundled');
  return chunk.code;
}

let bundled: Promise<string> | undefined;

/** JavaScript with the exports of framework/index.ts and no imports. */
export function frameworkBundle(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}
