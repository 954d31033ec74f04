// One exercise of each kind as a reader meets it: the solution passes, a wrong answer is called by its name, in the page as in
// the terminal. The proof of all exercises runs without a browser (exercises/grader/proof); this shows that the page's sandbox,
// its bundle of the framework and its module of the exercise are the same things.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { encodeZip } from '#framework';
import { loadExercise } from '../../exercises/grader/loadExercise.ts';
import { packageOf } from '../../exercises/grader/proof/packageFiles.ts';
import { workbench as words } from '../i18n/en/workbench.ts';
import { newWork, withAttempt } from '../workbench/Work.ts';
import { complaintsOf } from './accessibility.ts';
import { expect, test } from './awake.ts';

test.describe.configure({ timeout: 120_000 });

const kinds: readonly (readonly [kind: string, slug: string, wrong: string])[] = [
  ['a function', 'gradient-step', 'updates-inside-gradient'],
  ['a function that must throw', 'broadcast-shapes', 'stretches-any-axis'],
  ['bytes', 'uniform-bytes', 'vec3-takes-16'],
  ['a class with state', 'adam', 'no-bias-correction'],
  ['framework code', 'linear-layer', 'weight-transposed'],
  ['a spy on the order of events', 'epoch-loop', 'zero-after-backward'],
  ['training', 'spiral-mlp-of-yours', 'one-output'],
];

const read = (slug: string, path: string): string =>
  readFileSync(new URL(`../../exercises/${slug}/${path}`, import.meta.url), 'utf8');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page) => page.locator('[data-part="status"]');

async function run(page: Page, code: string): Promise<void> {
  if ((await button(page, words.plainEditor).getAttribute('aria-pressed')) !== 'true')
    await button(page, words.plainEditor).click();
  await page.locator('[data-part="textarea"]').fill(code);
  await button(page, words.run).click();
  await expect(page.locator('.verdict-headline')).toBeVisible({ timeout: 60_000 });
}

for (const [kind, slug, wrong] of kinds)
  test(`${kind}: ${slug}`, async ({ page }) => {
    const { words: said } = await loadExercise(slug);
    await page.goto(`/exercises/${slug}/`);
    await expect(page.locator('[data-part="after"]')).toBeHidden();
    await run(page, read(slug, `wrong/${wrong}.ts`));
    await expect(page.locator('.verdict-name')).toHaveText(said.en.diagnoses[wrong]!.title);
    await run(page, read(slug, 'solution.ts'));
    await expect(status(page)).toHaveText('All 10 points.');
    await expect(page.locator('[data-part="after"]')).toBeVisible();
  });

test('a shader: wgsl-sum is judged without a card, with thread and line, and timed on the one that is there', async ({
  page,
}) => {
  const { words: said } = await loadExercise('wgsl-sum');
  await page.goto('/exercises/wgsl-sum/');
  await expect(page.locator('[data-part="textarea"]')).toHaveValue(/^struct Sizes/);
  await run(page, read('wgsl-sum', 'wrong/missing-barrier.ts'));
  await expect(page.locator('.verdict-name')).toHaveText(said.en.diagnoses['missing-barrier']!.title);
  await expect(page.locator('[data-part="details"]')).toContainText(
    /Thread 0 reads part\[1\] in line \d+, thread 1 overwrites it/,
  );
  await run(page, '@compute @workgroup_size(64)\nfn main() {\n  let x = 1 +;\n}');
  await expect(status(page)).toContainText('Line 3, column 14');
  await run(page, read('wgsl-sum', 'solution.ts'));
  await expect(status(page)).toHaveText('All 10 points.');
  await button(page, words.device.run).click();
  await expect(page.locator('[data-part="device-status"]')).toContainText('The same numbers as ours', {
    timeout: 60_000,
  });
  await expect(page.locator('.device-times tbody tr')).toHaveCount(3);
});

test('a package: capstone is assembled from accepted answers and opened from an archive', async ({ page }) => {
  const { words: said } = await loadExercise('capstone');
  const filesOf = (path: string) => packageOf(new URL(`../../exercises/capstone/${path}`, import.meta.url));
  const kept = [...filesOf('wrong/layer-never-moves.ts')].map(([slug, code]) => [
    `chalkgrad.exercise.${slug}`,
    JSON.stringify(withAttempt(newWork(code, 1), { at: 1, code, score: 10, max: 10 })),
  ]);
  await page.addInitScript((entries) => {
    for (const [key, text] of entries) localStorage.setItem(key!, text!);
  }, kept);
  await page.goto('/exercises/capstone/');
  await button(page, words.package.assemble).click();
  await expect(page.locator('[data-part="assembled"]')).toContainText('All 8 parts');
  await button(page, words.run).click();
  await expect(page.locator('.verdict-name')).toHaveText(said.en.diagnoses['layer-never-moves']!.title, {
    timeout: 60_000,
  });
  const members = [...filesOf('solution.ts')].map(([slug, text]) => [`my-chalkgrad/src/${slug}.ts`, new TextEncoder().encode(text)] as const); // biome-ignore format: one line reads better
  await page.locator('[data-part="archive"]').setInputFiles({
    name: 'my-chalkgrad.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(await encodeZip(new Map(members))),
  });
  await expect(page.locator('[data-part="assembled"]')).toContainText('All 8 parts');
  await button(page, words.run).click();
  await expect(status(page)).toHaveText('All 10 points.', { timeout: 60_000 });
});

test('a test to write: kill-the-backwards names what got through', async ({ page }) => {
  const { words: said } = await loadExercise('kill-the-backwards');
  await page.goto('/exercises/kill-the-backwards/');
  await run(page, read('kill-the-backwards', 'solution.ts').replace('0.5 + random()', '1'));
  await expect(page.locator('.verdict-name')).toHaveText(said.en.diagnoses['upstream-dropped']!.title);
  await run(page, read('kill-the-backwards', 'solution.ts'));
  await expect(status(page)).toHaveText('All 10 points.');
});

test('a choice: which-h is answered in a form, which says the same as the code and survives a reload', async ({
  page,
}) => {
  const { words: said } = await loadExercise('which-h');
  await page.goto('/exercises/which-h/');
  const order = page.locator('[data-question="float64"] select');
  for (const [i, h] of ['1e-5', '1e-8', '1e-3', '1e-12', '1e-1'].entries()) await order.nth(i).selectOption(h);
  const choose = (question: string, option: string) =>
    page.locator(`[data-question="${question}"] input[value="${option}"]`).check();
  await choose('float32', '1e-3');
  await choose('forward', 'alike');
  await choose('parabola', 'none');
  await choose('far', '1e-1');
  await button(page, words.run).click();
  await expect(status(page)).toContainText('8 of 10 points', { timeout: 20_000 });
  await expect(page.locator('.verdict-name')).toHaveText(said.en.diagnoses['forward-is-enough']!.title);
  await expect(page.locator('[data-part="details"]')).not.toContainText('worse');
  await page.reload();
  await expect(page.locator('[data-question="far"] input[value="1e-1"]')).toBeChecked();
  await choose('forward', 'worse');
  await button(page, words.run).click();
  await expect(status(page)).toHaveText('All 10 points.', { timeout: 20_000 });
  expect(await complaintsOf(page, { within: ['exercise-workbench'] })).toEqual([]);
});
