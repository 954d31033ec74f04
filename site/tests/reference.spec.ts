// The reference as a reader gets it: search by our names and PyTorch's, by keyboard and on a phone, the list without a script, and a
// matrix that says what the table of ops says.

import type { Page } from '@playwright/test';
import { opList } from '#framework';
import { awaiting, expect, test } from './awake.ts';

const field = (page: Page) => page.getByRole('searchbox');
const results = (page: Page) => page.locator('.reference-results a');
const count = (page: Page) => page.locator('reference-search [role="status"]');

test('PyTorch names lead to ours, and Enter opens the best', async ({ page }) => {
  await page.goto('/reference/');
  await field(page).fill('F.cross_entropy');
  await expect(results(page).first()).toContainText('crossEntropy');
  await field(page).press('Enter');
  await expect(page).toHaveURL(/\/reference\/ops\/loss\/#crossEntropy$/);
  await expect(page.locator('#crossEntropy')).toBeInViewport();
});

test('the search works by keyboard alone', async ({ page }) => {
  await page.goto('/reference/nn/');
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('adam');
  await expect(count(page)).toHaveText(/^\d+ results/);
  await expect(results(page).first()).toContainText('Adam');
  await page.keyboard.press('ArrowDown');
  await expect(results(page).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(results(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('/');
  await expect(field(page)).toHaveValue('adam/');
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('');
  await expect(results(page)).toHaveCount(0);
  await expect(count(page)).toHaveText('');
});

test('a search without result says so and gives a hint', async ({ page }) => {
  await page.goto('/reference/');
  await field(page).fill('transmogrify');
  await expect(count(page)).toContainText('Nothing is called “transmogrify”');
  await expect(results(page)).toHaveCount(0);
  await field(page).fill('rms_norm');
  await expect(results(page).first()).toContainText('rmsNorm');
});

test('a list that cannot be loaded is said, and the next key tries again', async ({ page }) => {
  await page.route('**/search.json', (route) => route.abort());
  await page.goto('/reference/');
  await field(page).fill('rel');
  await expect(count(page)).toContainText('could not be loaded');
  await page.unroute('**/search.json');
  await field(page).press('u');
  await expect(results(page).first()).toContainText('relu');
});

test('on a phone a result can be tapped', async ({ browser }) => {
  const page = awaiting(
    await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }),
  );
  await page.goto('/reference/');
  await field(page).fill('nn.Linear');
  await results(page).first().tap();
  await expect(page).toHaveURL(/\/reference\/nn\/#Linear$/);
  await page.close();
});

test('without a script every name is there to follow', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto('/reference/');
  expect(await page.locator('.name-list a').count()).toBeGreaterThan(200);
  await page.getByRole('link', { name: 'softmax', exact: true }).click();
  await expect(page.locator('#softmax')).toBeInViewport();
  await page.close();
});

test('the card of an op shows its equations, its loops and its source', async ({ page }) => {
  await page.goto('/reference/ops/unary/#relu');
  const card = page.getByRole('article', { name: 'relu', exact: true });
  await expect(card.locator('.katex')).toHaveCount(2);
  await expect(card).toContainText('x.relu()');
  await expect(card.getByRole('link', { name: 'map', exact: true })).toHaveAttribute(
    'href',
    '/source/kernels/reference/map/',
  );
  await card.getByRole('link', { name: 'Read ops/unary/relu.ts' }).click();
  await expect(page).toHaveURL(/\/source\/ops\/unary\/relu\/#L\d+$/);
});

test('every link inside the reference leads somewhere', async ({ page, request }) => {
  await page.goto('/reference/');
  const pages = await page
    .locator('.reference-room h2 a, .reference-room h3 a')
    .evaluateAll((links) => links.map((link) => (link.getAttribute('href') ?? '').replace(/#.*/, '')));
  expect(pages.length).toBeGreaterThan(10);
  const targets = new Map<string, Set<string>>();
  const ids = new Map<string, Set<string>>();
  for (const path of ['/reference/', '/reference/matrix/', ...new Set(pages)]) {
    const html = await (await request.get(path)).text();
    ids.set(path, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? '')));
    for (const [, href = ''] of html.matchAll(/href="(\/reference\/[^"]*)"/g)) {
      const [to = '', id = ''] = href.split('#');
      targets.set(to, (targets.get(to) ?? new Set()).add(id));
    }
  }
  const broken = [...targets].flatMap(([to, wanted]) =>
    [...wanted].filter((id) => !ids.has(to) || (id !== '' && !ids.get(to)?.has(id))).map((id) => `${to}#${id}`),
  );
  expect(broken).toEqual([]);
});

test('the matrix has a row for every op, and its derivative column says what the definition says', async ({ page }) => {
  await page.goto('/reference/matrix/');
  const rows = await page.locator('tr[data-op]').evaluateAll((found) =>
    found.map((row) => ({
      op: row.getAttribute('data-op') ?? '',
      cells: [...row.children].map((cell) => cell.textContent?.trim() ?? ''),
    })),
  );
  expect(rows.map(({ op }) => op).sort()).toEqual(Object.keys(opList).sort());
  for (const { op, cells } of rows) {
    const { definition } = opList[op as keyof typeof opList];
    expect(cells[0], op).toBe(op);
    if (definition.backward !== null) expect(cells[2], op).toBe('own rule');
    else expect(['its parts', 'none'], op).toContain(cells[2]);
    expect(cells[7], op).toMatch(definition.kernels.length === 0 ? /^no loop$/ : /^\d+ of \d+$/);
  }
});

test('on a phone the matrix scrolls in its own place and keeps its first column', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/reference/matrix/');
  const name = page.locator('tr[data-op="matmul"] th');
  const before = await name.boundingBox();
  await page.locator('.matrix-scroll').evaluate((region) => region.scrollTo(300, 0));
  const after = await name.boundingBox();
  expect(after?.x).toBe(before?.x);
  expect(await page.locator('.matrix-scroll').evaluate((region) => region.scrollLeft)).toBeGreaterThan(100);
});
