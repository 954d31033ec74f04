// Lesson 19, networks with memory: what it shows before anything is pressed, predictions answered from the trace and remembered, its
// moments, the bug, and that the numbers of its links are the framework's.

import type { Page } from '@playwright/test';
import { expect, test } from './awake.ts';
import { refuseConsoleErrors } from './consoleErrors.ts';

const lesson = '/lessons/networks-with-memory/';
const patience = 60_000;

refuseConsoleErrors();

const run = (page: Page, name: string) => page.locator(`training-run[run="${name}"]`);
const caption = (page: Page, figure: string) => page.locator(`#${figure} [data-caption]`);

async function see(page: Page, id: string): Promise<void> {
  await page.locator(`#${id}`).scrollIntoViewIfNeeded();
}

test('shows recorded numbers in every run, and starts no worker for it', async ({ page }) => {
  await page.goto(lesson);
  for (const [figure, text] of [
    ['unrolled-time', 'Step 200, reading “guadalajara”'],
    ['next-letter', 'the network holds'],
    ['unrolled-far', 'behind the curtain'],
    ['gate-road', 'the forget gate is open to'],
    ['unrolled-gru', 'behind the curtain'],
    ['name-writer', 'After 201 updates, at temperature 0.7'],
    ['real-or-invented', '6 names'],
  ] as const) {
    await see(page, figure);
    await expect(caption(page, figure)).toContainText(text);
    await expect(page.locator(`#${figure} [data-badge]`)).toHaveText('recorded');
  }
  for (const name of ['recurrent-cell', 'through-time', 'lstm-memory', 'gru-state']) {
    await see(page, `equation-${name}`);
    await expect(page.locator(`#equation-${name} [data-depth-view="numbers"]`)).toBeVisible();
    await expect(page.locator(`#equation-${name} [data-depth-view="numbers"]`)).not.toContainText('slot');
  }
  expect(page.workers()).toHaveLength(0);
});

test('a prediction opens the curtain, is answered from the trace, and is remembered', async ({ page }) => {
  await page.goto(lesson);
  const question = page.locator('#predict-far');
  await see(page, 'unrolled-far');
  const canvas = page.locator('#unrolled-far canvas');
  await expect(caption(page, 'unrolled-far')).toContainText('Drag a mark along the curtain');
  // A mark on the curtain, over column 21 of 30, is a guess of eight steps back from the last.
  const { width } = (await canvas.boundingBox())!;
  await canvas.click({ position: { x: (21.5 / 30) * (width - 36), y: 200 } });
  await expect(question.locator('input')).toHaveValue('8');
  await question.scrollIntoViewIfNeeded();
  await question.locator('input').fill('20');
  await question.locator('input').press('Enter');
  await expect(question.getByRole('status')).toHaveText('You said 20 steps back. In this run: 8 steps back.');
  await see(page, 'unrolled-far');
  await expect(caption(page, 'unrolled-far')).toContainText(/0\.0858\d at t = 29, and 7\.\d+e-9/);
  await page.reload();
  await question.scrollIntoViewIfNeeded();
  await expect(question.locator('input')).toHaveValue('20');
  await expect(question.getByRole('status')).toContainText('8 steps back');
  await question.getByRole('button', { name: 'Ask me again' }).click();
  await see(page, 'unrolled-far');
  await expect(caption(page, 'unrolled-far')).toContainText('behind the curtain');
});

test('with larger first weights the gradient explodes, and the run says so live', async ({ page }) => {
  await page.goto(lesson);
  await page.locator('#predict-far').getByRole('button', { name: 'Show me' }).click();
  await page.locator('#far').getByLabel('4', { exact: true }).check();
  await expect(run(page, 'recall-rnn')).toHaveAttribute('data-source', 'live', { timeout: patience });
  await see(page, 'unrolled-far');
  await expect(caption(page, 'unrolled-far')).toContainText(/0\.08\d+ at t = 29, and 3\d\.\d+ when/, {
    timeout: patience,
  });
  await expect(page.locator('#far').getByLabel('4', { exact: true })).toBeChecked();
  await expect
    .poll(() => new URL(page.url()).hash, { timeout: patience })
    .toContain('#t=recall-rnn.7(recurrentScale=4)&step=0');
  await expect(run(page, 'names-rnn')).toHaveAttribute('data-source', 'recorded');
});

test('the cut chain: equal forwards, the gradient ends after one step, and the first op that differs is named', async ({
  page,
}) => {
  await page.goto(lesson);
  await page.locator('#predict-far').getByRole('button', { name: 'Show me' }).click();
  await page.locator('#cut').getByRole('link', { name: 'ten letters, right and cut' }).click();
  // A figure draws while it can be seen.
  await page.locator('#cut track-list').scrollIntoViewIfNeeded();
  const tracks = page.locator('#cut track-list li');
  await expect(tracks).toHaveCount(2, { timeout: patience });
  const line = (place: number) => tracks.nth(place).locator('[data-part="said"]').textContent();
  await expect.poll(async () => (await line(0)) === (await line(1)), { timeout: patience }).toBe(true);
  await see(page, 'unrolled-cut');
  await expect(caption(page, 'unrolled-cut')).toContainText('reaches no other time step', { timeout: patience });
  await page.locator('#cut').getByRole('button', { name: 'Where do the first two part?' }).click();
  await expect(page.locator('#cut track-list [role="status"]')).toContainText(
    /step 0, on the way back, at recurrent\.l0\.t\d/,
    {
      timeout: patience,
    },
  );
});

test('a link that is followed before its recording has come opens when it has', async ({ page }) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/recordings/recall-rnn.json', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(lesson);
  await page.locator('#cut').getByRole('link', { name: 'ten letters, right and cut' }).click();
  await expect.poll(() => new URL(page.url()).hash).toContain('recall-rnn.7(length=10)');
  await page.waitForTimeout(1500); // long enough for another run of the page to write its own address
  release();
  await page.locator('#cut track-list').scrollIntoViewIfNeeded();
  await expect(page.locator('#cut track-list li')).toHaveCount(2, { timeout: patience });
  await expect(run(page, 'names-rnn')).toHaveAttribute('data-source', 'recorded');
});

test('an LSTM with an open gate has learned at step 60, and its road is wide', async ({ page }) => {
  await page.goto(`${lesson}#t=recall-lstm.7(forgetBias=3)&step=60`);
  await expect(run(page, 'recall-lstm')).toHaveAttribute('data-status', 'paused', { timeout: patience });
  await see(page, 'gate-road');
  await expect(caption(page, 'gate-road')).toContainText(/Step 60.*the forget gate is open to 0\.9\d/, {
    timeout: patience,
  });
  await expect(page.locator('#gate track-list li')).toContainText(/test (9\d|100)/);
  await expect(run(page, 'recall-rnn')).toHaveAttribute('data-source', 'recorded');
});

test('a name of the reader’s own is read, its loss sent back from one letter, and the address says so', async ({
  page,
}) => {
  await page.goto(lesson);
  await see(page, 'unrolled-time');
  const figure = page.locator('#unrolled-time');
  await figure.getByLabel('Type a name').fill('Ólim');
  await expect(caption(page, 'unrolled-time')).toContainText('Step 200, reading “olim”', { timeout: patience });
  await expect(figure.locator('.unrolled-steps button')).toHaveText(['.', 'o', 'l', 'i', 'm']);
  await expect(caption(page, 'next-letter')).toContainText('After “.olim” the network holds', { timeout: patience });
  await figure.getByLabel('send back the loss').selectOption({ label: 'after .o → l' });
  await expect(figure.locator('.unrolled-steps button').nth(4)).toHaveClass(/is-padding/, { timeout: patience });
  await expect(caption(page, 'unrolled-time')).toContainText(
    /at t = 1, and [\d.]+ when it has travelled back to t = 0/,
  );
  await expect.poll(() => new URL(page.url()).hash, { timeout: patience }).toContain('&read=olim&letter=1');
});

test('what is longer or unknown to the network is told in a sentence', async ({ page }) => {
  await page.goto(`${lesson}#t=names-rnn.7&step=3&read=abc&letter=9`);
  await expect(run(page, 'names-rnn').locator('[data-part="notice"]')).toContainText('the text has no letter 9', {
    timeout: patience,
  });
});

test('the terms of the recurrent gradient wait for a guess, and one letter’s error reaches none after it', async ({
  page,
}) => {
  await page.goto(lesson);
  await see(page, 'unrolled-terms');
  await expect(caption(page, 'unrolled-terms')).toContainText('behind the curtain');
  await page.locator('#predict-back').getByRole('button', { name: 'Show me' }).click();
  const answer = page.locator('#predict-back').getByRole('status');
  await expect(answer).toHaveText(/^In this run: \d+\.$/); // it is written with the next frame
  const largest = /\d+/.exec((await answer.textContent()) ?? '')?.[0];
  await see(page, 'unrolled-terms');
  await expect(caption(page, 'unrolled-terms')).toContainText(
    `sum of 12 terms. The largest is that of t = ${largest}:`,
  );
});

test('six names are told apart, and the network writes at another temperature and at another step', async ({
  page,
}) => {
  await page.goto(lesson);
  await see(page, 'real-or-invented');
  const game = page.locator('real-or-invented');
  await expect(game.locator('fieldset')).toHaveCount(6);
  await expect(game.getByRole('button', { name: 'Tell me' })).toBeDisabled();
  for (const radio of await game.getByLabel('real', { exact: true }).all()) await radio.check();
  await game.getByRole('button', { name: 'Tell me' }).click();
  await expect(game.locator('.riddle-verdict')).toContainText('3 of 6');
  await see(page, 'name-writer');
  const names = page.locator('name-writer li');
  await expect(names).toHaveCount(8);
  const before = await names.allTextContents();
  await page.locator('name-writer input').fill('2');
  await expect(caption(page, 'name-writer')).toContainText('at temperature 2', { timeout: patience });
  expect(await names.allTextContents()).not.toEqual(before);
});

test('a network whose targets are not shifted has a wonderful loss, and writes nothing', async ({ page }) => {
  await page.goto(`${lesson}#t=names-lstm.7!target-not-shifted&step=100`);
  await expect(run(page, 'names-lstm')).toHaveAttribute('data-status', 'paused', { timeout: patience });
  await see(page, 'name-writer');
  await expect(page.locator('name-writer li').first()).toHaveText('(ended at once)', { timeout: patience });
});
