import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './site/tests/chromium.ts';
export default defineConfig({ testDir: './.refspec', outputDir: '/tmp/refpw', workers: 2, fullyParallel: true, reporter: 'list', timeout: 90_000,
  use: { baseURL: 'http://localhost:48734', launchOptions: chromiumLaunchOptions() }, projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: { command: `"${process.execPath}" node_modules/.cache/serve.mjs`, url: 'http://localhost:48734/', reuseExistingServer: false } });
