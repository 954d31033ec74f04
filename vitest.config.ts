// Unit tests: `node` for everything without a page, `browser` for *.browser.test.ts, in the Chromium that chromium.ts finds.
// Where there is no Chromium the browser project fails; it is never left out.

import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumLaunchOptions } from './site/tests/chromium.ts';

const rooms = '{framework,site,exercises,lessons}';

export default defineConfig({
  test: {
    // A forgotten it.only must fail, not hide the rest.
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [`${rooms}/**/*.test.ts`],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'browser',
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
