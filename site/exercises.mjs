// The exercises as modules of the site: what exercises/grader/loadExercise.ts reads from the folders when a terminal grades,
// the build writes into modules, one an exercise, loaded when it is first run.
//
//   virtual:exercises             { slug: () => Promise<Exercise> }
//   virtual:exercise/SLUG         the exercise, assembled from its folder
//   virtual:framework-source      the framework as the text of one module, for sandboxes that reach no file
//   virtual:sandbox-program       the program of the sandbox, as the text of one module
//   virtual:emulator-program      the emulator of shaders, as the text of one module

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { frameworkBundle } from '../exercises/grader/frameworkBundle.ts';
import { sandboxProgram } from '../exercises/grader/sandboxProgram.ts';
import { emulatorProgram } from '../exercises/grader/wgsl/emulatorProgram.ts';

const root = new URL('../exercises/', import.meta.url);

/** A folder with a check is an exercise. */
const slugs = () => readdirSync(root).filter((name) => existsSync(new URL(`${name}/check.ts`, root)));

/** The slugs of all exercises, and how each is loaded. */
function indexModule() {
  const entries = slugs().map(
    (slug) => `  ${JSON.stringify(slug)}: () => import('virtual:exercise/${slug}').then((made) => made.default),`,
  );
  return `export const exercises = {\n${entries.join('\n')}\n};\n`;
}

function translationsOf(slug) {
  const found = readdirSync(new URL(`${slug}/`, root)).flatMap((name) => {
    const lang = /^words\.([a-z-]+)\.json$/.exec(name)?.[1];
    return lang ? [[lang, JSON.parse(readFileSync(new URL(`${slug}/${name}`, root), 'utf8'))]] : [];
  });
  return JSON.stringify(Object.fromEntries(found));
}

/** One exercise: its modules to judge with, its sources to read diagnoses from and to send into the sandbox. */
function exerciseModule(slug) {
  const at = (path) => JSON.stringify(`/exercises/${slug}/${path}`);
  const wrongFolder = new URL(`${slug}/wrong/`, root);
  const wrong = existsSync(wrongFolder) ? readdirSync(wrongFolder).filter((name) => name.endsWith('.ts')) : [];
  const hasGiven = existsSync(new URL(`${slug}/given.ts`, root));
  const imports = wrong.flatMap((name, i) => [
    `import * as wrong${i} from ${at(`wrong/${name}`)};`,
    `import source${i} from ${JSON.stringify(`/exercises/${slug}/wrong/${name}?raw`)};`,
  ]);
  const entries = wrong.map(
    (name, i) => `    ${JSON.stringify(basename(name, '.ts'))}: { module: wrong${i}, source: source${i} },`,
  );
  const given = [`import * as given from ${at('given.ts')};`, `import givenSource from ${at('given.ts?raw')};`];
  return `
import { assemble } from '/exercises/grader/assemble.ts';
import definition from ${at('check.ts')};
import * as solution from ${at('solution.ts')};
${[...imports, ...(hasGiven ? given : [])].join('\n')}
export default assemble({
  slug: ${JSON.stringify(slug)},
  definition,
  solution,
  wrong: {
${entries.join('\n')}
  },
  given: ${hasGiven ? '{ module: given, source: givenSource }' : 'null'},
  translations: ${translationsOf(slug)},
});
`;
}

export function exercises() {
  const isOurs = (id) =>
    /^virtual:(?:exercises$|exercise\/|framework-source$|sandbox-program$|emulator-program$)/.test(id);
  return {
    name: 'chalkgrad-exercises',
    resolveId: (id) => (isOurs(id) ? `\0${id}` : undefined),
    async load(resolved) {
      const id = resolved.replace(/^\0/, '');
      if (id === 'virtual:exercises') return indexModule();
      if (id.startsWith('virtual:exercise/')) return exerciseModule(id.slice('virtual:exercise/'.length));
      if (id === 'virtual:sandbox-program') return `export default ${JSON.stringify(sandboxProgram())};`;
      if (id === 'virtual:emulator-program') return `export default ${JSON.stringify(emulatorProgram())};`;
      if (id !== 'virtual:framework-source') return undefined;
      return `export default ${JSON.stringify(await frameworkBundle())};`;
    },
  };
}
