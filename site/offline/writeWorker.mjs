// Writes the service worker beside a built site, with the facts of that build in it: a version that changes with any file, and which hashed
// file loads which, so that a page can be kept with everything it may ask for later (workers, kernels, the editor). Beside it `offline.json`
// lists all files with their sizes, for whoever keeps the whole course. Run by the build, last (astro.config.mjs).

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const template = new URL('serviceWorker.js', import.meta.url);
const HASHED = '_astro/';
const WORKER = 'service-worker.js';
const LIST = 'offline.json';
/** Not kept unasked: TypeScript's checker, 9 MB. Without it an exercise is edited and graded as well, only not underlined. */
const CHECKER = /^(?:typescript|types\.worker)[.-]/;
const LARGE_BYTES = 3_000_000;
/** Old browsers' copies of fonts: whoever has service workers takes woff2. */
const NEVER = /\.(?:woff|ttf|map)$/;

/** Paths of all files of a folder, with `/`, sorted. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, ''))
    .filter((path) => path !== WORKER && path !== LIST)
    .sort();
}

/** Which of these names stand in a text. Names bear a hash: what looks like one is one. */
export function namesIn(text, names) {
  const found = new Set();
  // Split, not searched for: a bundle may hold a word of a million letters, and a pattern would try each of its ends.
  for (const word of text.split(/[^\w.~@-]+/)) if (names.has(word)) found.add(word);
  return [...found].sort();
}

/** @param {string} folder of the built site @param {string} base under which it will live */
export function factsOf(folder, base) {
  const paths = filesOf(folder);
  const hash = createHash('sha256');
  const hashedNames = new Set(
    paths.filter((path) => path.startsWith(HASHED) && !NEVER.test(path)).map((path) => path.slice(HASHED.length)),
  );
  const needs = {};
  const large = [];
  const files = [];
  for (const path of paths) {
    const bytes = readFileSync(join(folder, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
    if (NEVER.test(path)) continue;
    files.push([path, bytes.length]);
    const name = path.startsWith(HASHED) ? path.slice(HASHED.length) : null;
    if (name === null) continue;
    if (bytes.length > LARGE_BYTES || CHECKER.test(name)) large.push(name);
    if (!/\.(?:js|css)$/.test(name)) continue;
    const needed = namesIn(bytes.toString('utf8'), hashedNames).filter((other) => other !== name);
    if (needed.length > 0) needs[name] = needed;
  }
  return { version: hash.digest('hex').slice(0, 12), base, hashed: HASHED, needs, large, files };
}

/** → the facts it wrote */
export function writeWorker(folder, base) {
  const facts = factsOf(folder, base);
  const { files, base: lives, ...build } = facts;
  const source = readFileSync(template, 'utf8');
  const parts = source.split('/* BUILD */');
  if (parts.length !== 3)
    throw new Error('serviceWorker.js marks the place of the build facts with /* BUILD */ twice.');
  writeFileSync(join(folder, WORKER), `${parts[0]}${JSON.stringify(build)}${parts[2]}`);
  writeFileSync(join(folder, LIST), JSON.stringify({ version: build.version, base: lives, files }));
  return facts;
}

/** The integration: the last one, since others write files, too. */
export const offline = () => {
  let base = '/';
  return {
    name: 'chalkgrad:offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/*$/, '/');
      },
      'astro:build:done': ({ dir, logger }) => {
        const { version, files } = writeWorker(fileURLToPath(dir), base);
        logger.info(`service worker ${version}, ${files.length} files`);
      },
    },
  };
};
