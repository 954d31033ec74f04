// Compiles AssemblyScript, unless what is compiled is newer than its sources: the files beside this one into ../build/strict.wasm and
// ../build/relaxed.wasm, and the rungs of a lesson's ladder each into a file beside it. Run by `npm install`, and by whatever needs
// the kernels (it is quick when there is nothing to do). A failure is told and not fatal: the framework then runs on the reference
// kernels.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..', '..', '..');
const target = join(here, '..', 'build');

const options = ['--runtime', 'stub', '--noAssert', '-O3', '--debug', '--importMemory', '--initialMemory', '1'];
const own = readdirSync(here)
  .filter((name) => /\.(ts|mjs)$/.test(name))
  .map((name) => join(here, name));

/** What is compiled: `sources` make `file` what it is, `flags` are added to the options. */
const kernels = Object.entries({ strict: ['simd'], relaxed: ['simd', 'relaxed-simd'] }).map(([name, features]) => ({
  entry: join(here, 'index.ts'),
  sources: own,
  file: join(target, `${name}.wasm`),
  flags: ['--maximumMemory', '65536', ...features.flatMap((feature) => ['--enable', feature])],
}));

/** A rung stands alone, and its opening comment says which flags it needs. */
const rungFiles = readdirSync(join(root, 'lessons'), { recursive: true }).filter((path) => /rungs.assembly.[^/\\]+\.ts$/.test(path));
const rungs = rungFiles.map((path) => {
  const entry = join(root, 'lessons', path);
  const flags = [...readFileSync(entry, 'utf8').matchAll(/--(?:enable|maximumMemory) [\w-]+|--sharedMemory/g)];
  return { entry, sources: [entry], file: entry.replace(/\.ts$/, '.wasm'), flags: flags.flatMap(([flag]) => flag.split(' ')) };
});

const isCurrent = ({ file, sources }) =>
  existsSync(file) && sources.every((source) => statSync(source).mtimeMs <= statSync(file).mtimeMs);

async function compile(asc, { entry, file, flags }) {
  mkdirSync(dirname(file), { recursive: true });
  const neighbour = file.replace(/\.wasm$/, `.${process.pid}.wasm`); // first, because several processes may build at once
  const { error, stderr } = await asc.main([entry, '--outFile', neighbour, ...options, ...flags]);
  if (error !== null) {
    rmSync(neighbour, { force: true });
    throw new Error(`${error.message}\n${stderr.toString()}`);
  }
  renameSync(neighbour, file);
}

/** Bring the compiled kernels up to date. Returns true when they are. */
export async function ensureKernels() {
  const stale = [...kernels, ...rungs].filter((one) => !isCurrent(one));
  if (stale.length === 0) return true;
  try {
    const asc = (await import('assemblyscript/asc')).default;
    for (const one of stale) await compile(asc, one);
    return true;
  } catch (error) {
    console.error(`SIMD kernels were not built (${error.message}). Everything runs on the reference kernels, slower.`);
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureKernels();
