// Lessons as a room sees them: every slide of them at 1024 × 768, measured and pictured.
//
//   npm run present                          the lessons of the built site
//   npm run present -- --lessons tensors,two-players
//   npm run present -- --at http://localhost:4321     of a server that runs already
//
// Says of each slide what is larger than its place, and which letters are smaller than 20 px; the pictures lie in test-results/presented/.
// Ends with 1 where something is. Indices and exponents within formulas are smaller by their nature and not counted.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { awaiting } from '../tests/awake.ts';
import { chromiumLaunchOptions } from '../tests/chromium.ts';
import { builtPages, servedSite } from './builtSite.ts';

export const projector = { width: 1024, height: 768 } as const;
/** What the presenter's bar and what is shown may take. */
const HIGHEST = 700;
const SMALLEST = 20;

export interface SlideFacts {
  /** Which slide, and which part of it. */
  readonly id: string;
  readonly title: string;
  readonly layout: string;
  /** Pixels from the top of the window to the end of what is shown. */
  readonly height: number;
  /** Pixels by which it scrolls. */
  readonly over: number;
  /** The smallest letters, px, and what they say. */
  readonly smallest: number;
  readonly small: string;
}

/** Of the slide that is shown. Runs in the page. */
export function measureSlide(): SlideFacts {
  const stage = document.querySelector<HTMLElement>('[data-layout][data-presented]')!;
  const box = stage.getBoundingClientRect();
  const shown = [...stage.children].filter((part) => part.checkVisibility());
  let smallest = Number.POSITIVE_INFINITY;
  let small = '';
  const within = [stage, ...document.querySelectorAll('.presenter-bar, .dock[data-presented]')];
  for (const root of within) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement!;
      const text = node.textContent!.trim();
      if (
        /^[\s\u200b]*$/.test(text) ||
        element.closest(
          '.msupsub, .mtight, .katex-sizing, .katex-mathml, .visually-hidden, sub, sup, dialog:not([open])',
        )
      )
        continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (element.getBoundingClientRect().width <= 1) continue;
      const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
      const scale = matrix === null ? 1 : Math.hypot(matrix.a, matrix.b);
      const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
      if (size < smallest) {
        smallest = size;
        small = text.slice(0, 30);
      }
    }
  }
  return {
    id: document.documentElement.dataset['presented'] ?? '',
    title: document.querySelector('.presenter-title')?.textContent ?? '',
    layout: stage.dataset['layout'] ?? '',
    height: Math.min(box.bottom, Math.max(box.top, ...shown.map((part) => part.getBoundingClientRect().bottom))),
    over: Math.max(0, stage.scrollHeight - stage.clientHeight, stage.scrollWidth - stage.clientWidth),
    smallest,
    small,
  };
}

/** A slide is fitted once more when a late figure has grown: measured is what two looks agree on. */
async function settled(page: Page): Promise<SlideFacts> {
  let before = '';
  for (let look = 0; look < 12; look += 1) {
    await page
      .waitForFunction(() => document.querySelector('[data-fitting]') === null, { timeout: 15_000 })
      .catch(() => {});
    const facts = await page.evaluate(measureSlide);
    const now = JSON.stringify(facts);
    if (now === before) return facts;
    before = now;
    await page.waitForTimeout(350);
  }
  return page.evaluate(measureSlide);
}

/** Every slide of a page that is open with `?present`. `seen` is called at each. */
export async function walkSlides(
  page: Page,
  seen: (facts: SlideFacts) => Promise<void> = async () => {},
): Promise<readonly SlideFacts[]> {
  const found: SlideFacts[] = [];
  for (let turn = 0; turn < 120; turn += 1) {
    const before = found.at(-1)?.id;
    await page.waitForFunction((last) => {
      const now = document.documentElement.dataset['presented'];
      return now !== undefined && now !== last && document.querySelector('[data-fitting]') === null;
    }, before, { timeout: 15_000 }).catch(() => {}); // biome-ignore format: one call reads better
    const facts = await settled(page);
    if (facts.id === before) return found; // the last one stays
    found.push(facts);
    await seen(facts);
    await page.keyboard.press('PageDown');
  }
  throw new Error('The presenter found no end.');
}

/** What is wrong with a slide, in words. */
export function faultsOf({ id, title, layout, height, over, smallest, small }: SlideFacts): readonly string[] {
  const where = `${id} ${title} (${layout})`;
  return [
    ...(over > 1 ? [`${where}: ${Math.round(over)} px too large`] : []),
    ...(height > HIGHEST + 0.5 ? [`${where}: ends at ${Math.round(height)} px`] : []),
    ...(smallest < SMALLEST ? [`${where}: “${small}” is ${smallest.toFixed(1)} px`] : []),
  ];
}

async function look(browser: Browser, origin: string, path: string, folder: string): Promise<readonly string[]> {
  const context = await browser.newContext({ viewport: projector, serviceWorkers: 'block' });
  const page = awaiting(await context.newPage());
  try {
    const answer = await page.goto(`${origin}${path}?present`, { waitUntil: 'load', timeout: 120_000 });
    if (answer?.ok() !== true) {
      console.log(
        `${path}: there is no such page (${answer?.status() ?? 'no answer'}); --lessons takes slugs, tensors,two-players`,
      );
      return [path];
    }
    const name = path.split('/').filter(Boolean).at(-1) ?? 'home';
    const slides = await walkSlides(page, async ({ id }) => {
      await page.screenshot({ path: join(folder, `${name}-${id}.png`) });
    });
    const faults = slides.flatMap(faultsOf);
    console.log(`${path}: ${slides.length} slides, ${faults.length} faults`);
    for (const fault of faults) console.log(`  ${fault}`);
    return faults;
  } finally {
    await context.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { lessons: { type: 'string' }, at: { type: 'string' } } });
  const folder = fileURLToPath(new URL('../../test-results/presented/', import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const site = values.at === undefined ? await servedSite() : { origin: values.at, close: () => {} };
  const wanted = values.lessons?.split(',').map((slug) => `/lessons/${slug}/`);
  const pages = wanted ?? builtPages().filter((path) => /^\/lessons\/./.test(path));
  const browser = await chromium.launch(chromiumLaunchOptions());
  let faults = 0;
  try {
    for (const path of pages) faults += (await look(browser, site.origin, path, folder)).length;
  } finally {
    await browser.close();
    site.close();
  }
  console.log(`Pictures: ${folder}`);
  if (faults > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
