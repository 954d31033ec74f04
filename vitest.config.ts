// Unit tests: `node` for everything without a page, where files take turns in a process, and `node, alone` for those that each need their
// own (tests/processes.ts); `browser` for *.browser.test.ts, in the Chromium that chromium.ts finds.
// Where there is no Chromium the browser project fails; it is never left out.

import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { ensureKernels } from './framework/kernels/simd/assembly/build.mjs';
import { chromiumLaunchOptions, softwareGpuDriver } from './site/tests/chromium.ts';
import { aloneOf } from './site/tests/processes.ts';

await ensureKernels();

// Many tests start programs of ours; what one of them has compiled the next one finds (as npm's scripts do, site/tests/requireNode.mjs).
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('node_modules/.cache/node', import.meta.url));

// A machine may be busy, and plays graphics card besides: what hangs is ended, what is slow is not a failure.
const patience = { testTimeout: 180_000, hookTimeout: 180_000 };

const rooms = '{framework,site,exercises,lessons}';

const elsewhere = ['**/*.browser.test.ts', '**/node_modules/**'];
const inNode = {
  environment: 'node',
  ...patience,
  // GPU tests compute in software, so that they give the same bits on every machine. The default pool of processes hands it on.
  env: softwareGpuDriver(),
} as const;
const alone = aloneOf(globSync(`${rooms}/**/*.test.ts`, { exclude: elsewhere }));

export default defineConfig({
  test: {
    // A forgotten it.only must fail, not hide the rest.
    allowOnly: false,
    // As many as there are processors. Unless told, vitest leaves one of them idle: of two that is half the machine.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'node, alone', ...inNode, include: alone } },
      {
        test: {
          name: 'node',
          ...inNode,
          isolate: false,
          setupFiles: ['framework/tests/untouched.ts'],
          include: [`${rooms}/**/*.test.ts`],
          exclude: [...elsewhere, ...alone],
        },
      },
      {
        // The kernels as a processor without AVX and fused multiply-add runs them (cheap laptops of 2020 among them), optimised at once.
        test: {
          name: 'node, old processor',
          environment: 'node',
          ...patience,
          execArgv: ['--no-enable-avx', '--no-enable-avx2', '--no-enable-fma3', '--no-liftoff', '--no-wasm-tier-up'],
          include: ['framework/kernels/simd/{parity,sameBits,winograd}.test.ts'],
        },
      },
      {
        // As the site sends them (astro.config.mjs): without them a browser lets no threads share memory.
        server: {
          headers: {
            'Cross-Origin-Opener-Policy': 'same-origin',
            'Cross-Origin-Embedder-Policy': 'require-corp',
          },
        },
        test: {
          name: 'browser',
          ...patience,
          include: [`${rooms}/**/*.browser.test.ts`],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({ launchOptions: chromiumLaunchOptions() }),
          },
        },
      },
    ],
  },
});
