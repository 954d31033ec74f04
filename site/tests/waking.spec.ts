// The first seconds of a page: its words before its scripts, and nothing lost of what a reader does in between.

import type { Page } from '@playwright/test';
import { fill } from '../i18n/fill.ts';
import { houses } from '../i18n/house.ts';
import { complaintsOf } from './accessibility.ts';
import { expect, test, untilAwake } from './awake.ts';
import { refuseConsoleErrors } from './consoleErrors.ts';

const lesson = '/lessons/gradient-descent/';
const { first } = houses['en']!.home;

refuseConsoleErrors();

/** Holds back what matches until the returned function is called. */
async function hold(page: Page, files: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(files, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

const run = (page: Page) => page.locator('training-run').first();

/** When what arrived, in milliseconds since the page was asked for. */
const asked = (
  page: Page,
): Promise<{ readonly painted: number; readonly scripts: number[]; readonly recordings: number[] }> =>
  page.evaluate(() => {
    const all = performance.getEntriesByType('resource');
    const of = (files: RegExp): number[] => all.filter(({ name }) => files.test(name)).map((one) => one.startTime);
    return {
      painted: performance.getEntriesByName('first-contentful-paint')[0]!.startTime,
      scripts: of(/\.js$/),
      recordings: of(/\/recordings\//),
    };
  });

test('a fresh visit paints its first words before it asks for a script or a recording', async ({ page }) => {
  await page.goto(lesson);
  const { painted, scripts, recordings } = await asked(page);
  expect(scripts.length).toBeGreaterThan(20);
  expect(recordings.length).toBeGreaterThan(0);
  expect(Math.min(...scripts, ...recordings)).toBeGreaterThanOrEqual(painted);
});

test('whoever comes to a place has the scripts before the page says that it has loaded', async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener('load', () => {
      document.documentElement.dataset['atLoad'] = String('awake' in document.documentElement.dataset);
    });
  });
  const root = page.locator('html');
  await page.goto(`${lesson}#votes`);
  await expect(root).toHaveAttribute('data-at-load', 'true');
  await page.reload();
  await expect(root).toHaveAttribute('data-at-load', 'true');
  await expect(page.locator('#votes')).toBeInViewport();
});

test('Play counts when it is pressed before any script has come, by pointer and by key', async ({ page }) => {
  const play = page.locator('#time-bar [data-part="play"]');
  for (const press of [() => play.click(), () => page.keyboard.press('Alt+P'), () => play.press('Enter')]) {
    const go = await hold(page, '**/_astro/*.js');
    const opened = page.goto(lesson);
    await expect(play).toBeEnabled();
    await press();
    await expect(page.locator('html[data-awake]')).toHaveCount(0);
    go();
    await opened;
    await expect(run(page)).toHaveAttribute('data-source', 'live');
    await page.unrouteAll();
    await page.goto('about:blank');
  }
});

test('Play counts when the scripts are there and the recording is not', async ({ page }) => {
  const go = await hold(page, '**/recordings/line-three-ways.json');
  await page.goto(lesson);
  await page.locator('#time-bar [data-part="play"]').click();
  await expect(run(page)).not.toHaveAttribute('data-source', /./);
  go();
  await expect(run(page)).toHaveAttribute('data-source', 'live');
});

test('home keeps an early guess, and an early press', async ({ page }) => {
  const go = await hold(page, '**/_astro/*.js');
  const opened = page.goto('/');
  const guess = page.getByRole('slider', { name: fill(first.guessName, { count: 32 }) });
  await guess.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await page.locator('first-minute [data-part="play"]').click();
  go();
  await opened;
  await expect(guess).toHaveAttribute('aria-valuetext', fill(first.guessMark, { guess: 3 }));
  await expect(page.locator('first-minute')).toHaveAttribute('data-phase', /training|result/);
});

test('a link to a place on the page, pressed before any script, leads there', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const go = await hold(page, '**/_astro/*.js');
  const opened = page.goto(lesson);
  await page.locator('.contents summary').click();
  await page.locator('.contents a[href="#votes"]').click();
  await expect(page.locator('html')).not.toHaveAttribute('data-arriving');
  await expect(page.locator('#votes-title')).toBeInViewport();
  go();
  await opened;
  await untilAwake(page);
  await expect(page.locator('#votes-title')).toBeInViewport();
});

test('the editor of the lab comes to whoever goes to the text, and until then the text can be read', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/lab/');
  await page.waitForTimeout(2000);
  await expect(page.locator('#lab-code')).toHaveValue(/logSumExp/);
  expect(asked.filter((url) => /CodeEditor|typescript|sucrase/i.test(url))).toEqual([]);
  await page.locator('#lab-code').focus();
  await expect(page.locator('.cm-content')).toBeFocused();
});

test('on a phone, what can be pressed has room before the rest is laid out', async ({ page }) => {
  await page.setViewportSize({ width: 412, height: 823 });
  for (const slug of ['how-you-are-graded', 'gradient-descent', 'networks-with-memory']) {
    await page.goto(`/lessons/${slug}/`);
    await expect(page.locator('html')).toHaveAttribute('data-arriving', '');
    expect.soft(await complaintsOf(page, { rules: ['target-size'] }), slug).toEqual([]);
  }
});
