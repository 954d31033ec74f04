// Every built page, whatever it is about: no errors in the console, one h1, a language, accessible in both themes, and no
// sideways scrolling on a phone. Pages are found by walking dist/, so a new page is tested without a line here.

import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { excess, type Limit, meterOf, type PageCost } from '../looking/budget.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

function builtPages(): string[] {
  if (!existsSync(dist)) throw new Error('dist/ is missing. Build the site first: npm run build');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const pages = files.filter((name) => name.endsWith('.html'));
  return pages.map((name) => `/${name.replace(/(?:^|(?<=\/))index\.html$/, '')}`).sort();
}

/** Collects what the page reports as wrong; read it at the end of a test. */
function listenForErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'failed';
    // Aborted means that this test left the page while the request was under way.
    if (reason !== 'net::ERR_ABORTED') errors.push(`${request.url()} ${reason}`);
  });
  return errors;
}

/** What axe finds; with `rules` only those, for a second look at a page whose structure has been judged already. */
async function axeComplaints(page: Page, rules?: string[]): Promise<string[]> {
  // Legacy mode means that axe stays in this page and opens no second one: there are no frames of other origins to look into.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.length}×, first: ${nodes[0]?.target.join(' ')})`,
  );
}

/** The elements that stick out to the right, so that a failure says what to mend. */
function elementsPastTheEdge(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      return element.getBoundingClientRect().right > window.innerWidth + 0.5;
    });
    return [
      `page is ${document.documentElement.scrollWidth} px wide`,
      ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
    ];
  });
}

const pages = builtPages();

test('the site has a home page', () => {
  expect(pages).toContain('/');
});

// Pages from one mould differ only in the code or the cards they hold, and there are hundreds: source files, runs, families of ops. All are
// opened, a shelf at a time; axe looks at the first of each mould (runs.spec.ts looks at two more runs, live). An op's source page has
// a card above the code, so it is a mould of its own. All other checks, and all other pages, leave nothing out.
const oneOfMany = /^\/(?:source\/[^/]+|runs|reference\/ops)\/.+/;
const shelfOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('/source/') || path.startsWith('/reference/') ? 3 : 2)
    .join('/');
const shelves = Map.groupBy(
  pages.filter((path) => oneOfMany.test(path)),
  shelfOf,
);
const mouldOf = (shelf: string): string =>
  shelf.startsWith('/source/') && shelf !== '/source/ops' ? '/source/<file>' : shelf;
const firstOfMould = new Set(
  [...Map.groupBy(shelves, ([shelf]) => mouldOf(shelf)).values()].map((alike) => alike[0]?.[1][0]),
);

/** Where a reader waits for a first picture. Exercises bring an editor, which has no such budget. */
const hasBudget = (path: string): boolean => path === '/' || /^\/(?:lessons|runs)\/./.test(path);

/**
 * Pages that are over a limit today, each with what it may reach and no more (measured 2026-11-29): whoever mends one takes its line away.
 * Every other page is held to the limits themselves.
 */
const overToday: Readonly<Record<string, Partial<Record<Limit, number>>>> = {
  '/lessons/networks-with-memory/': { nodes: 6000, shift: 0.05 },
  '/lessons/gradient-descent/': { shift: 0.05 },
  '/runs/ring-gan/': { recordingKb: 165 },
  '/runs/sine-gru/': { recordingKb: 165 },
};

/** One h1, a language, nothing that sticks out, on a desk and on a phone; and where it has a budget, within that. */
async function checkPage(page: Page, path: string, cost: (path: string) => Promise<PageCost>): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(path, { waitUntil: oneOfMany.test(path) ? 'load' : 'networkidle' });
  if (hasBudget(path)) {
    const measured = await cost(path);
    expect.soft(excess(measured, overToday[path]), `${path}: over its budget, shifted ${measured.shifted}`).toEqual([]);
  }
  await expect.soft(page.locator('h1'), `${path}: one h1`).toHaveCount(1);
  await expect.soft(page.locator('html'), `${path}: a language`).toHaveAttribute('lang', /^[a-z]{2}(-[A-Za-z]+)?$/);
  expect.soft(await elementsPastTheEdge(page), `${path}: width at 1280 px`).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect.soft(await elementsPastTheEdge(page), `${path}: width at 390 px`).toEqual([]);
}

for (const [shelf, paths] of shelves) {
  test(`every page of ${shelf} is sound and fits a phone`, async ({ page }) => {
    test.setTimeout(30_000 + paths.length * (paths.some(hasBudget) ? 12_000 : 4_000));
    const errors = listenForErrors(page);
    const cost = await meterOf(page);
    for (const path of paths) await checkPage(page, path, cost);
    expect(errors, 'console errors').toEqual([]);
  });
}

for (const path of pages) {
  if (!oneOfMany.test(path)) {
    test(`${path} is sound and fits a phone`, async ({ page }) => {
      const errors = listenForErrors(page);
      await checkPage(page, path, await meterOf(page));
      await page.reload(); // as a phone would load it
      expect.soft(await elementsPastTheEdge(page), 'loaded at 390 px').toEqual([]);
      expect(errors, 'console errors').toEqual([]);
    });
  } else if (!firstOfMould.has(path)) continue;

  test(`${path} is accessible in light and dark`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(path);
    expect.soft(await axeComplaints(page), 'axe, light').toEqual([]);

    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await axeComplaints(page, ['color-contrast', 'link-in-text-block']), 'axe, dark').toEqual([]);
  });
}
