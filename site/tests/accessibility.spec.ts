// That the look for complaints finds what is there: a page of faults, each told once, in its theme, where one looks.

import { complaintsOf } from './accessibility.ts';
import { expect, test } from './awake.ts';

const faults = `<!doctype html><html lang="en"><head><title>Faults</title><style>
  body { color: #000; background: #fff }
  @media (prefers-color-scheme: dark) { #pale { color: #ddd } }
</style></head><body><main><h1>Faults</h1>
  <p id="pale">black on white, or nearly white on white</p>
  <div id="nameless"><button></button><button></button></div>
</main></body></html>`;

const rulesIn = (complaints: readonly string[]): string[] => complaints.map((line) => line.split(':')[0]!);

test('complaints name rule, count and place; by theme, by place, and by rule', async ({ page }) => {
  await page.setContent(faults);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await complaintsOf(page);
  expect(rulesIn(light)).toEqual(['button-name']);
  expect(light[0]).toMatch(/\(2×, first: \S*button\S* <button><\/button>\)$/);
  expect(await complaintsOf(page, { within: ['h1', '#pale'] })).toEqual([]);
  expect(rulesIn(await complaintsOf(page, { within: ['h1', '#nameless'] }))).toEqual(['button-name']);

  await page.emulateMedia({ colorScheme: 'dark' });
  expect(rulesIn(await complaintsOf(page)).sort()).toEqual(['button-name', 'color-contrast']);
  const colours = await complaintsOf(page, { rules: ['color-contrast', 'link-in-text-block'] });
  expect(rulesIn(colours)).toEqual(['color-contrast']);
});

test('a frame that shows something is complained of: nobody looks into it', async ({ page }) => {
  await page.setContent(faults.replaceAll('<button></button>', '<iframe title="A frame"></iframe>'));
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await complaintsOf(page)).toEqual(['2 frames that axe did not look into']);
});
