// Every built page, whatever it is about: no errors in the console, one h1, a language, accessible in both themes, and no
// sideways scrolling on a phone. Pages are found by walking dist/, so a new page is tested without a line here.

import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

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

// A page that shows one source file differs from its neighbours only in the code it quotes, and there are hundreds of lines of
// it: axe looks at the first of each room. The same holds for the pages of the runs (runs.spec.ts looks at two more, live). All
// other checks, and all other pages, leave nothing out.
const oneOfMany = /^\/(?:source\/[^/]+|runs)\/.+/;
const roomOf = (path: string): string => (path.startsWith('/runs/') ? '/runs' : path.split('/').slice(0, 3).join('/'));
const rooms = Map.groupBy(
  pages.filter((path) => oneOfMany.test(path)),
  roomOf,
);
const firstOfRoom = new Set([...rooms.values()].map(([first]) => first));

/** One h1, a language, and nothing that sticks out, on a desk and on a phone. */
async function checkPage(page: Page, path: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(path, { waitUntil: oneOfMany.test(path) ? 'load' : 'networkidle' });
  await expect.soft(page.locator('h1'), `${path}: one h1`).toHaveCount(1);
  await expect.soft(page.locator('html'), `${path}: a language`).toHaveAttribute('lang', /^[a-z]{2}(-[A-Za-z]+)?$/);
  expect.soft(await elementsPastTheEdge(page), `${path}: width at 1280 px`).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect.soft(await elementsPastTheEdge(page), `${path}: width at 390 px`).toEqual([]);
}

// Hundreds of pages show one source file or one run each. They are all opened, but a room at a time in one window.
for (const [room, paths] of rooms) {
  test(`every page of ${room} is sound and fits a phone`, async ({ page }) => {
    test.setTimeout(30_000 + paths.length * 4_000);
    const errors = listenForErrors(page);
    for (const path of paths) await checkPage(page, path);
    expect(errors, 'console errors').toEqual([]);
  });
}

for (const path of pages) {
  if (!oneOfMany.test(path)) {
    test(`${path} is sound and fits a phone`, async ({ page }) => {
      const errors = listenForErrors(page);
      await checkPage(page, path);
      await page.reload(); // as a phone would load it
      expect.soft(await elementsPastTheEdge(page), 'loaded at 390 px').toEqual([]);
      expect(errors, 'console errors').toEqual([]);
    });
  } else if (!firstOfRoom.has(path)) continue;

  test(`${path} is accessible in light and dark`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(path);
    expect.soft(await axeComplaints(page), 'axe, light').toEqual([]);

    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await axeComplaints(page, ['color-contrast', 'link-in-text-block']), 'axe, dark').toEqual([]);
  });
}
