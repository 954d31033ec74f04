// The ladder of matrix products: what it shows before anything is measured, measuring in a worker, stopping, choosing a rung by
// keyboard, and what is left without JavaScript. Nothing here asks how fast a rung is, or which is faster: that is the reader's to see.

import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { newWork, withAttempt } from '../workbench/Work.ts';
import { complaintsOf } from './accessibility.ts';
import { expect, test } from './awake.ts';
import { refuseConsoleErrors } from './consoleErrors.ts';

const lesson = '/lessons/fast-matrix-products/';
/** All rungs at the smallest size take some ten seconds, more where two cores are shared. */
const patience = 80_000;

refuseConsoleErrors();

async function open(page: Page): Promise<Locator> {
  await page.goto(lesson);
  const figure = page.locator('#ladder-cpu');
  await expect(figure.locator('[data-part="controls"]')).toBeVisible();
  return figure;
}

const rung = (figure: Locator, id: string): Locator => figure.locator(`.rung[data-rung="${id}"]`);
const panel = (figure: Locator, id: string): Locator => figure.locator(`.rung-panel[data-rung="${id}"]`);
const speedOf = async (figure: Locator, id: string): Promise<number> =>
  Number(await rung(figure, id).locator('[data-part="speed"]').textContent());

/** The browser's storage as it is once an exercise's own solution was accepted. */
async function accept(page: Page, slug: string): Promise<void> {
  const code = readFileSync(new URL(`../../exercises/${slug}/solution.ts`, import.meta.url), 'utf8');
  const work = JSON.stringify(withAttempt(newWork(code, 1), { at: 1, code, score: 10, max: 10 }));
  // In the page alone: a sandbox, which runs the answer, has no storage.
  await page.addInitScript(
    ([key, text]) => {
      if (window === top) localStorage.setItem(key!, text!);
    },
    [`chalkgrad.exercise.${slug}`, work],
  );
}

async function climb(figure: Locator): Promise<void> {
  await figure.locator('[data-part="size"]').selectOption('128');
  await figure.getByRole('button', { name: 'Measure in this browser' }).click();
  await expect(figure.locator('[data-part="status"]')).toContainText('Measured in this browser', { timeout: patience });
}

test('threads: a link chooses the program, the emulator runs again for other sizes, and arrows step', async ({
  page,
}) => {
  await page.goto(`${lesson}#grid-guard-local-for-global-id`);
  const figure = page.locator('#grid-guard');
  await expect(figure.getByRole('radio', { name: 'asks for its place in the group' })).toBeChecked();
  const outcome = figure.locator('[data-part="outcome"]');
  await expect(outcome).toBeEmpty();
  await page.locator('#predict-guard').getByRole('button', { name: 'Show me' }).click();
  await expect(page.locator('#predict-guard [data-part="answer"]')).toContainText('no');
  await expect(outcome).toContainText('36 of 100 numbers of the result are wrong');
  await figure.getByRole('spinbutton', { name: 'n', exact: true }).fill('64');
  await figure.getByRole('spinbutton', { name: 'n', exact: true }).press('Tab');
  await expect(outcome).toHaveText('The result is right.');
  await expect(figure.locator('[data-badge]')).toHaveText('emulated here');
  const moments = figure.getByRole('slider', { name: /Moment/ });
  await moments.press('Home');
  await expect(figure.locator('[data-caption]')).toContainText('64 threads read sizes');
  await moments.press('ArrowRight');
  await expect(figure.locator('[data-caption]')).toContainText('64 threads read x');
  await figure.getByRole('button', { name: 'Table' }).click();
  await expect(figure.locator('[data-table] tbody tr')).toHaveCount(64);
});

test('shows recorded numbers, and where they come from, before anything is measured', async ({ page }) => {
  const figure = await open(page);
  await expect(figure.locator('[data-badge]')).toHaveText('recorded');
  await expect(figure.locator('[data-caption]')).toContainText(/Recorded on \d{4}-\d\d-\d\d in Chromium \d+ on /);
  for (const n of ['128', '512', '256']) {
    await figure.locator('[data-part="size"]').selectOption(n);
    await expect(figure.locator('[data-caption]')).toContainText(`n = ${n}`);
    for (const id of ['c0', 'c5', 'shipped']) expect(await speedOf(figure, id)).toBeGreaterThan(0);
  }
  await expect(figure.locator('[data-part="live"]:visible')).toHaveCount(0);
  expect(page.workers()).toHaveLength(0);
});

test('measures every rung in this browser, the reader’s own too, each judged by the reference', async ({ page }) => {
  await accept(page, 'blocked-matmul');
  const figure = await open(page);
  await expect(rung(figure, 'yours-packed').locator('[data-part="reason"]')).toHaveText('not solved here yet');
  await rung(figure, 'yours-blocked').click();
  await expect(panel(figure, 'yours-blocked')).toContainText('export function blockedMatmul');
  await climb(figure);
  await expect(figure.locator('[data-badge]')).toHaveText('live');
  const ids = await figure
    .locator('input[type="radio"]')
    .evaluateAll((all: HTMLInputElement[]) => all.map(({ value }) => value).filter((id) => id !== 'yours-packed'));
  expect(ids).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'shipped', 'yours-blocked']);
  const isolated = await page.evaluate(() => crossOriginIsolated);
  for (const id of ids) {
    await expect(rung(figure, id).locator('[data-part="reason"]'), id).toHaveText(isolated || id !== 'c8' ? '' : /\S/);
    const speed = await speedOf(figure, id);
    expect(Number.isFinite(speed) && speed > 0, `${id}: ${speed} GFLOP/s`).toBe(true);
  }
  await expect(rung(figure, 'c0').locator('[data-part="times"]')).toHaveText('1×');
  await figure.getByRole('button', { name: 'Table' }).click();
  const rows = figure.locator('[data-table] tbody tr');
  await expect(rows).toHaveCount(ids.length);
  for (const row of await rows.all()) {
    const [, here, , difference] = await row.locator('td').allTextContents();
    expect(Number(here), `${here}`).toBeGreaterThan(0);
    expect(Number(difference), `${difference}`).toBeLessThan(128 * 128 * 2 ** -24);
  }
});

test('stops at once, keeps what was measured, and can be started again', async ({ page }) => {
  const figure = await open(page);
  await figure.locator('[data-part="size"]').selectOption('512');
  await figure.getByRole('button', { name: 'Measure in this browser' }).click();
  await expect(rung(figure, 'c0')).toHaveAttribute('data-live', '', { timeout: patience });
  await figure.getByRole('button', { name: 'Stop' }).click();
  await expect(figure.locator('[data-part="status"]')).toContainText('Stopped');
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await speedOf(figure, 'c0')).toBeGreaterThan(0);
  await figure.getByRole('button', { name: 'Measure in this browser' }).click();
  await expect(rung(figure, 'c0')).toHaveAttribute('data-measuring', '', { timeout: patience });
});

test('says why a rung cannot be climbed where pages share no memory, and measures the others', async ({ page }) => {
  await page.route(`**${lesson}`, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response, headers });
  });
  const figure = await open(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await climb(figure);
  await expect(rung(figure, 'c8')).toHaveAttribute('data-missing', '');
  await expect(rung(figure, 'c8').locator('[data-part="reason"]')).toHaveText('needs shared memory');
  await expect(figure.locator('[data-part="status"]')).toContainText('isolated');
  await expect(rung(figure, 'c7')).toHaveAttribute('data-live', '');
});

test('rungs are one tab stop; arrows choose, and the source follows', async ({ page }) => {
  const figure = await open(page);
  await expect(panel(figure, 'c0')).toBeVisible();
  await expect(panel(figure, 'c0')).toContainText('export function matmul');
  await figure.locator('[data-part="size"]').focus();
  await page.keyboard.press('Tab');
  await expect(figure.locator('input[value="c0"]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(figure.locator('input[value="c1"]')).toBeFocused();
  await expect(panel(figure, 'c1')).toBeVisible();
  await expect(panel(figure, 'c0')).toBeHidden();
  await expect(panel(figure, 'c1').locator('[data-changed]').first()).toBeVisible();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp'); // over the top, past the reader's own two
  await expect(panel(figure, 'shipped')).toContainText('framework/kernels/simd/assembly/gemm.ts');
  await expect(figure.getByRole('radio', { name: /^C3 WebAssembly [\d.]+ GFLOP\/s/ })).toHaveCount(1);
});

test('is accessible with a rung chosen, measured, and as a table', async ({ page }) => {
  test.setTimeout(180_000); // ten listings are many elements for axe
  const figure = await open(page);
  await figure.getByRole('button', { name: 'Measure in this browser' }).click();
  await expect(rung(figure, 'c0')).toHaveAttribute('data-live', '', { timeout: patience });
  await figure.getByRole('button', { name: 'Stop' }).click();
  await rung(figure, 'c1').click();
  await expect(panel(figure, 'c1').locator('[data-changed]').first()).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await complaintsOf(page, { within: ['#ladder-cpu'] })).toEqual([]);
  }
  await figure.getByRole('button', { name: 'Table' }).click();
  expect(await complaintsOf(page, { within: ['#ladder-cpu'] })).toEqual([]);
});

test.describe('on the graphics card', () => {
  const gpuLesson = '/lessons/matrix-products-on-the-gpu/';
  const gpuRungs = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'processor'];

  test('measures each WGSL rung, judged by the reference, with the processor beside them', async ({ page }) => {
    test.setTimeout(180_000); // a processor plays graphics card
    await accept(page, 'wgsl-matmul-tiled');
    await page.goto(gpuLesson);
    const figure = page.locator('#ladder-gpu');
    await expect(figure.locator('[data-caption]')).toContainText('Recorded on');
    await figure.getByRole('button', { name: 'Measure in this browser' }).click();
    await expect(figure.locator('[data-part="status"]')).toContainText('The graphics card', { timeout: 150_000 });
    for (const id of [...gpuRungs, 'yours-tiled']) {
      await expect(rung(figure, id).locator('[data-part="reason"]'), id).toHaveText('');
      await expect(rung(figure, id), id).toHaveAttribute('data-live', '');
      expect(await speedOf(figure, id), id).toBeGreaterThan(0);
    }
    await rung(figure, 'g2').click();
    await expect(panel(figure, 'g2')).toContainText('workgroupBarrier');
  });

  test('says in one sentence where there is no WebGPU, and measures the processor', async ({ page }) => {
    await page.route('**/ladder.worker*.js', async (route) => {
      const response = await route.fetch();
      const without = "Object.defineProperty(navigator, 'gpu', { value: undefined });";
      await route.fulfill({ response, body: `${without}\n${await response.text()}` });
    });
    await accept(page, 'wgsl-matmul-tiled');
    await page.goto(gpuLesson);
    const figure = page.locator('#ladder-gpu');
    await figure.getByRole('button', { name: 'Measure in this browser' }).click();
    await expect(figure.locator('[data-part="status"]')).toContainText('no WebGPU', { timeout: patience });
    for (const id of [...gpuRungs.slice(0, -1), 'yours-tiled']) {
      await expect(rung(figure, id)).toHaveAttribute('data-missing', '');
      await expect(rung(figure, id).locator('[data-part="reason"]')).toHaveText('needs WebGPU');
    }
    await expect(rung(figure, 'processor')).toHaveAttribute('data-live', '');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('shows the recorded numbers, and every source by a click on its rung', async ({ page }) => {
    await page.goto(lesson);
    const figure = page.locator('#ladder-cpu');
    await expect(figure.locator('[data-part="controls"]')).toBeHidden();
    // Text inside noscript is none to Playwright's own matchers.
    expect(await figure.locator('.ladder-climb noscript').textContent()).toContain('turn JavaScript on');
    await expect(figure.locator('[data-caption]')).toContainText('Recorded on');
    expect(await speedOf(figure, 'c0')).toBeGreaterThan(0);
    await rung(figure, 'c4').click();
    await expect(panel(figure, 'c4')).toBeVisible();
    expect(await panel(figure, 'c4').locator('noscript').textContent()).toContain('f32x4.mul');
    await expect(panel(figure, 'c0')).toBeHidden();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the walk through the loops fetches a line for each number in one order, one line for all in the other', async ({
    page,
  }) => {
    await page.goto(lesson);
    const walk = page.locator('#loop-order');
    await walk.getByRole('slider').focus();
    await page.keyboard.press('ArrowRight');
    await expect(walk.locator('[data-caption]')).toContainText(
      'used: 14. Lines of sixteen that memory sent for them: 14,',
    );
    await walk.getByRole('radio', { name: /C1/ }).check();
    await expect(walk.locator('[data-caption]')).toContainText(
      'used: 14. Lines of sixteen that memory sent for them: 1,',
    );
    await expect(walk.getByRole('img')).toHaveAttribute('aria-label', /: 1, which is 16/);
  });

  test('a tap chooses a rung, and nothing is wider than the page', async ({ page }) => {
    const figure = await open(page);
    await rung(figure, 'c5').tap();
    await expect(panel(figure, 'c5')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
