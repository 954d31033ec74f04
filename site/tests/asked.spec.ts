// What lessons ask before they show, where the answer is no number: an order, a click in a graph, a verdict; and a table that goes nowhere.

import { expect, test } from './awake.ts';
import { refuseConsoleErrors } from './consoleErrors.ts';

refuseConsoleErrors();

test('lesson 14: six cures are put in order by keys; then the board says what each came to, and both are remembered', async ({
  page,
}) => {
  await page.goto('/lessons/overfitting/#data');
  const question = page.locator('#predict-data');
  const gap = page.locator('#gap-data tr[data-cure="patience"] td').nth(3);
  await question.scrollIntoViewIfNeeded();
  await expect(gap).toHaveCSS('visibility', 'hidden');
  await expect(page.locator('#gap-data th[data-sort="gap"] button')).toBeDisabled();
  // Early stopping, from the last place to the first: the button keeps the keyboard.
  await question.locator('[data-item="patience"] [data-part="up"]').focus();
  for (let place = 0; place < 5; place++) await page.keyboard.press('Enter');
  await expect(question.locator('li').first()).toHaveAttribute('data-item', 'patience');
  await expect(question.locator('[data-item="patience"] [data-part="down"]')).toBeFocused();
  await question.getByRole('button', { name: 'Check' }).click();
  await expect(question.locator('[data-part="answer"]')).toHaveText(/^Of 15 pairs you have \d+ the right way round/);
  await expect(question.locator('[data-item="patience"] [data-part="is"]')).toHaveText('place 1: 0.117');
  await expect(gap).toHaveCSS('visibility', 'visible');
  await page.reload();
  await expect(question.locator('li').first()).toHaveAttribute('data-item', 'patience');
  await expect(question.locator('[data-part="answer"]')).toHaveText(/^Of 15 pairs/);
  await question.getByRole('button', { name: 'Ask me again' }).click();
  await expect(question.locator('li').first()).toHaveAttribute('data-item', 'dropout');
  await question.getByRole('button', { name: 'Show me' }).click();
  await expect(question.locator('li').last()).toHaveAttribute('data-item', 'dropout');
  await expect(question.locator('li[data-right]')).toHaveCount(6);
});

test('lesson 14: the held-out curve is drawn by keys before it is shown; a track that came to its end gets a row', async ({
  page,
}) => {
  test.setTimeout(180_000); // two trainings of 600 steps
  await page.goto('/lessons/overfitting/#fork');
  const sketch = page.locator('#held-out-sketch');
  await sketch.locator('canvas').focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await sketch.getByRole('button', { name: 'Show what happened' }).click();
  await expect(sketch.locator('held-out-sketch > p').first()).toContainText('It is lowest after 30 updates');
  const own = page.locator('#own-cures');
  await own.scrollIntoViewIfNeeded();
  await expect(own).toContainText('Play a track to its end');
  await expect(own.locator('tbody tr').first()).toHaveText(/^as it is · recorded/);
  await page.getByRole('link', { name: 'more points, a little L2, a little dropout, and patience' }).click();
  await page.locator('#time-bar').getByRole('button', { name: 'Play', exact: true }).click();
  await expect(own.getByRole('link', { name: 'dropout=0.2,examples=400,l2=0.01,patience=10' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(own.locator('tbody a')).toHaveCount(3);
  await expect(own.locator('own-cures > p').first()).toContainText('A seed or two may be luck');
  await page.reload();
  await own.scrollIntoViewIfNeeded();
  await expect(own.locator('tbody a')).toHaveCount(3);
});

test('lesson 1: the graph says what each op writes, after the guess; straightened, the table is copied', async ({
  page,
}) => {
  await page.goto('/lessons/tensors/#trace');
  const node = (path: string) => page.locator(`#graph-view .graph-node[data-path="${path}"]`);
  await page.locator('#graph-view').scrollIntoViewIfNeeded();
  await expect(node('transpose')).toContainText('transpose transpose');
  await page.locator('#predict-trace input').fill('1');
  await page.locator('#predict-trace').getByRole('button', { name: 'Check' }).click();
  await expect(page.locator('#predict-trace [data-part="answer"]')).toHaveText('Right: 1.');
  await expect(node('transpose')).toContainText('copies nothing');
  await expect(node('linear')).toContainText('writes 200');
  await page.locator('#trace .knob').getByText('yes', { exact: true }).click();
  await expect(node('contiguous')).toContainText('copies 800');
});

test('lesson 2: down a stretched axis the place stays; sixteen arrows add up to what the step recorded', async ({
  page,
}) => {
  await page.goto('/lessons/broadcasting/#zero');
  const walk = page.locator('#walk-zero');
  await expect(walk.locator('[data-part="formula"]')).toHaveText('place(2, 1) = 0 + 2·0 + 1·1 = 1, and there stands 2');
  await walk.locator('[role="gridcell"]').focus();
  await page.keyboard.press('ArrowDown');
  await expect(walk.locator('[data-part="formula"]')).toHaveText('place(3, 1) = 0 + 3·0 + 1·1 = 1, and there stands 2');
  await walk.getByRole('button', { name: 'a column, four times' }).click();
  await expect(walk.locator('[data-part="formula"]')).toContainText('1·0');
  const listeners = page.locator('#bias-listeners');
  await listeners.scrollIntoViewIfNeeded();
  await expect(listeners).toContainText('The total waits');
  await page.locator('#predict-back').getByRole('button', { name: 'Show me' }).click();
  const told = (await listeners.locator('.listeners-told').textContent()) ?? '';
  const [, now, total] = /16 of 16 have arrived: (\S+)\. The step recorded (\S+)\.$/.exec(told) ?? [];
  expect(now).toBe(total);
});

test('lesson 4: relative errors wait for the verdict', async ({ page }) => {
  await page.goto('/lessons/derivatives/#relative');
  const first = page.locator('#relative-pairs tbody tr').first();
  await expect(first.locator('td').last()).toHaveText('?');
  await page.locator('#predict-relative').getByText('fine', { exact: true }).click();
  await page.locator('#predict-relative').getByRole('button', { name: 'Check' }).click();
  await expect(page.locator('#predict-relative [data-part="answer"]')).toHaveText('You said fine. It is: wrong.');
  await expect(first.locator('td').last()).toHaveText('0.50 · ?');
  await page.locator('#relative-pairs input').press('ArrowRight');
  await expect(first.locator('td').last()).toHaveText('0.50 · wrong');
});

test('lesson 6: a table of the reader’s is cooked in the page, and nothing of it is sent anywhere', async ({
  page,
}) => {
  await page.goto('/lessons/preparing-data/#yours');
  const bench = page.locator('#own-bench');
  await bench.scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  const rows = Array.from({ length: 60 }, (_, i) => `${i},${i % 2 ? 'secretnorth' : 'secretsouth'},${3 * i + 7}`);
  const buffer = Buffer.from(`secretsize,secretside,secretprice\n${rows.join('\n')}\n`);
  await bench.locator('input[type="file"]').setInputFiles({ name: 'secretfile.csv', mimeType: 'text/csv', buffer });
  await expect(bench).toContainText('60');
  await expect(bench).toContainText('secretprice');
  await page.waitForTimeout(1000);
  expect(sent.filter((request) => !request.startsWith('GET ') || request.includes('secret'))).toEqual([]);
});
