// The site in Firefox: home, a lesson that trains, an exercise that is solved. Where no Firefox is installed, the test says so.
// `apt-get install firefox-esr`, or $FIREFOX with a path.

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { demos } from '../../../lessons/05-gradient-descent/demos.ts';
import { workbench } from '../../i18n/en/workbench.ts';
import { houses } from '../../i18n/house.ts';
import { Firefox, findFirefox } from './Firefox.ts';

const slug = 'cross-entropy-gradient';
const solution = readFileSync(new URL(`../../../exercises/${slug}/solution.ts`, import.meta.url), 'utf8');
const ENTER = '\uE007';
const path = findFirefox();
const { first } = houses['en']!.home;

test('Firefox: home plays, a lesson trains and answers, an exercise is solved', async ({ baseURL }) => {
  test.skip(path === undefined, 'no Firefox is installed here');
  test.setTimeout(400_000);
  const firefox = await Firefox.start(path!);
  const text = (selector: string): string => `document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`;
  try {
    await firefox.goto(`${baseURL}/`);
    await firefox.until(`document.querySelectorAll('.first-cell').length === 32`);
    // The minute waits for a guess; then the digits are read in this browser, step after step.
    await firefox.evaluate(`document.querySelector('first-minute').scrollIntoView()`);
    await firefox.evaluate(
      `(() => { const range = document.querySelector('first-minute input[type=range]'); range.value = 3;
        range.dispatchEvent(new Event('input', { bubbles: true })); range.dispatchEvent(new Event('change', { bubbles: true })) })()`,
    );
    await firefox.evaluate(
      `[...document.querySelectorAll('first-minute button')].find((one) => one.textContent.trim() === ${JSON.stringify(first.play)}).click()`,
    );
    await firefox.until(`(${text('#first-batch [data-caption]')}).startsWith('Step 100:')`, 90_000);

    await firefox.until(`document.querySelector('draw-pad .pad-paper')`); // it comes late; left earlier, its loading would be an error

    await firefox.goto(`${baseURL}/lessons/gradient-descent/${demos[0]!.moment}`);
    await firefox.evaluate(`document.querySelector('#predict-cliff').scrollIntoView()`);
    await firefox.click('#predict-cliff input');
    await firefox.type(`0.33${ENTER}`);
    await firefox.until(`(${text('#predict-cliff [role=status]')}).includes('Right: 0.331')`);
    await firefox.evaluate(`document.querySelector('#three track-list').scrollIntoView()`);
    await firefox.until(`document.querySelectorAll('#three track-list li').length === 3`);
    await firefox.until(`document.querySelectorAll('#three track-list [data-part="said"]').length > 0`);

    await firefox.goto(`${baseURL}/exercises/${slug}/`);
    await firefox.until(`document.querySelector('exercise-workbench [data-part="status"]')`);
    await firefox.evaluate(
      `(() => { const bench = document.querySelector('exercise-workbench'); bench.scrollIntoView(); })()`,
    );
    const button = (name: string): string =>
      `[...document.querySelectorAll('exercise-workbench button')].find((one) => one.textContent.trim() === ${JSON.stringify(name)})`;
    // The bar stands in the page hidden, and is shown by the program that hears its buttons.
    await firefox.until(`document.querySelector('exercise-workbench [data-part="bar"]').hidden === false`);
    await firefox.evaluate(
      `(() => { const plain = ${button(workbench.plainEditor)}; if (plain.getAttribute('aria-pressed') !== 'true') plain.click() })()`,
    );
    const field = `document.querySelector('exercise-workbench [data-part="textarea"]')`;
    await firefox.until(`${field}.getClientRects().length > 0`);
    await firefox.evaluate(
      `(() => { ${field}.value = ${JSON.stringify(solution)}; ${field}.dispatchEvent(new Event('input', { bubbles: true })) })()`,
    );
    await firefox.evaluate(`${button(workbench.run)}.click()`);
    await firefox.until(`document.querySelector('.verdict-headline')`, 120_000);
    await firefox.until(`(${text('exercise-workbench [data-part="status"]')}).includes('points')`);
    const said = await firefox.evaluate(text('exercise-workbench [data-part="status"]'));
    expect(said).toContain('All 10 points.');
    // A request that was under way when its page was left is one that the service worker could not answer, to Firefox; it has no address.
    expect(firefox.errors.filter((error) => !error.startsWith('Failed to load ‘’. A ServiceWorker'))).toEqual([]);
  } finally {
    await firefox.close();
  }
});
