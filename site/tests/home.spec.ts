// The first sixty seconds of the site, once through; the map's keys; and the search. What of them can be known without a browser is tested
// beside their modules.

import { fill } from '../i18n/fill.ts';
import { houses } from '../i18n/house.ts';
import { expect, test } from './awake.ts';

const { home, search, map } = houses['en']!;
const { first } = home;

test('a minute on the home page: a guess, a hundred steps, a drawing, and back', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  const right = async (): Promise<number> =>
    Number(/: (\d+) of 32/.exec((await page.locator('#first-batch [data-caption]').textContent()) ?? '')?.[1]);
  // The picture that came with the page is what its words say.
  await expect(page.locator('.first-cell')).toHaveCount(32);
  expect(await page.locator('.first-cell[data-right]').count()).toBe(await right());
  const before = await right();
  const begun = await page.locator('#first-batch [data-caption]').textContent();
  const guess = page.getByRole('slider', { name: fill(first.guessName, { count: 32 }) });
  await guess.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(guess).toHaveAttribute('aria-valuetext', fill(first.guessMark, { guess: 3 }));
  // Play is the next stop, and works by Enter.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: first.play, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  const said = page.locator('first-minute [data-part="result"]');
  await expect(said).toContainText(fill(first.guessed, { guess: 3 }), { timeout: 120_000 });
  await expect(page.locator('#first-batch [data-caption]')).toContainText('Step 100:');
  const late = await right();
  expect(await said.textContent()).toContain(fill(first.result, { right: late, count: 32 }));
  expect(late).toBeGreaterThan(before + 10);
  // The pad has taken the question's place, and reads with the weights of this step.
  await expect(page.locator('draw-pad .pad-weights')).toContainText('100');
  const paper = (await page.locator('draw-pad .pad-paper').boundingBox())!;
  await page.mouse.move(paper.x + paper.width * 0.3, paper.y + paper.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(paper.x + paper.width * 0.7, paper.y + paper.height * 0.2, { steps: 5 });
  await page.mouse.move(paper.x + paper.width * 0.45, paper.y + paper.height * 0.8, { steps: 5 });
  await page.mouse.up();
  await expect(page.locator('[data-part="said"]')).toHaveText(fill(first.askBack, { back: 5 }));
  await page.getByRole('slider', { name: first.slider }).fill('5');
  // Figures draw while they are seen; on a phone the slider stands a screen below.
  await page.locator('#first-batch').scrollIntoViewIfNeeded();
  await expect(page.locator('#first-batch [data-caption]')).toContainText('Step 5:');
  await expect(page.locator('[data-part="said"]')).toContainText('Step 5');
  await page.locator('draw-pad .pad-weights').scrollIntoViewIfNeeded();
  await expect(page.locator('draw-pad .pad-weights')).toHaveText(/step 5$/);
  expect(await right()).toBeLessThan(late);
  // And the first step, worked out in this browser, is the one that came with the page.
  await page.getByRole('slider', { name: first.slider }).fill('0');
  await page.locator('#first-batch').scrollIntoViewIfNeeded();
  await expect(page.locator('#first-batch [data-caption]')).toHaveText(begun!);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let total = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
            if (!entry.hadRecentInput) total += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(total), 300);
      }),
  );
  // The pad takes the question's place, which moves what is below it once (0.055 at 390 px); the page itself, opened, does not move.
  expect(moved).toBeLessThan(0.1);
  // The door opens an exercise in place, and knows what was done when it is solved.
  await page.getByRole('button', { name: home.doors.openHere }).click();
  await expect(page.locator('home-doors exercise-workbench')).toBeVisible();
});

test('the map has one stop, arrows walk along its lines, and T shows the list', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/map/');
  const nodes = page.locator('.map-node');
  await expect(page.locator('.map-node[tabindex="0"]')).toHaveCount(1);
  await expect(page.locator('.map-node[data-here]')).toHaveAttribute('data-lesson', 'how-you-are-graded');
  await nodes.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(nodes.nth(1)).toBeFocused();
  await expect(page.locator('.map-panel')).toContainText('Tensors');
  await expect(page.locator('.map-edges [data-lit="need"]')).toHaveCount(1);
  await page.getByRole('radio', { name: map.paths.short.name }).check();
  await page.goto('/lessons/gradient-descent/');
  await expect(page.getByText(map.leftOut)).toBeVisible();
  await page.goto('/map/');
  await page.locator('.map-node[tabindex="0"]').focus();
  await page.keyboard.press('t');
  await expect(page.getByRole('button', { name: map.asList })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.map-list')).toBeInViewport();
});

test('the search opens by its key, finds a short name, forgives a slip, and leads there', async ({ page }) => {
  await page.goto('/');
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.waitForLoadState('networkidle');
  expect(loaded.filter((path) => path.includes('pagefind') || path.includes('words.json'))).toEqual([]);
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: search.field });
  await expect(field).toBeFocused();
  const links = page.locator('.search-list a');
  await field.fill('backprop');
  await expect(links.first()).toHaveText(/backpropagation/i);
  await expect(page.locator('.search-passage').first()).toBeVisible();
  await field.fill('sofmtax');
  await expect(page.locator('.search-told')).toContainText(/softmax/i);
  await expect(links.first()).toBeVisible();
  // What is known by heart comes first; whoever is among it already stays where they are when the pages arrive.
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/pagefind/fragment/**', (route) => arrived.then(() => route.continue()));
  await field.fill('broadcasting');
  await expect(links.first()).toHaveText('Broadcasting');
  await page.keyboard.press('ArrowDown');
  await expect(links.first()).toBeFocused();
  await expect(page.locator('.search-passage')).toHaveCount(0);
  arrive();
  await expect(page.locator('.search-passage').first()).toBeVisible();
  await expect(links.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/lessons\/broadcasting\/$/);
});
