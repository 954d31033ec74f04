/**
 * Reads a built site as a host would serve it, and says which addresses in it lead out of the path where it lives, or to nothing. Whoever
 * writes `href="/lessons/"` by hand breaks the site for all who publish it under `/repo/`: Astro adds that path nowhere by itself.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ATTRIBUTE = /(?<=\s)([a-z][\w-]*)="(\/[^"]*)"/g;
/** Attributes that are addresses wherever they stand; others only where their value looks like one. */
const ADDRESSES = new Set(['href', 'src', 'action', 'poster', 'recording', 'data-from', 'data-index']);
const IN_CSS = /url\(\s*["']?(\/[^"')]+)/g;

/** Without what stands behind it, and as the file system has it. */
const pathOf = (address: string): string =>
  decodeURIComponent(address.replaceAll('&#38;', '&').replace(/[?#].*$/s, ''));

/**
 * Each stray address once, with the first file it stands in; empty where all is well.
 *
 * @param folder of the built site
 * @param base the path where it is to live: `/`, `/repo/`
 */
export function strayAddresses(folder: string, base: string): readonly string[] {
  const stray = new Map<string, string>();
  const known = new Set<string>();
  const rooms = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const add = (address: string, why: string, file: string): void => {
    if (!stray.has(address)) stray.set(address, `${file}: ${address} ${why}`);
  };
  const check = (address: string, file: string, mustBeThere: boolean): void => {
    if (address.startsWith('//') || known.has(address)) return;
    const path = pathOf(address);
    // `/repo` alone: the host adds the slash.
    if (!`${path}/`.startsWith(base)) {
      add(address, `leads out of ${base}`, file);
      return;
    }
    const inside = path.slice(base.length);
    const found = existsSync(join(folder, inside, path.endsWith('/') || inside === '' ? 'index.html' : ''));
    if (!found && mustBeThere) add(address, 'leads to nothing', file);
    else known.add(address);
  };
  // An address put together by a script: `"/lessons/` in a site that lives under /repo/. Under / such a text cannot be told from a right one.
  const inScript = base === '/' ? null : new RegExp(`["'\`](/(?:${rooms.join('|')})/[^"'\`\\s]*)`, 'g');
  const isAddress = (text: string): boolean =>
    /^\/(?:_astro|recordings)\//.test(text) || /^[^?#]*\/(?:[?#]|$)/.test(text);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:html|css|js)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const file = path.slice(folder.length).replace(/^[\\/]+/, '');
    const text = readFileSync(path, 'utf8');
    if (file.endsWith('.html')) {
      for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
        if (ADDRESSES.has(name)) check(value, file, true);
        else if (rooms.some((room) => value.startsWith(`/${room}/`))) check(value, file, false);
      }
    } else if (file.endsWith('.css')) for (const [, address = ''] of text.matchAll(IN_CSS)) check(address, file, true);
    else if (inScript !== null)
      for (const [, address = ''] of text.matchAll(inScript)) {
        // Folders of sources are no addresses: `/exercises/adam/check.ts` is the name of a module.
        if (isAddress(address)) add(address, `is written without ${base}`, file);
      }
  }
  return [...stray.values()];
}
