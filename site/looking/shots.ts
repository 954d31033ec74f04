// A contact sheet of the built site, to be looked at: every page chosen, in three sizes, light and dark, as it stands when opened
// ("recorded") and, where it trains, after it has trained for a moment ("live"). It judges nothing.
//
//   npm run shots                            home, lists, lessons, runs
//   npm run shots -- --pages /,/runs/ring-gan/ --sizes phone --themes dark --live
//
// The pictures and sheet.html that holds them lie in test-results/shots; dist/ must have been built.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { awaiting } from '../tests/awake.ts';
import { chromiumLaunchOptions } from '../tests/chromium.ts';
import { pagesToLookAt, servedSite } from './builtSite.ts';

const target = fileURLToPath(new URL('../../test-results/shots/', import.meta.url));

const sizes = {
  wide: { width: 1440, height: 900 },
  projector: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;
type Size = keyof typeof sizes;
type Theme = 'light' | 'dark';

/** Long pages are cut: a sheet is looked at, not scrolled for ever. */
const LONGEST = 9000;
const TRAIN_MS = 3000;

interface Shot {
  readonly page: string;
  readonly size: Size;
  readonly theme: Theme;
  readonly live: boolean;
  readonly file: string;
}

async function trainForAMoment(page: Page): Promise<boolean> {
  const play = page.locator('[data-part="play"]:visible').first();
  if ((await play.count()) === 0) return false;
  await play.click();
  await page.waitForTimeout(TRAIN_MS);
  return true;
}

/** Figures draw when they are seen: walk down the page once, so that a full picture shows what a reader would have seen. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    scrollTo(0, 0);
  });
  await page.waitForTimeout(300);
}

async function take(browser: Browser, origin: string, shot: Shot): Promise<boolean> {
  const context = await browser.newContext({
    viewport: sizes[shot.size],
    colorScheme: shot.theme,
    serviceWorkers: 'block',
  });
  const page = awaiting(await context.newPage());
  try {
    await page.goto(origin + shot.page, { waitUntil: 'load' });
    if (shot.live && !(await trainForAMoment(page))) return false;
    await scrollThrough(page);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width: sizes[shot.size].width, height: Math.min(height, LONGEST) };
    await page.screenshot({ path: join(target, shot.file), fullPage: true, clip });
    return true;
  } finally {
    await context.close();
  }
}

function sheet(shots: readonly Shot[]): string {
  const cells = shots.map(
    ({ page, size, theme, live, file }) =>
      `<figure><a href="${file}"><img src="${file}" loading="lazy" alt=""></a><figcaption>${page} · ${size} · ${theme} · ${live ? 'live' : 'recorded'}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Contact sheet</title>
<style>body{font:14px/1.4 sans-serif;display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:16px;margin:16px}
figure{margin:0}img{width:100%;max-height:420px;object-fit:cover;object-position:top;border:1px solid #ccc}</style>
${cells.join('\n')}\n`;
}

function chosen<Name extends string>(text: string | undefined, all: readonly Name[], what: string): readonly Name[] {
  if (text === undefined) return all;
  const names = text.split(',');
  const unknown = names.filter((name) => !(all as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Error(`No ${what} is called ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  return names as Name[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string' },
      sizes: { type: 'string' },
      themes: { type: 'string' },
      live: { type: 'boolean' },
      recorded: { type: 'boolean' },
    },
  });
  const wantedSizes = chosen(values.sizes, Object.keys(sizes) as Size[], 'size');
  const themes = chosen(values.themes, ['light', 'dark'] as const, 'theme');
  const states = values.live === values.recorded ? [false, true] : [values.live === true];
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const site = await servedSite();
  const browser = await chromium.launch(chromiumLaunchOptions());
  const taken: Shot[] = [];
  try {
    for (const page of values.pages?.split(',') ?? pagesToLookAt()) {
      for (const size of wantedSizes)
        for (const theme of themes)
          for (const live of states) {
            const name = page.replaceAll('/', '_').replace(/^_|_$/g, '') || 'home';
            const file = `${name}-${size}-${theme}-${live ? 'live' : 'recorded'}.png`;
            const shot = { page, size, theme, live, file };
            if (await take(browser, site.origin, shot)) taken.push(shot);
          }
      console.log(page);
    }
  } finally {
    await browser.close();
    site.close();
  }
  writeFileSync(join(target, 'sheet.html'), sheet(taken));
  console.log(`${taken.length} pictures: ${join(target, 'sheet.html')}`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
