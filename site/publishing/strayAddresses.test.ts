import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { strayAddresses } from './strayAddresses.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function site(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-site-'));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const right = {
  'index.html':
    '<a href="/repo/lessons/tensors/#t=x.7">go</a> <a href="/repo/">home</a><link rel="icon" href="/repo/f.svg">',
  'lessons/tensors/index.html':
    '<training-run recording="/repo/recordings/x.json"></training-run><p title="/ is a sign">',
  'recordings/x.json': '{}',
  'f.svg': '',
  '_astro/a.css': '@font-face{src:url(/repo/_astro/b.woff2)}',
  '_astro/b.woff2': '',
  '_astro/c.js': 'import("./d.js");const m={"/lessons/tensors/rungs/a.ts":1};fetch("/repo/recordings/x.json")',
};

describe('addresses of a built site', () => {
  it('finds nothing where all lead somewhere', () => {
    expect(strayAddresses(site(right), '/repo/')).toEqual([]);
  });

  it.each([
    [
      'a link written by hand',
      { 'index.html': '<a href="/lessons/tensors/">' },
      'index.html: /lessons/tensors/ leads out of /repo/',
    ],
    [
      'a page that is not there',
      { 'index.html': '<a href="/repo/lessons/x/">' },
      'index.html: /repo/lessons/x/ leads to nothing',
    ],
    ['a recording', { 'index.html': '<training-run recording="/recordings/x.json">' }, 'leads out of /repo/'],
    ['what a figure fetches', { 'index.html': '<x-y data-search="/recordings/x.json">' }, 'leads out of /repo/'],
    ['a font', { '_astro/a.css': 'a{b:url("/_astro/b.woff2")}' }, '_astro/a.css: /_astro/b.woff2 leads out of /repo/'],
    ['an address in a script', { '_astro/c.js': 'location.href="/lessons/tensors/"' }, 'is written without /repo/'],
    ['data in a script', { '_astro/c.js': 'fetch(`/recordings/x.json`)' }, 'is written without /repo/'],
  ])('finds %s', (_, wrong, told) => {
    const found = strayAddresses(site({ ...right, ...wrong }), '/repo/');
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(told);
  });

  it('at the root finds what leads to nothing', () => {
    const found = strayAddresses(site({ 'index.html': '<a href="/a/">', 'b/index.html': '<a href="/b/">' }), '/');
    expect(found).toEqual(['index.html: /a/ leads to nothing']);
  });
});
