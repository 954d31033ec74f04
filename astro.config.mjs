// Configuration of the site: plain Astro with MDX, formulas typeset by KaTeX while building, nothing typeset in the browser.
// Lessons and exercises are found by site/content.config.ts; this file lists none of them.

import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { ensureKernels } from './framework/kernels/simd/assembly/build.mjs';
import { declarations } from './site/declarations.mjs';
import { exercises } from './site/exercises.mjs';
import { lateScripts } from './site/lateScripts.mjs';
import { lightMath } from './site/lightMath.mjs';
import { offline } from './site/offline/writeWorker.mjs';
import { searchIndex } from './site/search/searchIndex.mjs';
import { words } from './site/words.mjs';

await ensureKernels();

// The three commands through which a formula tells figures what its parts are; every other trusted command stays refused.
const figureCommands = new Set(['\\htmlData', '\\htmlId', '\\htmlClass']);

const katexOptions = {
  trust: ({ command }) => figureCommands.has(command),
  strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
};

/** How long each of the bundler's callbacks took is nothing that a reader of `npm start` can act on. */
const quietChecks = { pluginTimings: false };

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  prerenderConflictBehavior: 'error',
  devToolbar: { enabled: false },
  // The path under which a host serves the site, where that is not its root: CHALKGRAD_BASE=/repo/ npm run build
  base: process.env.CHALKGRAD_BASE || '/',
  // The last of them lists every file of the build: whatever writes some stands before it.
  integrations: [mdx(), words(), lateScripts(), searchIndex(), offline()],
  i18n: {
    defaultLocale: 'en',
    locales: ['en', { path: 'zh-cn', codes: ['zh-CN'] }],
    routing: { prefixDefaultLocale: false },
  },
  markdown: {
    processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [[rehypeKatex, katexOptions], lightMath] }),
    // Code takes its colours from the custom properties in site/styles, the one place where colours are written.
    shikiConfig: { theme: 'css-variables' },
  },
  server: {
    port: 4321,
    // Cross-origin isolation: with it a browser offers SharedArrayBuffer; the site must also work without.
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
  vite: {
    plugins: [exercises(), declarations()],
    // Names of classes are part of what is shown and looked up: errors, tables of layers, `LSTM.cell` and `Adam.update` of substitutes.
    worker: {
      format: 'es',
      plugins: () => [declarations()],
      // One file each: the stage's worker also runs from its text, in a sandbox that can fetch no other.
      rolldownOptions: { checks: quietChecks, output: { keepNames: true, codeSplitting: false } },
    },
    build: {
      // Small weights and WASM files stay files: a data: URL cannot be fetched under a strict content security policy.
      assetsInlineLimit: 0,
      // The editor, the grader and TypeScript's checker come when they are asked for; pages.spec.ts holds what comes at first.
      chunkSizeWarningLimit: 12_000,
      rolldownOptions: {
        checks: quietChecks,
        output: { keepNames: true },
        onwarn(warning, report) {
          // MDX lessons start with a directive that the bundler mentions once per lesson and then handles correctly.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') report(warning);
        },
      },
    },
  },
});
