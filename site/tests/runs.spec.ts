// The pages of the runs as a reader meets them: the list, a recorded curve with its source, and a whole training in the page, by mouse
// and by keyboard. It waits for what the page says, never for a time.

import type { Locator, Page } from '@playwright/test';
import { runs } from '#framework';
import { recordingProblem } from '../player/curve/sourceHash.ts';
import { complaintsOf } from './accessibility.ts';
import { expect, test } from './awake.ts';
import { refuseConsoleErrors } from './consoleErrors.ts';

/** line-regression's 260 tiny steps take a second; a busy machine may need longer to start the worker. */
const patience = 60_000;

// One after the other: two trainings on two cores would only measure each other.
test.describe.configure({ mode: 'default' });

const errors = refuseConsoleErrors();

const part = (page: Page, name: string): Locator => page.locator(`run-trainer [data-part="${name}"]`);
const status = (page: Page): Locator => part(page, 'status');
const lines = (page: Page, kind: 'recorded' | 'live'): Locator => page.locator(`.run-plot path.run-loss-1.run-${kind}`);

/** How many steps the page says were made: "Step 12 of 3000 …", "Paused after 12 of …". */
async function stepsMade(page: Page): Promise<number> {
  return Number(/(?:Step|after) (\d+) of/.exec((await status(page).textContent()) ?? '')?.[1] ?? 0);
}

test('the list holds every run of the framework, each with its promise, and leads to its page', async ({ page }) => {
  await page.goto('/runs/');
  const cards = page.locator('.run-card');
  await expect(cards).toHaveCount(runs.length);
  for (const [place, run] of runs.entries()) {
    await expect.soft(cards.nth(place)).toContainText(run.title);
    await expect.soft(cards.nth(place)).toContainText(run.name);
    await expect.soft(cards.nth(place)).toContainText('promised: ');
  }
  const recorded = runs.filter(({ name }) => recordingProblem(name) !== 'missing');
  await expect(page.locator('.run-spark path')).toHaveCount(recorded.length);
  await page.getByRole('link', { name: runs[0]!.title }).click();
  await expect(page).toHaveURL(new RegExp(`/runs/${runs[0]!.name}/$`));
});

test('a page shows the recorded curve, the model and the source, without a script too', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto('/runs/digits-cnn/');
  await expect(page.locator('#learning-curve [data-badge="recorded"]')).toBeVisible();
  const line = (await lines(page, 'recorded').getAttribute('d')) ?? '';
  expect(line.match(/^M[\d.]+ [\d.]+|L[\d.]+ [\d.]+/g)?.length, 'points of the line').toBeGreaterThan(300);
  await expect(part(page, 'caption')).toContainText(/accuracy \d+(\.\d)? %/);
  await expect(page.locator('.run-model')).toContainText('[N, 8, 28, 28]');
  await expect(page.locator('.run-source')).toContainText('export const digitsCnn = {');
  await expect(page.locator('.run-parts').getByRole('link', { name: 'nn/conv/Conv2d' })).toHaveAttribute(
    'href',
    '/source/nn/conv/Conv2d/',
  );
  await expect(part(page, 'form')).toBeHidden();
  expect(await page.locator('run-trainer noscript').textContent()).toContain('Training needs JavaScript.');
  await page.close();
});

test('trains a run to its end, draws it over the recording, and measures it against its promise', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/runs/line-regression/');
  await expect(lines(page, 'live')).toHaveCount(0);
  await part(page, 'main').click();
  await expect(status(page)).toHaveText(
    /^Finished: root mean squared error 0\.29\d+ after 260 steps, .* Promised was at most 0\.33: kept\.$/,
    { timeout: patience },
  );
  await expect(lines(page, 'live')).toHaveAttribute('d', /^M0 /);
  await expect(lines(page, 'recorded')).toHaveCount(1);
  await expect(page.locator('#learning-curve [data-badge]')).toHaveText('live');
  await expect(part(page, 'main')).toHaveText('Train again');
  // The same seed makes the same numbers, in the terminal that recorded them and in this browser.
  await expect(part(page, 'caption')).toContainText('no loss differs from the recorded one');
  await page.locator('#learning-curve [data-table-toggle]').click();
  const last = page.locator('#learning-curve tbody tr').last();
  const cells = await last.locator('td').allTextContents();
  expect(cells).toHaveLength(4);
  expect(cells.slice(0, 2)).toEqual(cells.slice(2));
  expect(await complaintsOf(page)).toEqual([]);
});

test('pauses, goes on and restarts, with both losses of two players, and is accessible meanwhile', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto('/runs/ring-gan/');
  await expect(page.locator('run-outcome canvas')).toBeVisible();
  await part(page, 'main').click();
  await expect.poll(() => stepsMade(page), { timeout: patience }).toBeGreaterThan(20);
  await part(page, 'main').click();
  await expect(part(page, 'main')).toHaveText('Resume');
  await expect(status(page)).toHaveText(/^Paused after \d+ of 3000 steps\.$/);
  await expect(page.locator('.run-plot path.run-loss-2.run-live')).toHaveCount(1);
  const paused = await stepsMade(page);
  expect(await complaintsOf(page)).toEqual([]);
  expect(await stepsMade(page), 'stands still').toBe(paused);
  await part(page, 'main').click();
  await expect.poll(() => stepsMade(page), { timeout: patience }).toBeGreaterThan(paused);
  await part(page, 'seed').fill('8');
  await part(page, 'restart').click();
  await expect(page.locator('run-trainer')).toHaveAttribute('data-status', 'training', { timeout: patience });
  await part(page, 'main').click();
  await expect(part(page, 'main')).toHaveText('Resume');
  await expect(part(page, 'caption')).not.toContainText('Same seed');
});

test('works by keyboard alone, and refuses a seed that is none', async ({ page }) => {
  await page.goto('/runs/line-regression/');
  await part(page, 'main').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('run-trainer')).toHaveAttribute('data-status', 'finished', { timeout: patience });
  await expect(part(page, 'main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(part(page, 'restart')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(part(page, 'seed')).toBeFocused();
  await page.keyboard.type('.5');
  await page.keyboard.press('Enter');
  expect(await part(page, 'seed').evaluate((field: HTMLInputElement) => field.validationMessage)).toContain(
    'A seed is a whole number',
  );
  await part(page, 'seed').fill('11');
  await page.keyboard.press('Enter');
  await expect(part(page, 'live')).toHaveText(/seed 11|Finished/, { timeout: patience });
  await expect(status(page)).toContainText('kept', { timeout: patience });
});

test('says why it stopped, and keeps the recorded curve', async ({ page }) => {
  await page.route('**/training.worker*', (route) => route.abort());
  await page.goto('/runs/line-regression/');
  await part(page, 'main').click();
  await expect(page.locator('run-trainer')).toHaveAttribute('data-status', 'failed', { timeout: patience });
  await expect(status(page)).toContainText('Stopped:');
  await expect(lines(page, 'recorded')).toBeVisible();
  await expect(part(page, 'main')).toHaveText('Train again');
  errors.expected((message) => message.includes('net::ERR_FAILED'));
});

const choice = (page: Page, name: string): Locator => page.locator('run-backends').getByRole('radio', { name });

test('trains on the GPU, keeps its promise there, and sets the speeds of this browser side by side', async ({
  page,
}) => {
  await page.goto('/runs/line-regression/');
  await expect(choice(page, 'CPU (SIMD)')).toBeChecked();
  await expect(choice(page, 'GPU')).toBeEnabled();
  await expect(part(page, 'note')).toContainText('a CPU that plays GPU'); // SwiftShader, and the page says so
  await expect(part(page, 'comparison')).toBeHidden();
  await part(page, 'main').click();
  await expect(status(page)).toContainText('kept', { timeout: patience });
  await expect(part(page, 'comparison')).toBeHidden();
  await choice(page, 'CPU (SIMD)').focus();
  await page.keyboard.press('ArrowDown');
  await expect(choice(page, 'CPU (SIMD, threads)')).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(choice(page, 'CPU (reference)')).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(choice(page, 'GPU')).toBeChecked();
  await part(page, 'restart').click();
  await expect(status(page)).toHaveText(/^Finished: root mean squared error 0\.29\d+ after 260 steps, .* kept\.$/, {
    timeout: patience,
  });
  const rows = part(page, 'comparison').locator('tbody tr');
  await expect(rows.locator('th')).toHaveText(['CPU (SIMD)', 'GPU']);
  await expect(rows.first().locator('td').last()).toHaveText('1 ×');
  expect(Number(await rows.last().locator('td').first().textContent())).toBeGreaterThan(0);
  await expect(part(page, 'comparison')).toContainText(/Their first 20 losses (differ by at most|are equal)/);
  const largest = /at most ([\d.e−-]+)\./.exec((await part(page, 'comparison').textContent()) ?? '')?.[1] ?? '0';
  expect(Number(largest.replace('−', '-'))).toBeLessThan(1e-4);
  await page.locator('.run-adapter summary').click();
  await expect(part(page, 'facts')).toContainText('software: a CPU plays GPU');
  await expect(part(page, 'facts')).toContainText(/largest buffer\s*\d+ MiB/);
  expect(await complaintsOf(page)).toEqual([]);
});

test('on the GPU a run pauses and goes on, and a lost GPU costs it only the steps since its last saved one', async ({
  page,
}) => {
  // The worker's own device, kept where the test can reach it.
  const watch = `{
    const request = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...options) {
      return (globalThis.lastDevice = await request.apply(this, options));
    };
  }`;
  await page.route('**/training.worker*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${watch}\n${await response.text()}` });
  });
  await page.goto('/runs/ring-gan/');
  await choice(page, 'GPU').check();
  await part(page, 'main').click();
  await expect.poll(() => stepsMade(page), { timeout: patience }).toBeGreaterThan(5);
  await part(page, 'main').click();
  await expect(status(page)).toHaveText(/^Paused after \d+ of 3000 steps\.$/, { timeout: patience });
  const paused = await stepsMade(page);
  await part(page, 'main').click();
  await expect.poll(() => stepsMade(page), { timeout: patience }).toBeGreaterThan(paused);
  await page.workers()[0]!.evaluate(() => (globalThis as unknown as { lastDevice: GPUDevice }).lastDevice.destroy());
  const news = /^The GPU was lost at step (\d+)\. A new one goes on from step (\d+), the last saved one\.$/;
  await expect(part(page, 'news')).toHaveText(news, { timeout: patience });
  const [, lost, from] = news.exec((await part(page, 'news').textContent()) ?? '')!.map(Number);
  expect(lost!).toBeGreaterThanOrEqual(from!);
  await expect.poll(() => stepsMade(page), { timeout: patience }).toBeGreaterThan(lost!);
  await expect(page.locator('run-trainer')).toHaveAttribute('data-status', 'training');
});

test('trains on threads with the same losses, to the last bit', async ({ page }) => {
  await page.goto('/runs/digits-cnn/');
  const several = choice(page, 'CPU (SIMD, threads)');
  await expect(several).toBeEnabled();
  await expect(part(page, 'threads')).toHaveText(/^\d+ threads share what is large enough to share\./);
  const train = async (button: string): Promise<void> => {
    await part(page, button).click();
    await expect(page.locator('run-trainer')).toHaveAttribute('data-status', 'training', { timeout: patience });
    await expect.poll(() => stepsMade(page), { timeout: patience }).toBeGreaterThan(40);
    await part(page, 'main').click();
    await expect(status(page)).toHaveText(/^Paused after/, { timeout: patience });
  };
  await train('main');
  await several.check();
  await train('restart');
  const rows = part(page, 'comparison').locator('tbody tr');
  await expect(rows.locator('th')).toHaveText(['CPU (SIMD)', 'CPU (SIMD, threads)']);
  await expect(part(page, 'comparison')).toContainText('Their first 20 losses are equal to the last bit.');
  await expect(part(page, 'news')).toBeHidden();
  expect(await complaintsOf(page)).toEqual([]);
});

test('where memory may not be shared the page says so, and one thread trains', async ({ page }) => {
  await page.route('**/runs/line-regression/', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response, headers });
  });
  await page.goto('/runs/line-regression/');
  await expect(choice(page, 'CPU (SIMD, threads)')).toBeDisabled();
  await expect(part(page, 'threads')).toContainText('may not share memory');
  await part(page, 'main').click();
  await expect(status(page)).toContainText('kept', { timeout: patience });
});

for (const { what, without, says } of [
  { what: 'WebGPU', without: 'delete Navigator.prototype.gpu', says: 'This browser has no WebGPU' },
  { what: 'an adapter', without: 'GPU.prototype.requestAdapter = async () => null', says: 'finds no graphics adapter' },
]) {
  test(`without ${what} the page says why, and the CPU trains`, async ({ page }) => {
    await page.addInitScript(without);
    await page.goto('/runs/line-regression/');
    await expect(part(page, 'note')).toContainText(says);
    await expect(choice(page, 'GPU')).toBeDisabled();
    await expect(page.locator('.run-adapter')).toBeHidden();
    await choice(page, 'CPU (reference)').check();
    await part(page, 'main').click();
    await expect(status(page)).toContainText('kept', { timeout: patience });
    expect(await complaintsOf(page)).toEqual([]);
  });
}

test('fits a phone, and its controls are large enough to touch', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/runs/line-regression/');
  for (const control of await page.locator('.run-controls :is(button, input)').all()) {
    const box = (await control.boundingBox())!;
    expect.soft(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
