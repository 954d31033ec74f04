// The lesson's training run as a reader meets it: recorded at first, then live, paused, stepped, scrubbed, reset, reseeded, and asked to
// read a drawing; by mouse, by keyboard, on a phone. It waits for what the page says, never for a time.

import type { Locator, Page } from '@playwright/test';
import { common } from '../i18n/en/common.ts';
import { figures } from '../i18n/en/figures.ts';
import { complaintsOf } from './accessibility.ts';
import { expect, test } from './awake.ts';

const lesson = '/lessons/cnn-reads-digits/';
/** A step is made in well under a second even on a busy machine with two cores; a run is loaded in a few. */
const patience = 60_000;

// One after the other: two trainings on two cores would only measure each other.
test.describe.configure({ mode: 'default' });

let errors: string[] = [];

test.beforeEach(({ page }) => {
  errors = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('requestfailed', (request) => errors.push(`${request.url()} ${request.failure()?.errorText}`));
});

test.afterEach(() => {
  expect(errors, 'console errors').toEqual([]);
});

const part = (page: Page, name: string): Locator => page.locator(`time-bar [data-part="${name}"]`).first();
const badge = (page: Page): Locator => page.locator('#batch-grid [data-badge]');

interface Standing {
  readonly step: number;
  readonly loss: string;
}

/** What the bar's slider says: "step 12 of 315, loss 2.123". */
async function standing(page: Page): Promise<Standing> {
  const said = (await part(page, 'scrub').getAttribute('aria-valuetext')) ?? '';
  const match = /^step (\d+) of \d+, loss (\S+)$/.exec(said);
  return { step: Number(match?.[1] ?? -1), loss: match?.[2] ?? '' };
}

const stepNow = async (page: Page): Promise<number> => (await standing(page)).step;

async function open(page: Page): Promise<void> {
  await page.goto(lesson);
  await expect(part(page, 'play')).toBeEnabled();
  await expect.poll(() => stepNow(page)).toBeGreaterThan(0);
}

/** Play until the run has passed a step, and pause. */
async function playPast(page: Page, step: number): Promise<void> {
  await part(page, 'play').click();
  await expect(badge(page)).toHaveText('live', { timeout: patience });
  await expect.poll(() => stepNow(page), { timeout: patience }).toBeGreaterThan(step);
  await pause(page);
}

async function pause(page: Page): Promise<void> {
  await part(page, 'play').click();
  await expect(page.locator('training-run').first()).toHaveAttribute('data-status', 'paused', { timeout: patience });
  // The bar is drawn a frame later, all of it at once: where it offers to play again, its step is the one that stands.
  await expect(part(page, 'play')).toHaveAccessibleName('Play', { timeout: patience });
}

/** Drag the slider to a step, as far as a script can, and wait until it is shown. */
async function scrubTo(page: Page, step: number): Promise<Standing> {
  await part(page, 'scrub').fill(String(step));
  return arrivedAt(page, step);
}

async function arrivedAt(page: Page, step: number): Promise<Standing> {
  await expect(page.locator('training-run').first()).toHaveAttribute('data-status', 'paused', { timeout: patience });
  await expect.poll(() => stepNow(page), { timeout: patience }).toBe(step);
  await expect.poll(async () => (await standing(page)).loss, { timeout: patience }).toMatch(/\d/);
  return standing(page);
}

/** From now on: which part of the time the page's main thread was at work, in processor time. 1 means it does nothing else. */
async function busyShare(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busySeconds = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const [busy, started] = [await busySeconds(), performance.now()];
  return async () => (1000 * ((await busySeconds()) - busy)) / (performance.now() - started);
}

test('shows a recorded step, and starts nothing, before the reader acts', async ({ page }) => {
  await open(page);
  await expect(page.locator('training-run').first()).toHaveAttribute('data-source', 'recorded');
  await expect(part(page, 'status')).toContainText('Recorded step 40');
  for (const id of ['batch-grid', 'loss-curve', 'class-probabilities', 'draw-pad']) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await expect(page.locator(`#${id} [data-badge]`)).toHaveText('recorded');
    await expect(page.locator(`#${id} [data-caption]`)).toContainText(/\d/);
  }
  await expect(page.locator('batch-grid [role="option"]')).toHaveCount(32);
  await expect(page.locator('class-probabilities [role="option"]')).toHaveCount(10);
  await expect(page.locator('draw-pad .pad-reading')).toHaveText(/^reads it as \d \(\d+ %\)$/);
  expect(page.workers()).toHaveLength(0);
});

test('trains live when play is pressed: steps advance, the loss falls, and pause holds it', async ({ page }) => {
  await open(page);
  await part(page, 'play').click();
  await expect(badge(page)).toHaveText('live', { timeout: patience });
  const first = await standing(page); // on a busy machine some steps are over by now
  const loss = Number(first.loss);
  expect(loss).toBeLessThan(3); // chance would be ln 10 = 2.3
  await expect.poll(async () => Number((await standing(page)).loss), { timeout: patience }).toBeLessThan(0.8 * loss);
  expect(await stepNow(page)).toBeGreaterThan(first.step);
  await pause(page);
  await expect(part(page, 'play')).toHaveAccessibleName('Play');
  // The step that was under way when the pause came is still drawn; then it stands.
  await page.waitForTimeout(500);
  const held = await stepNow(page);
  await page.waitForTimeout(1500);
  expect(await stepNow(page)).toBe(held);
});

test('answers the reader within 100 ms while it trains', async ({ page }) => {
  await open(page);
  await part(page, 'play').click();
  await expect(badge(page)).toHaveText('live', { timeout: patience });
  await page.evaluate(() => {
    const delays: number[] = [];
    Object.assign(globalThis, { delays });
    addEventListener('pointerdown', (event) => delays.push(performance.now() - event.timeStamp), { capture: true });
  });
  const from = await stepNow(page);
  const share = await busyShare(page);
  for (let click = 0; click < 40; click++) {
    await page.mouse.click(5, 5);
    await page.waitForTimeout(60);
  }
  expect(await stepNow(page)).toBeGreaterThan(from);
  const delays = await page.evaluate(() => (globalThis as unknown as { delays: number[] }).delays);
  expect(delays).toHaveLength(40);
  // Clicks are timed by the clock, which on a shared machine also counts other programs' work; the share is the page's own.
  expect(delays.toSorted((a, b) => a - b)[20]).toBeLessThan(100);
  expect(await share()).toBeLessThan(0.4);
});

test('moves one step on and one step back', async ({ page }) => {
  await open(page);
  await playPast(page, 3);
  const { step } = await standing(page);
  await part(page, 'forward').click();
  const next = await arrivedAt(page, step + 1);
  await part(page, 'back').click();
  const back = await arrivedAt(page, step);
  expect(next.loss).not.toBe(back.loss);
});

test('goes back in time and comes to the same numbers again', async ({ page }) => {
  await open(page);
  await playPast(page, 12);
  const first = await scrubTo(page, 10);
  const early = await scrubTo(page, 3);
  expect(early.loss).not.toBe(first.loss);
  await expect(part(page, 'status')).toContainText('same weights');
  await playPast(page, 12);
  expect(await scrubTo(page, 10)).toEqual(first);
});

test('starts over at the same place, and elsewhere with another seed', async ({ page }) => {
  await open(page);
  await playPast(page, 2);
  const first = await scrubTo(page, 0);
  // That it loads may show for less than a frame; what it comes to stays. Until then the old run stands there.
  const lossAtStart = async (): Promise<string> => (await arrivedAt(page, 0)).loss;
  await part(page, 'newSeed').click();
  await expect.poll(lossAtStart, { timeout: patience }).not.toBe(first.loss);
  await expect(part(page, 'seed')).toHaveValue('8');
  const other = await lossAtStart();
  await playPast(page, 2);
  await part(page, 'reset').click();
  await expect.poll(lossAtStart, { timeout: patience }).toBe(other);
  await part(page, 'seed').fill('7');
  await part(page, 'seed').press('Enter');
  await expect.poll(lossAtStart, { timeout: patience }).toBe(first.loss);
});

test('a run that is over stands on its last full batch, says so whole, and plays from the beginning', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/lessons/networks-with-memory/');
  const bar = page.locator('time-bar').first();
  await bar.scrollIntoViewIfNeeded();
  const told = bar.locator('.time-bar-status');
  await bar.locator('[type="radio"]').last().check();
  await part(page, 'play').click();
  await expect(told).toContainText(figures.timeBar.finishedFull, { timeout: patience });
  await expect(told).toContainText('228');
  expect(await told.evaluate((line) => line.scrollWidth - line.clientWidth)).toBeLessThanOrEqual(0);
  await bar.locator('[type="radio"]').first().check();
  await part(page, 'play').click();
  await expect(told).toContainText(/ [0-9] /, { timeout: patience });
  await part(page, 'play').click();
});

test('refuses a seed that is none, and leaves the run alone', async ({ page }) => {
  await open(page);
  await part(page, 'seed').fill('-3');
  await part(page, 'seed').press('Enter');
  await expect(part(page, 'seed')).toHaveValue('7');
  expect(page.workers()).toHaveLength(0);
});

test('looks at the digit that was chosen, in the recorded batch and then live', async ({ page }) => {
  await open(page);
  const sixth = page.locator('batch-grid [role="option"]').nth(5);
  const label = /: (\d)/.exec((await sixth.getAttribute('aria-label')) ?? '')?.[1];
  await sixth.click();
  await expect(sixth).toHaveAttribute('aria-selected', 'true');
  await expect(badge(page)).toHaveText('live', { timeout: patience });
  await arrivedAt(page, 40);
  await expect(sixth).toHaveAttribute('aria-selected', 'true');
  await page.locator('#class-probabilities').scrollIntoViewIfNeeded();
  await expect(page.locator('#class-probabilities [data-caption]')).toContainText(
    `Digit 6 of the batch is a ${label}.`,
  );
});

test('reads a drawing with the weights it has, and forgets it when cleared', async ({ page }) => {
  await open(page);
  const pad = page.locator('draw-pad .pad-paper');
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 60, { steps: 12 });
  await page.mouse.up();
  const weights = page.locator('draw-pad .pad-weights');
  // The run is brought to the recorded step, and the reading follows it there.
  await expect(weights).toHaveText('with the weights after step 40', { timeout: patience });
  await expect(page.locator('draw-pad .pad-reading')).toHaveText(/^reads it as \d \(\d+(\.\d)? %\)$/);
  await part(page, 'play').click();
  await expect(weights).not.toHaveText('with the weights after step 40', { timeout: patience });
  await page.locator('draw-pad').getByRole('button', { name: 'Clear' }).click();
  await expect(page.locator('draw-pad .pad-reading')).toHaveText('The pad is empty: draw a digit.');
});

/** How many rows and columns of the image that the network is shown hold ink. */
const inkOn = (page: Page): Promise<{ rows: number; columns: number }> =>
  page.locator('draw-pad .pad-sight').evaluate((canvas: HTMLCanvasElement) => {
    const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const paper = data[0]!;
    const rows = new Set<number>();
    const columns = new Set<number>();
    for (let i = 0; i < width * height; i++) {
      if (Math.abs(data[4 * i]! - paper) < 60) continue;
      rows.add(Math.floor(i / width));
      columns.add(i % width);
    }
    return { rows: rows.size, columns: columns.size };
  });

test('keeps the whole first stroke on a fresh page', async ({ page }) => {
  await open(page);
  const pad = page.locator('draw-pad .pad-paper');
  await pad.scrollIntoViewIfNeeded();
  // A hand draws where it has looked for a moment: what was still to be laid out is, once the page is moved.
  await page.mouse.wheel(0, 2);
  await expect(page.locator('html')).not.toHaveAttribute('data-arriving');
  const box = (await pad.boundingBox())!;
  const [x, top, bottom] = [box.x + box.width / 2, box.y + box.height * 0.15, box.y + box.height * 0.85];
  await page.mouse.move(x, top);
  await page.mouse.down();
  await page.mouse.move(x, bottom, { steps: 12 });
  await page.mouse.up();
  // An upright line, as long as a digit is tall: a dot would be as wide as it is high.
  await expect.poll(async () => (await inkOn(page)).rows).toBeGreaterThanOrEqual(18);
  expect((await inkOn(page)).columns).toBeLessThanOrEqual(6);
});

test('plays and pauses by Alt+P from anywhere on the page', async ({ page }) => {
  await open(page);
  await page.locator('h1').click();
  await page.keyboard.press('Alt+p');
  await expect(page.locator('training-run').first()).toHaveAttribute('data-status', 'playing', { timeout: patience });
  await page.keyboard.press('Alt+p');
  await expect(page.locator('training-run').first()).toHaveAttribute('data-status', 'paused', { timeout: patience });
});

test('prints every figure, scrolled to or not', async ({ page }) => {
  await open(page);
  // The recordings of runs further down come a little later.
  for (const run of await page.locator('training-run').all())
    await expect(run).toHaveAttribute('data-source', /./, { timeout: patience });
  await page.emulateMedia({ media: 'print' });
  for (const canvas of await page.locator('.figure-stage canvas').all()) {
    if (!(await canvas.isVisible())) continue;
    const drawn = await canvas.evaluate((it: HTMLCanvasElement) => {
      const { data } = it.getContext('2d')!.getImageData(0, 0, it.width, it.height);
      return data.some((byte, at) => at % 4 === 3 && byte > 0);
    });
    expect(drawn, await canvas.evaluate((it) => it.closest('figure')?.id ?? '')).toBe(true);
  }
  expect(await page.locator('draw-pad .pad-reading').textContent()).toMatch(/^reads it as \d/);
});

test('can be used with the keyboard alone', async ({ page }) => {
  await open(page);
  const isOn = (name: string): Promise<boolean> => part(page, name).evaluate((it) => it === document.activeElement);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText(common.skipToTimeBar);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await isOn('play'), 'three keys and a tab reach Play').toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => stepNow(page), { timeout: patience }).toBeLessThan(40);
  await expect.poll(() => stepNow(page), { timeout: patience }).toBeGreaterThan(4);
  await page.keyboard.press('Enter');
  await expect(page.locator('training-run').first()).toHaveAttribute('data-status', 'paused', { timeout: patience });
  await page.keyboard.press('Home');
  await arrivedAt(page, 0);
  await part(page, 'scrub').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await arrivedAt(page, 2);
  await page.keyboard.press('-');
  await expect(page.locator('time-bar [value="4"]').first()).toBeChecked();

  const pad = page.locator('draw-pad .pad-paper');
  await pad.focus();
  for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown', 'Space']) {
    await page.keyboard.press(key);
  }
  await expect(page.locator('draw-pad .pad-weights')).toHaveText('with the weights after step 2', {
    timeout: patience,
  });
});

test('fits a phone: two rows and a line of words, large enough to touch, nothing sticking out', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const bar = (await page.locator('.dock').first().boundingBox())!;
  expect(bar.height).toBeLessThan(116);
  expect(Math.round(bar.y + bar.height)).toBe(844);
  await part(page, 'more').click();
  for (const control of await page.locator('time-bar').first().locator(':is(button, input)').all()) {
    const box = (await control.boundingBox())!;
    expect
      .soft(Math.min(box.width, box.height), await control.evaluate((it) => it.outerHTML))
      .toBeGreaterThanOrEqual(24);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await playPast(page, 1);
});

test('moves nothing but the numbers when motion is unwelcome', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  await part(page, 'play').click();
  await expect(badge(page)).toHaveText('live', { timeout: patience });
  for (let look = 0; look < 10; look++) {
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 0)
        .map((animation) => (animation.effect as KeyframeEffect).target?.outerHTML.slice(0, 100)),
    );
    expect(moving).toEqual([]);
    await page.waitForTimeout(100);
  }
});

test('says so when the recorded step cannot be had', async ({ page }) => {
  await page.route('**/recordings/*.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(lesson);
  await expect(
    page.getByRole('alert').filter({ hasText: 'The recorded first step could not be fetched.' }),
  ).toBeVisible();
  errors = errors.filter((message) => !message.includes('404'));
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible while live, as drawings and as tables, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await open(page);
    await playPast(page, 1);
    for (const id of ['batch-grid', 'loss-curve', 'class-probabilities', 'draw-pad']) {
      await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    }
    const complaints = (): Promise<string[]> => complaintsOf(page, { within: ['training-run'] });
    expect.soft(await complaints(), 'as drawings').toEqual([]);
    for (const id of ['batch-grid', 'loss-curve', 'class-probabilities', 'draw-pad']) {
      // By key: a press of the mouse misses its button where a figure above is drawn, and grows, between down and up.
      await page.locator(`#${id} [data-table-toggle]`).press('Enter');
      await expect(page.locator(`#${id} table`)).toBeVisible();
    }
    expect(await complaints(), 'as tables').toEqual([]);
  });
}
