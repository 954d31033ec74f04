// The index of the search, made from the built pages when the build is done, and shipped with them: pagefind/ in the built site. Only what
// stands in a page's main is indexed, and only of pages that say what kind they are (site/layouts/Page.astro).

import { fileURLToPath } from 'node:url';

/** Inside main, but no text to be found: what is drawn, folded away, or there for a script. */
const notText = [
  '[data-drawing]',
  '[data-table]',
  '.figure-tools',
  '.contents',
  '.lesson-turn',
  '.katex-mathml',
  '.workbench',
  '.exercise-hints',
  '.room-list',
  'form',
  'script',
  'template',
  'noscript',
];

export function searchIndex() {
  return {
    name: 'chalkgrad-search',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const started = performance.now();
        const { createIndex, close } = await import('pagefind');
        try {
          const { index, errors } = await createIndex({ excludeSelectors: notText });
          if (index === undefined) throw new Error(`The search index could not be begun: ${errors.join('; ')}`);
          const folder = fileURLToPath(dir);
          const added = await index.addDirectory({ path: folder });
          if (added.errors.length > 0) throw new Error(`The search index: ${added.errors.join('; ')}`);
          const written = await index.writeFiles({ outputPath: `${folder}pagefind` });
          if (written.errors.length > 0) throw new Error(`The search index: ${written.errors.join('; ')}`);
          logger.info(`${added.page_count} pages in ${((performance.now() - started) / 1000).toFixed(1)} s`);
        } finally {
          await close();
        }
      },
    },
  };
}
