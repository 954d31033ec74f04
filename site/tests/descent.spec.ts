// Lesson 5, gradient descent: what it shows before anything is pressed, three tracks on two clocks, predictions answered from the trace, the
// sum that one track does not notice, and that its links can be read.

import type { Page } from '@playwright/test';
import { demos } from '../../lessons/05-gradient-descent/demos.ts';
import { expect, test } from './awake.ts';
import { refuseConsoleErrors } from './consoleErrors.ts';

const lesson = '/lessons/gradient-descent/';
const patience = 60_000;

refuseConsoleErrors();

const caption = (page: Page, figure: string) => page.locator(`#${figure} [data-caption]`);
const see = (page: Page, id: string): Promise<void> => page.locator(`#${id}`).scrollIntoViewIfNeeded();

test('shows the recorded start; the step waits for a guess, which the trace answers', async ({ page }) => {
  await page.goto(lesson);
  await see(page, 'descent-map');
  await expect(page.locator('#descent-map [data-badge]')).toHaveText('recorded');
  await expect(caption(page, 'descent-map')).toContainText('updates made 0, examples read 0: θ = (0, 0), J = 7.157');
  await expect(caption(page, 'descent-map')).toContainText('behind the curtain');
  await page.locator('#predict-wrong-way').getByLabel('down (left)').check();
  await page.locator('#predict-wrong-way').getByRole('button', { name: 'Check' }).click();
  await expect(page.locator('#predict-wrong-way').getByRole('status')).toContainText('In this run: up (right)');
  await expect(caption(page, 'descent-map')).toContainText('The thick arrow');
  for (const [question, guess, answer] of [
    ['fog', '0.5', 'Right: 0.501'],
    ['votes', '20', 'In this run: 7 examples'],
    ['cliff', '0.33', 'Right: 0.331'],
  ] as const) {
    await page.locator(`#predict-${question} input`).fill(guess);
    await page.locator(`#predict-${question} input`).press('Enter');
    await expect(page.locator(`#predict-${question}`).getByRole('status')).toContainText(answer);
  }
  expect(page.workers()).toHaveLength(0);
});

test('three tracks: level by updates, the other way round by examples; the answer is hidden until the vote', async ({
  page,
}) => {
  await page.goto(`${lesson}${demos[0]!.moment}`);
  await see(page, 'three');
  await page.locator('#predict-three').getByLabel('all', { exact: true }).check();
  await page.locator('#predict-three').getByRole('button', { name: 'Check' }).click();
  await see(page, 'descent-three');
  const said = caption(page, 'descent-three');
  const trackLine = page.locator('#three track-list [data-part="said"]').last();
  await page.locator('#three').evaluate((section) => section.querySelector('track-list')?.scrollIntoView());
  await expect(page.locator('#three track-list li')).toHaveCount(3, { timeout: patience });
  for (const hidden of [said, trackLine, page.locator('#three clock-choice fieldset')])
    await expect(hidden).toBeHidden();
  await expect(page.locator('#three').getByRole('button', { name: 'Hidden by this link' })).toHaveCount(3);
  const vote = page.locator('#vote');
  await vote.getByRole('button', { name: 'all 50 +1' }).click();
  await vote.getByRole('button', { name: 'one at a time +1' }).click();
  await vote.getByRole('button', { name: 'Reveal' }).click();
  for (const shown of [said, trackLine, page.locator('#three clock-choice fieldset')])
    await expect(shown).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hidden by this link' })).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => location.hash)).not.toContain('hide=');
  await expect(said).toContainText(
    /50, updates made 20,.*J = 0\.3059.*8, updates made 20,.*J = 0\.3117.*1, updates made 20,.*J = 1\.097/,
    {
      timeout: patience,
    },
  );
  await expect(vote.getByRole('status')).toContainText('all 50 and, level with it, 8 at a time. Votes for it: 1 of 2.');
  await page.locator('#three').getByRole('link', { name: 'set the clock to examples' }).click();
  await expect(vote.getByRole('status')).toContainText(
    'Examples read: 50, 50, 50. Lowest over all points: one at a time. Votes for it: 1 of 2.',
    { timeout: patience },
  );
  await see(page, 'descent-three');
  await expect(said).toContainText(
    /50, updates made 1, examples read 50:.*J = 2\.679.*8, updates made 7, examples read 50:.*J = 0\.68\d+.*1, updates made 50, examples read 50:.*J = 0\.3\d+/,
    { timeout: patience },
  );
  await expect(page.locator('#three').getByLabel('examples read')).toBeChecked();
  await expect(page.locator('#predict-three').getByRole('status')).toContainText('In this run: one at a time');
});

test('an example is chosen by keyboard, and its vote is read out; the table has the tracks', async ({ page }) => {
  await page.goto(lesson);
  await see(page, 'descent-votes');
  const map = page.locator('#descent-votes canvas[tabindex]');
  await map.focus();
  await map.press('ArrowRight');
  await expect(page.locator('#descent-votes .descent-readout')).toContainText(
    /Example 1, at x = .*, read in this step\. Its loss is .* alone it asks for the step \(/,
  );
  await map.press('l');
  await expect(page.locator('#descent-votes').getByRole('button', { name: 'examples as lines' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.locator('#descent-votes').getByRole('button', { name: 'Table' }).click();
  await expect(page.locator('#descent-votes table')).toContainText('line-three-ways.7');
});

test('a step lands where the curtain hid it, and the share of the way that is left is printed', async ({ page }) => {
  await page.goto(lesson);
  await see(page, 'descent-cut');
  const said = page.locator('#descent-cut .descent-readout');
  await expect(said).toContainText('behind the curtain');
  await expect(page.locator('#descent-cut').getByRole('radio', { name: '0.3' })).toBeDisabled();
  await page.locator('#predict-fog').getByRole('button', { name: 'Show me' }).click();
  await page.locator('#descent-cut').getByRole('radio', { name: '0.3' }).check();
  await expect(said).toContainText('−0.498 is left: it jumps over, and comes nearer');
  await page.locator('#descent-cut').getByRole('radio', { name: '0.5' }).check();
  await expect(said).toContainText('−1.497 is left');
});

test('the formulas have the numbers of three tracks, four depths, and terms that light the code', async ({ page }) => {
  await page.goto(lesson);
  await see(page, 'update-formulas');
  const formulas = page.locator('#update-formulas');
  await expect(formulas.locator('[data-way="one"]')).toContainText('No track on the page listens this way');
  await formulas.getByRole('button', { name: 'Open all three' }).click();
  await expect(formulas.locator('[data-way="one"]')).toContainText('updates made 0', { timeout: patience });
  await formulas.getByRole('button', { name: 'numbers' }).click();
  await expect(formulas.locator('[data-way="one"] [data-depth-view="numbers"] .katex-mathml')).toContainText('?');
  await page.locator('#predict-one-vote input').fill('0.876');
  await page.locator('#predict-one-vote input').press('Enter');
  await expect(page.locator('#predict-one-vote').getByRole('status')).toContainText('Right: 0.876');
  for (const [way, after] of [
    ['all', '0.1739'],
    ['few', '0.4427'],
    ['one', '0.8763'],
  ] as const)
    await expect(formulas.locator(`[data-way="${way}"] [data-depth-view="numbers"] .katex-mathml`)).toContainText(
      after,
    );
  await formulas.getByRole('button', { name: 'vote by vote' }).click();
  await expect(formulas.locator('[data-way="all"] ol')).toContainText('… 46 more');
  await page.mouse.move(0, 0); // what has come to lie under the pointer must not be pointed at
  await formulas.getByRole('button', { name: 'divide by how many voted' }).focus();
  await expect(page.locator('.code-lines li.is-lit')).toHaveCount(1);
  await expect(page.locator('.code-lines li.is-lit')).toContainText('grad.div(count)');
});

test('the start is moved by keyboard, and the tracks follow', async ({ page }) => {
  await page.goto(`${lesson}#t=line-three-ways.7&step=20`);
  await page.locator('#predict-wrong-way').getByRole('button', { name: 'Show me' }).click();
  await see(page, 'descent-map');
  const map = page.locator('#descent-map canvas[tabindex]');
  await expect(caption(page, 'descent-map')).toContainText('updates made 20', { timeout: patience });
  await map.focus();
  await map.press('s');
  await expect(page.locator('#descent-map .descent-readout')).toContainText('The start is (0, 0)');
  await map.press('ArrowLeft');
  await map.press('ArrowUp');
  await expect(page.locator('#descent-map .descent-readout')).toContainText('The start is (−0.250, 0.250)');
  await page
    .locator('#three')
    .evaluate((section) => section.querySelector('track-list')?.scrollIntoView({ block: 'center' }));
  await expect(page.locator('#three track-list button[data-part="name"]').first()).toHaveText(
    'line-three-ways.7(start=-0.25|0.25)',
    { timeout: patience },
  );
});

test('every rate is a training that can be opened; a batch errs as was measured', async ({ page }) => {
  await page.goto(lesson);
  await see(page, 'rate-sweep');
  await page.locator('#predict-cliff input').fill('0.2');
  await page.locator('#predict-cliff input').press('Enter');
  const slider = page.locator('#rate-sweep').getByRole('slider');
  await slider.focus();
  await slider.press('End');
  await expect(page.locator('#rate-sweep .descent-readout')).toContainText('η = 0.5: after 50 updates, J =');
  await page.locator('#rate-sweep').getByRole('button', { name: 'Open this training' }).click();
  await page
    .locator('#three')
    .evaluate((section) => section.querySelector('track-list')?.scrollIntoView({ block: 'center' }));
  await expect(page.locator('#three track-list button[data-part="name"]').first()).toHaveText(
    'line-three-ways.7(lr=0.5)',
    { timeout: patience },
  );
  await see(page, 'batch-noise');
  await page.locator('#predict-noise input').fill('2');
  await page.locator('#predict-noise input').press('Enter');
  await expect(page.locator('#predict-noise').getByRole('status')).toContainText('2.0');
});

test('the reader’s machine is measured, and answers', async ({ page }) => {
  await page.goto(lesson);
  await see(page, 'machine-clock');
  await page.locator('#predict-machine input').fill('1.5');
  await page.locator('#predict-machine input').press('Enter');
  await expect(page.locator('#predict-machine').getByRole('status')).toContainText('Press Measure here');
  await page.locator('#machine-clock').getByRole('button', { name: 'Measure here' }).click();
  await expect(page.locator('#machine-clock [data-cell="simd-32-ms"]')).toHaveText(/\d/, { timeout: patience });
  await expect(page.locator('#predict-machine').getByRole('status')).toContainText(/Right|In this run/);
  await expect(page.locator('#machine-clock [data-cell="reference-8192-total"]')).toHaveText(/\d/, {
    timeout: patience,
  });
});

test('the sum in place of the mean: two explode, the third is as it was', async ({ page }) => {
  await page.goto(`${lesson}${demos[4]!.moment}`);
  await see(page, 'descent-bugs');
  await expect(caption(page, 'descent-bugs')).toContainText(
    /50, updates made 1,.*J = 4190.*1, updates made 1,.*θ = \(0\.876, 2\.2\d\)/,
    {
      timeout: patience,
    },
  );
});

test('noise carries one of three over the ridge', async ({ page }) => {
  await page.goto(
    `${lesson}#t=sine-frequency.7(batch=40)~sine-frequency.7(lr=0.05)~sine-frequency.7(orderSeed=1)&step=400&track=3`,
  );
  await see(page, 'valley-curve');
  await expect(caption(page, 'valley-curve')).toContainText(/θ = 6\.33.*θ = 6\.\d+.*θ = 2\.5\d/, { timeout: patience });
  await page.locator('#predict-two-valleys').getByRole('button', { name: 'Show me' }).click();
  await expect(page.locator('#predict-two-valleys').getByRole('status')).toContainText('one, large rate');
});
