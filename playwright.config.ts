// Tests of the built site as a reader gets it: `astro preview` over dist/, which must have been built before (npm test does).
// At a desk nothing is tried twice. Where CI is set, once, and told by name (everything.ts): two landings were lost to a second's pause.

import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './site/tests/chromium.ts';

// Another port lets two checkouts on one machine test at the same time.
const port = Number(process.env['CHALKGRAD_TEST_PORT'] ?? 47621);
const address = `http://localhost:${port}`;

export default defineConfig({
  testDir: './site/tests',
  testMatch: '**/*.spec.ts',
  outputDir: './test-results',
  workers: 2,
  retries: process.env['CI'] ? 1 : 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  // Generous, because two cores may be shared with others; a test that hangs still ends.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // A service worker answers in the place of the network: offline.spec.ts tries it, and nothing else is to meet it.
  use: { baseURL: address, launchOptions: chromiumLaunchOptions(), trace: 'off', serviceWorkers: 'block' },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    // Without --ignore-lock Astro refuses to start beside the preview that a reader of this tree may have running.
    command: `"${process.execPath}" node_modules/astro/bin/astro.mjs preview --ignore-lock --port ${port}`,
    url: `${address}/`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
