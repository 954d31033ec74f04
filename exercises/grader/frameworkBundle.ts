/**
 * The framework as one module, for sandboxes that reach no file: there it is what `#framework` names. Made by the bundler of
 * the site's build and kept in node_modules/.cache, by what its sources hold. Node only; the page gets the same text from its build.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const framework = new URL('../../framework/', import.meta.url);
const cache = new URL('../../node_modules/.cache/chalkgrad/', import.meta.url);

/** Tests and generators of truth are no part of it; everything else may be imported. */
const isSource = (path: string): boolean => /\.(?:ts|mjs|wasm)$/.test(path) && !/\.test\.ts$|^tests\//.test(path);

/** Changes when any source of the framework does. */
export function frameworkFingerprint(): string {
  // What the bundler is told counts, too: this file.
  const hash = createHash('sha256')
    .update(process.version)
    .update(readFileSync(new URL(import.meta.url)));
  const paths = readdirSync(framework, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  for (const path of paths.filter(isSource).sort()) hash.update(path).update(readFileSync(new URL(path, framework)));
  return hash.digest('hex').slice(0, 16);
}

async function bundle(): Promise<string> {
  // Loaded when wanted: most gradings need no framework, and the bundler takes longer to start than they do.
  const { build } = await import('vite');
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      // Names of classes are part of what errors say.
      rolldownOptions: { output: { keepNames: true } },
      lib: { entry: fileURLToPath(new URL('index.ts', framework)), formats: ['es'], fileName: 'framework' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const chunk = outputs.find((one) => one.type === 'chunk' && one.isEntry);
  if (chunk?.type !== 'chunk') throw new Error('the framework could not be bundled');
  return chunk.code;
}

async function cachedBundle(): Promise<string> {
  const file = new URL(`framework-${frameworkFingerprint()}.js`, cache);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const code = await bundle();
  try {
    mkdirSync(cache, { recursive: true });
    // Two graders at once each write a whole file; the name appears only when it is whole.
    const whole = new URL(`framework-${process.pid}.tmp`, cache);
    writeFileSync(whole, code);
    renameSync(whole, file);
  } catch {
    // A checkout that cannot be written to is slower, nothing else.
  }
  return code;
}

let bundled: Promise<string> | undefined;

/** JavaScript with the exports of framework/index.ts and no imports. */
export function frameworkBundle(): Promise<string> {
  bundled ??= cachedBundle();
  return bundled;
}
