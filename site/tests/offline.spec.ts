// The site on a host that knows nothing of it: no headers, a path of its own if the build was made for one (CHALKGRAD_BASE=/repo/ npm run build).
// A first visit with a network; then none. What was read opens and trains, isolated, and can be presented to a room.

import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { faultsOf, projector, walkSlides } from '../looking/presented.ts';
import { serve } from '../offline/start.mjs';
import { awaiting, expect, test } from './awake.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const { base } = JSON.parse(readFileSync(`${dist}offline.json`, 'utf8')) as { base: string };
const lesson = 'lessons/softmax-and-cross-entropy/';
const patience = 60_000;

let server: Server;
let origin = '';
let context: BrowserContext;
let page: Page;
/** Errors of the page, answers that are none, requests that leave the path where the site lives. */
let wrong: string[] = [];

const open = (path: string) => page.goto(origin + base + path, { waitUntil: 'load' });
const kept = () => expect(page.locator('html')).toHaveAttribute('data-kept', '', { timeout: patience });
const source = (run: string) => page.locator(`training-run[run="${run}"]`);

function listen(to: Page): void {
  to.on('pageerror', (error) => wrong.push(error.message));
  to.on('response', (response) => {
    const { origin: from, pathname } = new URL(response.url());
    if (from !== origin) return;
    if (response.status() >= 400) wrong.push(`${response.status()} ${pathname}`);
    if (!pathname.startsWith(base)) wrong.push(`outside of ${base}: ${pathname}`);
  });
}

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  server = await serve(dist, { port: 0, base, isolate: false });
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  context = await browser.newContext({ viewport: projector, serviceWorkers: 'allow' });
  page = awaiting(await context.newPage());
  listen(page);
});
test.afterAll(async () => {
  await context.close();
  server.close();
  server.closeAllConnections();
});
test.beforeEach(() => {
  wrong = [];
});
test.afterEach(() => {
  expect(wrong).toEqual([]);
});

test('a first visit keeps what it read; the second page is isolated by the worker alone', async () => {
  await open('');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await kept();
  await open(lesson);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await kept();
});

test('a page that offers threads loads once more, untouched, and says so in a sentence', async ({ browser }) => {
  const other = await browser.newContext({ serviceWorkers: 'allow' });
  const fresh = awaiting(await other.newPage());
  listen(fresh);
  await fresh.goto(`${origin}${base}runs/line-regression/`);
  await expect(fresh.locator('[data-part="reloaded"]')).toBeVisible({ timeout: patience });
  expect(await fresh.evaluate(() => crossOriginIsolated)).toBe(true);
  await fresh.reload();
  await expect(fresh.locator('[data-part="reloaded"]')).toBeHidden();
  await other.close();
});

test('without a network the lesson opens, trains live, and goes back', async () => {
  await context.setOffline(true);
  server.closeAllConnections();
  await open('');
  await expect(page.locator('h1')).toBeVisible();
  await open(`${lesson}#t=three-clouds.7&step=5`);
  await expect(source('three-clouds')).toHaveAttribute('data-source', 'live', { timeout: patience });
  await page.locator('time-bar').first().getByRole('button', { name: 'One step back' }).click();
  await expect(page.locator('.time-bar-status').first()).toContainText('tep 4', { timeout: patience });
}); // biome-ignore format: one line

test('a page that was not kept says so, and lists those that were', async () => {
  await open('lessons/two-players/');
  await expect(page.getByRole('heading', { level: 1, name: 'Without a network' })).toBeVisible();
  await expect(page.locator('keep-course li a', { hasText: 'Softmax' })).toBeVisible();
});

test('the presenter: every slide fits, letters are large, answers are blank until A; a moment, a code', async () => {
  test.setTimeout(180_000);
  await open(`${lesson}?present`);
  const slides = await walkSlides(page);
  expect(slides.length).toBeGreaterThan(15);
  // The knobs of a run are the largest figure there is: what does not fit scrolls, by this much and no more (measured 2026-11-30).
  const [scrolling, fitting] = [slides.filter(({ over }) => over > 1), slides.filter(({ over }) => over <= 1)];
  expect(fitting.flatMap(faultsOf)).toEqual([]);
  expect(scrolling.filter(({ over, smallest }) => over > 150 || smallest < 20)).toEqual([]);
  expect(scrolling.length).toBeLessThanOrEqual(5);

  await page.keyboard.press('Home');
  await page.keyboard.press('PageDown');
  const answer = page.locator('#predict-shares [data-part="answer"]');
  await expect(page.locator('.presenter-title')).toHaveText('Three scores want to be chances');
  await expect(answer).toBeEmpty();
  await page.keyboard.press('a');
  await expect(answer).not.toBeEmpty();
  await page.keyboard.press('a');
  await expect(answer).toBeEmpty();

  await page.keyboard.press('2');
  await expect(page.locator('.presenter-title')).toHaveText('Perfect, and it does not get better');

  await page.keyboard.press('q');
  await expect(page.locator('.presenter-dialog[open] svg')).toBeVisible();
  expect(await page.locator('.presenter-dialog[open] a').getAttribute('href')).toContain('#t=');
  await page.keyboard.press('Escape');
  await expect(page.locator('.presenter-dialog[open]')).toHaveCount(0);

  await page.keyboard.press('Escape');
  await expect(page.locator('html')).not.toHaveAttribute('data-presenter');
  await expect(page.locator('.site-header')).toBeVisible();
  expect(new URL(page.url()).search).toBe('');
});
