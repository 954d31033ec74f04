// Words travel with the page that says them. All words of all figures in a script weighed 42 kB on every page, compressed, in one language; a
// page says a tenth of them. So the build looks which modules a page's scripts hold, which words those say (site/i18n/wordsUsed.ts), and
// writes these words, in the page's language, into the page: <script type="application/json" id="words">.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { languageOf } from './i18n/index.ts';
import { together, wordsFor, wordsUsed } from './i18n/wordsUsed.ts';

const all = fileURLToPath(new URL('./i18n/index.ts', import.meta.url));
const inPage = fileURLToPath(new URL('./i18n/inPage.ts', import.meta.url));

/** Chunks of the browser's bundle by file name: what each imports, now or later, and the modules in it. */
const chunks = new Map();

const plugin = {
  name: 'chalkgrad-words',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (this.environment?.name !== 'client' || !source.endsWith('/i18n/index.ts')) return null;
    const found = await this.resolve(source, importer, { skipSelf: true });
    return found?.id === all ? inPage : found;
  },
  generateBundle(_options, bundle) {
    if (this.environment?.name !== 'client') return;
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunks.set(chunk.fileName, chunk);
    }
  },
};

/** Every chunk that a script can come to load. */
function reached(names) {
  const seen = new Set();
  const open = [...names];
  while (open.length > 0) {
    const name = open.pop();
    const chunk = chunks.get(name);
    if (seen.has(name) || chunk === undefined) continue;
    seen.add(name);
    open.push(...chunk.imports, ...chunk.dynamicImports);
  }
  return seen;
}

const usedBy = new Map();
async function wordsOfModule(id, rooms) {
  const path = id.split('?')[0];
  if (!path.endsWith('.ts') && !path.endsWith('.astro')) return new Map();
  // Of a component only its scripts run in the browser.
  const sent = (source) =>
    path.endsWith('.ts') ? source : [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].join('\n');
  if (!usedBy.has(path))
    usedBy.set(
      path,
      readFile(path, 'utf8').then(
        (source) => wordsUsed(sent(source), rooms),
        () => new Map(),
      ),
    );
  return usedBy.get(path);
}

/** @returns {import('astro').AstroIntegration} */
export function words() {
  return {
    name: 'chalkgrad-words',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        if (command === 'build') updateConfig({ vite: { plugins: [plugin] } });
      },
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const pages = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.html'));
        const made = new Map();
        for (const page of pages) {
          const file = join(root, page);
          const html = await readFile(file, 'utf8');
          const scripts = [...html.matchAll(/<script type="module"([^>]*)>([\s\S]*?)<\/script>/g)];
          const named = scripts.flatMap(([, attributes, code]) =>
            [...`${attributes} ${code}`.matchAll(/_astro\/[\w.-]+\.js/g)].map(([name]) => name),
          );
          // A script written into the page is a chunk whose code stands there.
          const inline = scripts.flatMap(([, , code]) =>
            code.trim() === ''
              ? []
              : [...chunks.values()]
                  .filter((chunk) => chunk.code.trim() === code.trim())
                  .map((chunk) => chunk.fileName),
          );
          const { tag, strings } = languageOf(/<html lang="([^"]+)"/.exec(html)?.[1]);
          const key = [tag, ...new Set([...named, ...inline])].join(' ');
          if (!made.has(key)) {
            const modules = [...reached([...named, ...inline])].flatMap((name) => chunks.get(name).moduleIds);
            const rooms = Object.keys(strings);
            const used = together(await Promise.all([...new Set(modules)].map((id) => wordsOfModule(id, rooms))));
            made.set(key, used.size === 0 ? '' : JSON.stringify(wordsFor(used, strings)).replaceAll('<', '\\u003c'));
          }
          const said = made.get(key);
          if (said === '') continue;
          const tail = `<script type="application/json" id="words">${said}</script>`;
          const end = html.lastIndexOf('</body>');
          await writeFile(file, end < 0 ? html + tail : html.slice(0, end) + tail + html.slice(end));
        }
      },
    },
  };
}
