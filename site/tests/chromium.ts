// Finds the Chromium that browser tests and site tests run in, and gets one where there is none.
// It never lets tests be skipped for want of a browser: without one it stops with the command to run.
//
//   npx node site/tests/chromium.ts    prints the path, installing Chromium if needed

import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwrightChromium } from '@playwright/test';

const playwrightCli = fileURLToPath(new URL('../../node_modules/@playwright/test/cli.js', import.meta.url));

/**
 * Flags under which headless Chromium offers a WebGPU adapter (SwiftShader, in software) and keeps quiet on the network.
 * Source: measured with Playwright 1.65.1 and Chromium 156; without the first flag `requestAdapter()` gives null.
 */
export const chromiumFlags: readonly string[] = [
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The launch options shared by vitest's browser project and Playwright. Without a Chromium they name none, and launching fails loudly. */
export function chromiumLaunchOptions(): { executablePath?: string; chromiumSandbox: boolean; args: string[] } {
  const executablePath = findChromium();
  return { ...(executablePath ? { executablePath } : {}), chromiumSandbox: false, args: [...chromiumFlags] };
}

/**
 * Path of an installed Chromium, or undefined.
 *
 * Looks at `$CHROMIUM` (an error if set to something that is not there), then on PATH and in the usual places for
 * chromium (its headless shell first) and google-chrome, then for the one that Playwright installs.
 */
export function findChromium(): string | undefined {
  const wanted = process.env['CHROMIUM'];
  if (wanted) {
    if (!isExecutable(wanted))
      throw new Error(`$CHROMIUM is set to ${wanted}, which is not a program. Correct it or unset it.`);
    return wanted;
  }
  return candidates().find(isExecutable);
}

/**
 * The environment under which Node finds the GPU in software (SwiftShader) that comes with a Chromium; empty where there is none, and the
 * GPU tests then say what they need.
 */
export function softwareGpuDriver(): Record<string, string> {
  const named = process.env['VK_ICD_FILENAMES'];
  if (named !== undefined) return { VK_ICD_FILENAMES: named };
  const chromium = findChromium();
  const folders = ['/usr/lib/chromium', ...(chromium === undefined ? [] : [dirname(realpathSync(chromium))])];
  const driver = folders.map((folder) => join(folder, 'vk_swiftshader_icd.json')).find((path) => existsSync(path));
  if (driver === undefined) return {};
  // Chromium brings the Vulkan loader along, too, for machines that have none.
  const libraries = [process.env['LD_LIBRARY_PATH'], dirname(driver)].filter(Boolean).join(delimiter);
  return { VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: libraries };
}

function candidates(): string[] {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/bin'];
  // The shell first: the same engine without a browser's windows around it. In each new window the full one opens two pages of its own
  // (the pop-ups of its address field), and a page's first load takes about twice as long (measured with Chromium 156).
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    playwrightChromium.executablePath(),
  ];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of a Chromium, installing one first if there is none; undefined when that fails too (after saying what to run). */
export function ensureChromium(): string | undefined {
  const found = findChromium();
  if (found) return found;
  const viaApt = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  console.log(`No Chromium found. Installing one through ${viaApt ? 'apt' : 'Playwright'} …`);
  const installed = (viaApt && installThroughApt()) || installThroughPlaywright();
  const path = installed ? findChromium() : undefined;
  if (!path)
    console.error(
      `\nThe browser tests need Chromium, and it could not be installed.\nRun this, then the tests again:\n\n  ${commandToRun()}\n`,
    );
  return path;
}

function installThroughApt(): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // A fresh machine has empty package lists, so the install fails without the update; a failed update may still do.
  run('apt-get', ['update'], env);
  // Older releases have no package for the shell.
  const install = (...packages: string[]): boolean =>
    run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], env);
  return install('chromium', 'chromium-headless-shell') || install('chromium');
}

function installThroughPlaywright(): boolean {
  return run(process.execPath, [playwrightCli, 'install', 'chromium'], process.env);
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}

function commandToRun(): string {
  if (!existsSync('/etc/debian_version')) return 'npx playwright install chromium';
  const become = process.getuid?.() === 0 ? '' : 'sudo ';
  return `${become}apt-get update && ${become}apt-get install --yes chromium`;
}

function main(): number {
  try {
    const path = ensureChromium();
    if (path) console.log(path);
    return path ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
