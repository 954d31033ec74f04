// Scripts after the first picture: a built page names its modules, its recorded step and the faces of its formulas without asking for them yet;
// site/layouts/waking.inline.js asks when something has been painted. They are the same modules in the same order. Where a page does not have that
// text in its head (one that is no page of the course's), nothing is changed.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @param {string} html */
export const withLateScripts = (html) =>
  html.includes('earlyActs') ? html.replaceAll('<script type="module" src="', '<script type="late" src="') : html;

/** The integration: after the words, which read which modules a page has.
 * @returns {import('astro').AstroIntegration} */
export const lateScripts = () => ({
  name: 'chalkgrad-late-scripts',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const root = fileURLToPath(dir);
      for (const name of await readdir(root, { recursive: true })) {
        if (!name.endsWith('.html')) continue;
        const file = join(root, name);
        const html = await readFile(file, 'utf8');
        const late = withLateScripts(html);
        if (late !== html) await writeFile(file, late);
      }
    },
  },
});
