import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factsOf, namesIn, writeWorker } from './writeWorker.mjs';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chalkgrad-build-'));
  mkdirSync(join(folder, '_astro'));
  writeFileSync(join(folder, 'index.html'), '<script src="/_astro/Home.aB1_.js"></script>');
  writeFileSync(
    join(folder, '_astro/Home.aB1_.js'),
    'import"./Figure.c-2.js";const w=new URL("/_astro/training.worker-X.js",import.meta.url)',
  );
  writeFileSync(join(folder, '_astro/Figure.c-2.js'), 'export{}');
  writeFileSync(join(folder, '_astro/training.worker-X.js'), `var k="/_astro/strict.BV.wasm";${'x'.repeat(3_100_000)}`);
  writeFileSync(join(folder, '_astro/strict.BV.wasm'), 'wasm');
  writeFileSync(
    join(folder, '_astro/_slug_.Q.css'),
    '@font-face{src:url(/_astro/serif.D.woff2) url(/_astro/serif.E.woff)}',
  );
  writeFileSync(join(folder, '_astro/serif.D.woff2'), 'font');
  writeFileSync(join(folder, '_astro/serif.E.woff'), 'font');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the facts of a build', () => {
  it('say what loads what, which files are large, and leave out copies of fonts for old browsers', () => {
    const { needs, large, files } = factsOf(folder, '/');
    expect(needs).toEqual({
      'Home.aB1_.js': ['Figure.c-2.js', 'training.worker-X.js'],
      'training.worker-X.js': ['strict.BV.wasm'],
      '_slug_.Q.css': ['serif.D.woff2'],
    });
    expect(large).toEqual(['training.worker-X.js']);
    expect(files.map(([path]) => path)).not.toContain('_astro/serif.E.woff');
    expect(files).toContainEqual(['_astro/strict.BV.wasm', 4]);
  });

  it('have a version that changes with any file, and with nothing else', () => {
    const before = factsOf(folder, '/').version;
    writeWorker(folder, '/');
    expect(factsOf(folder, '/').version).toBe(before);
    writeFileSync(join(folder, 'index.html'), '<script src="/_astro/Home.aB1_.js"></script> ');
    expect(factsOf(folder, '/').version).not.toBe(before);
  });

  it('stand in the worker, which still is a script', () => {
    const { version } = writeWorker(folder, '/repo/');
    const text = readFileSync(join(folder, 'service-worker.js'), 'utf8');
    expect(text).toContain(`"version":"${version}"`);
    expect(() => new Function(text)).not.toThrow();
    expect(JSON.parse(readFileSync(join(folder, 'offline.json'), 'utf8'))).toMatchObject({ version, base: '/repo/' });
  });

  it('names: only files that are there', () => {
    const names = new Set(['a.b.js', 'c.js']);
    expect(namesIn('"./a.b.js" "../c.js" `d.js` x.c.json', names)).toEqual(['a.b.js', 'c.js']);
  });
});
