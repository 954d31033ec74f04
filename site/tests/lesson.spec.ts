// The figures inside one training step, on the lesson page: what they show before anything is pressed, the walk through the ops by
// keyboard, terms that light their cells, numbers that agree wherever they stand, and the sum behind one pixel.

import type { Locator, Page } from '@playwright/test';
import { complaintsOf } from './accessibility.ts';
import { expect, test } from './awake.ts';
import { refuseConsoleErrors } from './consoleErrors.ts';

const lesson = '/lessons/cnn-reads-digits/';
/** A live step comes well within this, even on a busy machine with two cores. */
const patience = 60_000;
const forwards = ['conv1', 'relu1', 'pool1', 'conv2', 'relu2', 'pool2', 'flatten', 'linear', 'crossEntropy'];

refuseConsoleErrors();

test.beforeEach(async ({ page }) => {
  await page.goto(lesson);
});

/** Scroll to a figure and wait until it has drawn: its caption is made from what it draws. */
async function figure(page: Page, id: string): Promise<Locator> {
  const found = page.locator(`#${id}`);
  await found.scrollIntoViewIfNeeded();
  await expect(found.locator('[data-caption]')).toContainText(/\d/);
  return found;
}

/** `−0.02638` → -0.02638 */
const read = (text: string | null): number => Number((text ?? '').replace('−', '-').replaceAll(/[()]/g, '').trim());

const slotText = (equation: Locator, name: string): Promise<string | null> =>
  equation.locator(`.katex-html [data-slot="${name}"] .text`).first().textContent();

/** How many different colours a canvas shows; one is an empty sheet. */
const colorsOf = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
    const seen = new Set<number>();
    for (let at = 0; at < data.length; at += 4) seen.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    return seen.size;
  });

const pictureOf = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());

test('begins with what stands near, and has the whole page where the reader moves or asks for a place', async ({
  page,
}) => {
  const root = page.locator('html');
  const last = page.locator('.section').last();
  const isLaidOut = (): Promise<boolean> =>
    last.evaluate((it) => it.firstElementChild!.checkVisibility({ contentVisibilityAuto: true }));
  await expect(root).toHaveAttribute('data-arriving', '');
  expect(await isLaidOut()).toBe(false);
  await page.mouse.wheel(0, 40);
  await expect(root).not.toHaveAttribute('data-arriving', '');
  expect(await isLaidOut()).toBe(true);

  const id = await last.getAttribute('id');
  for (const come of [() => page.reload(), () => page.goto('about:blank').then(() => page.goto(`${lesson}#${id}`))]) {
    await come();
    await expect(root).not.toHaveAttribute('data-arriving', '');
    expect(await isLaidOut()).toBe(true);
  }
  await expect(last).toBeInViewport();
});

test('lays nothing out while a pointer is pressed, for a hand may be drawing', async ({ page }) => {
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-arriving', '');
  await page.mouse.move(640, 200);
  await page.mouse.down();
  await page.waitForTimeout(1500); // an idle callback comes within a second
  expect(await page.locator('.section[data-laid-out]').count()).toBe(0);
  await page.mouse.up();
  await expect(root).not.toHaveAttribute('data-arriving', '');
});

test('draws a real recorded step before anything is pressed', async ({ page }) => {
  for (const id of ['feature-maps', 'conv-lens', 'backward-stepper']) {
    const shown = await figure(page, id);
    await expect(shown.locator('[data-badge]')).toHaveText('recorded');
    await expect(shown.locator('[data-caption]')).toContainText(id === 'conv-lens' ? 'Filter 0' : 'Step 40');
    for (const canvas of await shown.locator('canvas:visible').all()) {
      await expect.poll(() => colorsOf(canvas)).toBeGreaterThan(id === 'feature-maps' ? 20 : 3);
    }
  }
  for (const name of ['convolution', 'softmax', 'cross-entropy', 'gradient-descent']) {
    const equation = await figure(page, `equation-${name}`);
    await expect(equation.locator('[data-depth-view="numbers"]:visible')).toHaveCount(1);
    await expect(equation.locator('[data-depth-view="numbers"]:visible')).not.toContainText('slot');
  }
  expect(page.workers()).toHaveLength(0);
});

test('walks back through all nine ops by keyboard, each with its own numbers', async ({ page }) => {
  const stepper = await figure(page, 'backward-stepper');
  await stepper.locator('[aria-current="step"]').focus();
  const pictures = new Set<string>();
  for (const [at, op] of forwards.toReversed().entries()) {
    await expect(stepper.locator('.stepper-position')).toContainText(`op ${at + 1} of 9, backwards: ${op} (`);
    await expect(stepper.locator('[data-caption]')).toContainText(`backwards: ${op} (`);
    await expect(stepper.locator('[aria-current="step"]')).toBeFocused();
    const drawn = await Promise.all((await stepper.locator('.stepper-panel canvas:visible').all()).map(pictureOf));
    pictures.add(drawn.join());
    await page.keyboard.press('ArrowLeft');
  }
  expect(pictures.size).toBe(9);
  await page.keyboard.press('Home');
  await expect(stepper.locator('.stepper-position')).toContainText('op 1 of 9, forwards: conv1');
  await page.keyboard.press('End');
  await expect(stepper.locator('.stepper-position')).toContainText('op 3 of 3, update: linear');
});

test('the buttons make the same walk: forwards, back, and the update', async ({ page }) => {
  const stepper = await figure(page, 'backward-stepper');
  const next = stepper.getByRole('button', { name: 'Next op' });
  const said: string[] = [];
  await stepper.getByRole('button', { name: 'forwards' }).click();
  await stepper.locator('.stepper-chain button').first().click();
  await expect(stepper.locator('.stepper-position')).toContainText('op 1 of 9, forwards');
  for (let step = 0; step < 21; step++) {
    await expect(stepper.locator('.stepper-position')).not.toHaveText(said.at(-1) ?? '');
    said.push((await stepper.locator('.stepper-position').textContent()) ?? '');
    await expect(next).toHaveAttribute('aria-disabled', String(step === 20));
    if (step < 20) await next.click();
  }
  expect(new Set(said).size).toBe(21);
});

test('pointing at p in an equation lights the bars and every p, and lets go again', async ({ page }) => {
  const equation = await figure(page, 'equation-softmax');
  const p = equation.locator('[data-depth-view="symbols"] .katex-html [data-sym="p"]');
  await p.hover();
  await expect(p).toHaveClass(/is-lit/);
  await expect(equation.locator('[data-depth-view="numbers"] .katex-html [data-sym="p"]')).toHaveClass(/is-lit/);
  await page.locator('class-probabilities').scrollIntoViewIfNeeded();
  await p.hover();
  await expect(page.locator('class-probabilities')).toHaveAttribute('data-term', 'p');
  await page.mouse.move(2, 2);
  await expect(p).not.toHaveClass(/is-lit/);
});

test('terms are one tab stop with spoken names; arrows move along them and light the cells', async ({ page }) => {
  const equation = await figure(page, 'equation-convolution');
  const terms = equation.locator('.linked-terms button');
  await expect(terms.and(page.locator('[tabindex="0"]'))).toHaveCount(1);
  await terms.first().focus();
  await expect(terms.first()).toHaveAccessibleName('a pixel under the window');
  await expect(page.locator('#conv-lens [data-part="window"]').first()).toHaveClass(/is-lit/);
  await page.keyboard.press('ArrowRight');
  await expect(terms.nth(1)).toBeFocused();
  await expect(page.locator('#conv-lens [data-part="kernel"]')).toHaveClass(/is-lit/);
  await expect(page.locator('#conv-lens [data-part="window"]').first()).not.toHaveClass(/is-lit/);
});

test('the same number stands in the equation, its MathML, its terms and the table', async ({ page }) => {
  const equation = await figure(page, 'equation-softmax');
  const p = await slotText(equation, 'p');
  expect(read(p)).toBeGreaterThan(0);
  const math = equation.locator('[data-depth-view="numbers"] .katex-mathml mtext').first();
  await expect(math).toHaveText(p!);
  await equation.getByRole('button', { name: 'term by term' }).click();
  await expect(equation.locator('.linked-rows .is-here [data-sym="p"]')).toHaveText(p!);
  const label = read(/class (\d)/.exec((await equation.locator('[data-caption]').textContent()) ?? '')?.[1] ?? null);

  const bars = await figure(page, 'class-probabilities');
  await bars.getByRole('button', { name: 'Table' }).click();
  const row = bars.locator('[data-table] tbody tr').nth(label);
  await expect(row).toBeVisible();
  const cells = await row.locator('td, th').allTextContents();
  expect(cells.map(read)[0]).toBe(label);
  expect(Math.abs(read(cells[2]!) - read(p))).toBeLessThan(1e-4);
});

test('nine products and the bias add up to the recorded output, wherever the pixel is moved', async ({ page }) => {
  const lens = await figure(page, 'conv-lens');
  const table = lens.getByRole('button', { name: 'Table' });
  const outputs = new Set<number>();
  for (const moves of [[], ['ArrowDown', 'ArrowRight'], ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp']]) {
    await lens.locator('.lens-maps [role="gridcell"]').last().focus();
    for (const key of moves) await page.keyboard.press(key);
    const place = await lens.locator('.lens-maps .tensor-readout').last().textContent();
    await table.click();
    const rows = lens.locator('[data-table] tbody tr');
    await expect(rows).toHaveCount(11);
    const texts = await Promise.all((await rows.all()).map((row) => row.locator('td').allTextContents()));
    const products = texts.slice(0, 9).map((cells) => read(cells[3]!));
    const [bias, output] = texts.slice(9).map((cells) => read(cells[1]!)) as [number, number];
    expect(Math.abs(products.reduce((sum, product) => sum + product, bias) - output)).toBeLessThan(2e-6);
    expect(place).toContain(' ');
    outputs.add(output);
    await table.click();
    await expect(lens.locator('.lens-sum')).toBeVisible();
    const equation = page.locator('#equation-convolution');
    expect(Math.abs(read(await slotText(equation, 'out')) - output)).toBeLessThan(1e-3);
  }
  expect(outputs.size).toBe(3);
});

test('backwards the lens says what the pixel adds, and that the kernel’s gradient is a sum over all pixels and images', async ({
  page,
}) => {
  const lens = await figure(page, 'conv-lens');
  await lens.getByRole('button', { name: 'backwards' }).click();
  await expect(lens.locator('[data-part="total"] td')).toHaveCount(9);
  await expect(lens.locator('[data-caption]')).toContainText('every pixel of 32 images');
  await expect(lens.locator('.lens-sum')).toContainText('Nobody asks for the gradient of the image');
});

test('a chosen weight is the one whose step the gradient-descent equation shows', async ({ page }) => {
  const stepper = await figure(page, 'backward-stepper');
  await stepper.locator('.stepper-chain button').nth(3).click();
  await expect(stepper.locator('.stepper-position')).toContainText('conv2');
  const weights = stepper.locator('.stepper-left .tensor').nth(1);
  await weights.locator('[role="gridcell"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const equation = page.locator('#equation-gradient-descent');
  await equation.scrollIntoViewIfNeeded();
  await expect(equation.locator('[data-caption]')).toContainText('conv2.weight[0, 0, 0, 1]');
  const gradient = read(await slotText(equation, 'grad'));
  const label = await weights.locator('[role="gridcell"]').getAttribute('aria-label');
  expect(Math.abs(read(label?.split(': ').at(-1) ?? null) - gradient)).toBeLessThan(1e-5);
});

test('the code is that of the op stood at, and of its kernels', async ({ page }) => {
  await page.goto('/runs/digits-cnn/');
  const stepper = await figure(page, 'backward-stepper');
  await stepper.locator('.stepper-chain button', { hasText: 'pool2' }).first().click();
  await expect(stepper.locator('.stepper-position')).toContainText('pool2');
  const code = await figure(page, 'code-and-kernel');
  await expect(code.getByRole('tabpanel')).toContainText('framework/ops/pool/maxPool2d.ts');
  await expect(code.getByRole('tabpanel')).toContainText('export const maxPool2d');
  await code.getByRole('tab', { selected: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(code.getByRole('tabpanel')).toContainText('framework/kernels/reference/maxPool2d.ts');
  await expect(code.getByRole('tab', { selected: true })).toBeFocused();
});

test('values and gradients of the same maps are drawn differently, and a map is found by arrow keys', async ({
  page,
}) => {
  const maps = await figure(page, 'feature-maps');
  const picture = maps.locator('.maps-grid canvas');
  const values = await pictureOf(picture);
  await maps.getByRole('button', { name: 'gradients' }).click();
  await expect.poll(() => pictureOf(picture)).not.toBe(values);
  const cursor = maps.locator('.maps-cursor');
  await cursor.focus();
  await page.keyboard.press('ArrowRight');
  await expect(cursor).toHaveAccessibleName(/^conv1, map 1,/);
  await page.keyboard.press('ArrowUp');
  await expect(cursor).toHaveAccessibleName(/^conv1, filter 1,/);
  await page.keyboard.press('Enter');
  await expect(maps.locator('[data-caption]')).toContainText('conv1, filter 1');
});

test('live steps change the numbers, and equation and time bar agree', async ({ page }) => {
  await page.locator('time-bar [data-part="forward"]').first().click();
  await expect(page.locator('training-run').first()).toHaveAttribute('data-source', 'live', { timeout: patience });
  const equation = page.locator('#equation-cross-entropy');
  await equation.scrollIntoViewIfNeeded();
  await expect(equation.locator('[data-badge]')).toHaveText('live', { timeout: patience });
  await expect(equation.locator('[data-caption]')).not.toContainText('step 40.', { timeout: patience });
  const said = (await page.locator('time-bar [data-part="scrub"]').first().getAttribute('aria-valuetext')) ?? '';
  expect(read(await slotText(equation, 'loss'))).toBeCloseTo(read(/loss (\S+)$/.exec(said)?.[1] ?? null), 2);
  const maps = await figure(page, 'feature-maps');
  await expect(maps.locator('[data-badge]')).toHaveText('live');
  await expect(maps.locator('[data-caption]')).not.toContainText('Step 40,');
});

test('is accessible in its other states, too', async ({ page }) => {
  const maps = await figure(page, 'feature-maps');
  await maps.getByRole('button', { name: 'gradients' }).click();
  const lens = await figure(page, 'conv-lens');
  await lens.getByRole('button', { name: 'backwards' }).click();
  const stepper = await figure(page, 'backward-stepper');
  await stepper.getByRole('button', { name: 'Table' }).click();
  await expect(stepper.locator('[data-table] tbody tr')).toHaveCount(21);
  const equation = await figure(page, 'equation-cross-entropy');
  await equation.getByRole('button', { name: 'term by term' }).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const within = ['#feature-maps', '#conv-lens', '#backward-stepper', '#equation-cross-entropy'];
    expect(await complaintsOf(page, { within })).toEqual([]);
  }
});

test('Tab goes through each figure and out again', async ({ page }) => {
  for (const id of ['feature-maps', 'conv-lens', 'backward-stepper']) {
    const shown = await figure(page, id);
    await shown.locator('button:visible').first().focus();
    let stops = 0;
    const inside = (): Promise<boolean> => shown.evaluate((element) => element.contains(document.activeElement));
    while ((await inside()) && stops < 30) {
      await page.keyboard.press('Tab');
      stops++;
    }
    expect(stops, id).toBeGreaterThan(2);
    expect(stops, id).toBeLessThan(16);
  }
});

test('nothing moves where motion is unwanted', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const stepper = await figure(page, 'backward-stepper');
  await stepper.getByRole('button', { name: 'Next op' }).click();
  await expect(stepper.locator('.stepper-position')).toContainText('linear');
  const running = await page.evaluate(
    () =>
      document
        .getAnimations()
        .filter(
          (animation) =>
            animation.playState === 'running' && Number(animation.effect?.getComputedTiming().duration) > 0,
        ).length,
  );
  expect(running).toBe(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a tap on a term lights it, a tap on a map enlarges it, and nothing is wider than the page', async ({
    page,
  }) => {
    const maps = await figure(page, 'feature-maps');
    const picture = maps.locator('.maps-grid canvas');
    const before = await maps.locator('[data-caption]').textContent();
    const box = (await picture.boundingBox())!;
    await picture.tap({ position: { x: box.width * 0.9, y: 30 } });
    await expect(maps.locator('[data-caption]')).not.toHaveText(before ?? '');
    await expect(maps.locator('[data-caption]')).toContainText('filter 7');
    const equation = await figure(page, 'equation-softmax');
    const z = equation.locator('.linked-terms button').first();
    await z.tap();
    await expect(z).toHaveClass(/is-lit/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
