// Keeps the shape of the repository: a reader can take the framework's rooms in order, and nobody enters by a window.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rooms } from '../contents.ts';
import { complaintsAbout } from './layering.ts';

const root = new URL('../../', import.meta.url);

function readSources(folders: readonly string[]): Map<string, string> {
  const sources = new Map<string, string>();
  for (const folder of folders.filter((name) => existsSync(new URL(name, root)))) {
    for (const name of readdirSync(fileURLToPath(new URL(folder, root)), { recursive: true, encoding: 'utf8' })) {
      const path = `${folder}/${name.replaceAll('\\', '/')}`;
      if (path.startsWith('framework/kernels/simd/assembly/')) continue; // AssemblyScript, a language of its own
      if (path.startsWith('exercises/grader/corpus/')) continue; // specimens of what misbehaves, some of it no TypeScript
      if (/\.(?:[cm]?[jt]s|astro|mdx)$/.test(path)) sources.set(path, readFileSync(new URL(path, root), 'utf8'));
    }
  }
  return sources;
}

function complaints(files: Record<string, string>): string[] {
  const rooms = ['tensor', 'ops', 'nn', 'io', 'cli'].map((name) => ({
    name,
    parts: name === 'ops' ? ['unary', 'shape'] : [],
  }));
  return complaintsAbout(new Map(Object.entries(files)), rooms);
}

describe('this repository', () => {
  const sources = readSources(['framework', 'site', 'exercises', 'lessons']);

  it('has sources to check', () => {
    expect([...sources.keys()].filter((path) => path.startsWith('framework/')).length).toBeGreaterThan(5);
  });

  it('keeps every import rule', () => {
    expect(complaintsAbout(sources, rooms)).toEqual([]);
  }, 60_000);
});

describe('the checker accepts', () => {
  it('imports of earlier rooms and of the own room', () => {
    const files = {
      'framework/contents.ts': 'export const rooms = [];',
      'framework/tensor/shape.ts': 'export const rank = 0;',
      'framework/tensor/Tensor.ts': "import { rank } from './shape.ts';",
      'framework/ops/add.ts': "import type { Tensor } from '../tensor/Tensor.ts';",
      'framework/ops/unary/exp.ts': "import { add } from '../add.ts';",
      'framework/ops/shape/flip.ts': "import { exp } from '../unary/exp.ts';",
      'framework/index.ts': "export * from './ops/add.ts'; export { rooms } from './contents.ts';",
      'framework/cli/train.ts': "import { add } from '../index.ts'; import { parseArgs } from 'node:util';",
      'framework/cli/imageDecoder.ts': "import { PNG } from 'pngjs'; import { decode } from 'jpeg-js';",
      'framework/io/bytes.ts': "const fs = process.getBuiltinModule('node:fs/promises');",
    };
    expect(complaints(files)).toEqual([]);
  });

  it('anything at all in tests of the framework', () => {
    const files = {
      'framework/tensor/shape.test.ts': "import { it } from 'vitest'; import '../nn/linear.ts';",
      'framework/tests/gradients.test.ts': "import { readFileSync } from 'node:fs'; import '../index.ts';",
    };
    expect(complaints(files)).toEqual([]);
  });

  it('the door and raw text outside the framework', () => {
    const files = {
      'site/visuals/loss.ts': "import { add } from '#framework'; import code from '#framework/ops/add.ts?raw';",
      'site/player/files.ts':
        "import address from '#framework/kernels/simd/build/strict.wasm?url';\n\nexport { address };",
      'site/components/Source.astro':
        "---\nconst files = import.meta.glob('/framework/**/*.ts', { query: '?raw' });\nif (!files) return null;\n---\n<p />",
      'lessons/01-a/index.mdx': "---\ntitle: a\n---\nimport code from '#framework/ops/add.ts?raw';\n\nText.\n",
    };
    expect(complaints(files)).toEqual([]);
  });

  it('forbidden words that are only mentioned', () => {
    const files = {
      'framework/tensor/random.ts':
        "// import '../nn/linear.ts'; never Math.random\nexport const hint = 'not Math.random() and not import(\"../nn/x.ts\")';",
      'lessons/01-a/index.mdx':
        "---\ntitle: a\n---\n\nWe import nothing.\n\n```ts\nimport { add } from '../../framework/ops/add.ts';\n```\n",
    };
    expect(complaints(files)).toEqual([]);
  });
});

describe('the checker refuses', () => {
  const refused: readonly [title: string, file: string, source: string, line: number][] = [
    ['a static import of a later room', 'framework/tensor/a.ts', "\nimport { add } from '../ops/add.ts';", 2],
    ['a type-only import of a later room', 'framework/tensor/a.ts', "import type { Add } from '../ops/add.ts';", 1],
    ['an import type of a later room', 'framework/tensor/a.ts', "export type Add = import('../ops/add.ts').Add;", 1],
    ['a dynamic import of a later room', 'framework/tensor/a.ts', "export const add = import('../ops/add.ts');", 1],
    ['a dynamic import through a template', 'framework/tensor/a.ts', 'export const add = import(`../ops/add.ts`);', 1],
    [
      'a dynamic import of a computed path',
      'framework/tensor/a.ts',
      'export const load = (p: string) => import(p);',
      1,
    ],
    ['a re-export from a later room', 'framework/tensor/a.ts', "export { add } from '../ops/add.ts';", 1],
    ['a star re-export from a later room', 'framework/tensor/a.ts', "export * from '../ops/add.ts';", 1],
    ['a later room through #framework', 'framework/tensor/a.ts', "import '#framework/ops/add.ts';", 1],
    ['a later part of the own room', 'framework/ops/unary/a.ts', "import { flip } from '../shape/flip.ts';", 1],
    ['the door inside a room', 'framework/nn/a.ts', "import { add } from '../index.ts';", 1],
    ['cli from the door', 'framework/index.ts', "export * from './cli/train.ts';", 1],
    ['a test imported by the framework', 'framework/nn/a.ts', "import '../tensor/shape.test.ts';", 1],
    ['a file outside the framework', 'framework/nn/a.ts', "import { en } from '../../site/i18n/en.ts';", 1],
    ['a package in the framework', 'framework/nn/a.ts', "import { sum } from 'd3';", 1],
    ['a decoder outside cli/imageDecoder.ts', 'framework/cli/train.ts', "import { PNG } from 'pngjs';", 1],
    ['another package in cli/imageDecoder.ts', 'framework/cli/imageDecoder.ts', "import sharp from 'sharp';", 1],
    ['the GPU package anywhere but in cli/nodeGpu.ts', 'framework/cli/a.ts', "import { create } from 'webgpu';", 1],
    ['node: outside io/bytes.ts and cli', 'framework/nn/a.ts', "import { readFileSync } from 'node:fs';", 1],
    ['node: by the back door', 'framework/nn/a.ts', "const fs = process.getBuiltinModule('node:fs');", 1],
    ['a deep import from the site', 'site/visuals/a.ts', "import { add } from '#framework/ops/add.ts';", 1],
    [
      'a relative import from an exercise',
      'exercises/a/check.ts',
      "import { add } from '../../framework/index.ts';",
      1,
    ],
    [
      'a deep import from a lesson',
      'lessons/01-a/index.mdx',
      "---\ntitle: a\n---\nimport { add } from '#framework/ops/add.ts';\n\nText.",
      4,
    ],
    [
      'a deep import in an Astro page',
      'site/pages/a.astro',
      "---\nimport { add } from '#framework/ops/add.ts';\n---\n<p />",
      2,
    ],
    [
      'a deep import in an Astro script',
      'site/pages/a.astro',
      "<p />\n<script>\nimport '../../framework/ops/add.ts';\n</script>",
      3,
    ],
    ['a glob that runs framework files', 'site/lib/a.ts', "const all = import.meta.glob('/framework/**/*.ts');", 1],
    ['Math.random in the framework', 'framework/tensor/a.ts', 'export const x = Math.random();', 1],
    ['Math.random in the site', 'site/visuals/a.ts', '\n\nexport const draw = Math.random;', 3],
    ["Math['random'] in an exercise", 'exercises/a/start.ts', "export const x = Math['random']();", 1],
  ];

  it.each(refused)('%s', (_title, file, source, line) => {
    const found = complaints({ [file]: source });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${file}:${line} `);
  });

  it('a file that stands in no room', () => {
    expect(complaints({ 'framework/attic/a.ts': 'export const a = 1;' })[0]).toContain(
      'framework/attic/a.ts stands in no room',
    );
  });

  it('a file that cannot be parsed', () => {
    expect(complaints({ 'site/a.ts': 'export const = ;' })[0]).toContain('site/a.ts cannot be parsed');
  });

  it('a cycle inside one room, and names it', () => {
    const files = {
      'framework/nn/a.ts': "import './b.ts';",
      'framework/nn/b.ts': "import '../tensor/d.ts'; import type { C } from './c.ts';",
      'framework/nn/c.ts': "export * from './b.ts';",
      'framework/tensor/d.ts': '',
    };
    expect(complaints(files)).toEqual(['cycle: framework/nn/b.ts → framework/nn/c.ts → framework/nn/b.ts']);
  });

  it('a file that imports itself', () => {
    const files = { 'framework/nn/a.ts': "import './a.ts';" };
    expect(complaints(files)).toEqual(['cycle: framework/nn/a.ts → framework/nn/a.ts']);
  });

  it('a part of a room that is not listed', () => {
    expect(complaints({ 'framework/ops/odd/a.ts': 'export const a = 1;' })).toEqual([
      'framework/ops/odd/a.ts stands in no part of ops in framework/contents.ts: move it into one, or add the part',
    ]);
  });
});
