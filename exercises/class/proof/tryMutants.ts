/**
 * Runs test files against one changed file after the other, in a process that may hang or die of one: whoever asks starts another. What does
 * not change is loaded once; everything of the exercises is loaded anew for each change, since anything may have kept the file before it.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

export interface Trial {
  readonly id: number;
  readonly target: string;
  /** A file with the changed text. */
  readonly source: string;
  readonly tests: readonly string[];
}

const exercises = new URL('../../', import.meta.url).href;
const mini = new URL('miniTest.ts', import.meta.url).href;
let mark = '';
let targetUrl = '';
let changed = '';

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'vitest') return { url: `${mini}${mark}`, shortCircuit: true };
    const { parentURL } = context;
    const found = next(
      specifier,
      parentURL === undefined ? context : { ...context, parentURL: parentURL.split('?')[0]! },
    );
    return found.url.startsWith(exercises) ? { ...found, url: `${found.url.split('?')[0]}${mark}` } : found;
  },
  load(url, context, next) {
    if (url.split('?')[0] !== targetUrl) return next(url, context);
    return { format: 'module-typescript', source: readFileSync(changed, 'utf8'), shortCircuit: true };
  },
});

/** Whether every test passes, so that nobody noticed. */
async function passes({ id, target, source, tests }: Trial): Promise<boolean> {
  mark = `?mutant=${id}`;
  targetUrl = pathToFileURL(target).href;
  changed = source;
  try {
    for (const test of tests) await import(`${pathToFileURL(test).href}${mark}`);
    const { runAll } = (await import(`${mini}${mark}`)) as typeof import('./miniTest.ts');
    await runAll();
    return true;
  } catch (error) {
    if (process.env['MUTATE_WHY']) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return false;
  }
}

process.on('message', (trial: Trial) => void passes(trial).then((unnoticed) => process.send!({ unnoticed })));
