// The lab as a reader has it: a starter runs and is stepped through backwards; an error stands at its line; a loop that never ends is ended; a
// run of one's own goes back in time; a program travels in a link, and does not run by itself.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { lab as words } from '../i18n/en/lab.ts';
import type { PlayerState } from '../player/Player.ts';
import { complaintsOf } from './accessibility.ts';
import { expect, test } from './awake.ts';

test.describe.configure({ timeout: 240_000 });
const patience = 90_000;

const write = async (page: Page, code: string): Promise<void> => {
  await page.locator('.cm-content').fill(code);
};
const run = (page: Page): Promise<void> => page.locator('[data-part="run"]').click();
const ends = (page: Page, status: string): Promise<void> =>
  expect(page.locator('chalk-lab')).toHaveAttribute('data-status', status, { timeout: patience });

/** Where the stage stands. */
const look = (page: Page): Promise<{ step: number; loss: number; total: number; status: string }> =>
  page.evaluate(async () => {
    const run = document.querySelector('training-run') as unknown as { ready: Promise<{ state: PlayerState }> };
    const { trace, totalSteps, status, target } = (await run.ready).state;
    return {
      step: trace?.step ?? -1,
      loss: trace?.loss ?? Number.NaN,
      total: totalSteps,
      status: target === null ? status : 'on its way',
    };
  });

async function arrive(page: Page, step: number): Promise<number> {
  await expect
    .poll(async () => (({ step: at, status }) => [at, status])(await look(page)), { timeout: patience })
    .toEqual([step, 'paused']);
  return (await look(page)).loss;
}

test('a program runs, is stepped through backwards, fails at its line, and is ended when it hangs', async ({
  page,
}) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto('/lab/');
  await expect(page.locator('.cm-content')).toContainText('logSumExp');
  // Nothing runs by itself, and the answer waits for a guess.
  await expect(page.locator('iframe')).toHaveCount(0);
  await run(page);
  await ends(page, 'done');
  const printed = page.locator('[data-part="printed"]');
  await expect(printed).toHaveText(words.predict.waiting);
  await page.getByLabel(words.predict.label).fill('softmax twice');
  await page.getByRole('button', { name: words.predict.show }).click();
  await expect(printed).toContainText(/\[0\.6652.*, 0\.2447.*, 0\.0900.*\] \[0\.6652/);

  // Its one op, backwards and forwards.
  const stepper = page.locator('backward-stepper');
  await expect(stepper.locator('.stepper-position')).toContainText('logSumExp');
  await expect(stepper.locator('.stepper-formulas .katex').first()).toBeVisible();
  await stepper.getByRole('button', { name: 'forwards', exact: true }).click();
  await expect(stepper.locator('.stepper-position')).toContainText('forwards');
  expect(await complaintsOf(page)).toEqual([]);

  // The numbers as a file.
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-take="step"]').click()]);
  expect(readFileSync(await file.path(), 'utf8')).toMatch(
    /^step,part,op,tensor,name,index,value\r\n0,forward,logSumExp,input0,z,0,2\r\n/,
  );
  const [picture] = await Promise.all([page.waitForEvent('download'), page.locator('[data-take="svg"]').click()]);
  expect(readFileSync(await picture.path(), 'utf8')).toMatch(/^<svg .*logSumExp.*<\/svg>$/s);

  // Steps: a loop, its losses over its rates, and back.
  await page.goto('/lab/#s=rate-finder');
  await expect(page.locator('.cm-content')).toContainText('rule.lr');
  await run(page);
  await ends(page, 'done');
  await expect(page.locator('figure#rate-curve canvas')).toBeVisible();
  const last = await arrive(page, 60);
  await page.locator('time-bar [data-part="back"]').click();
  expect(await arrive(page, 59)).not.toBe(last);
  await page.locator('time-bar [data-part="forward"]').click();
  expect(await arrive(page, 60)).toBe(last);

  // An error, at its line, with the hint.
  await write(page, "import { tensor } from '#framework';\nconst x = tensor([1, 2]);\nx.matmul(softmax(x));\n");
  await run(page);
  await ends(page, 'failed');
  await expect(page.locator('.told-line-text')).toContainText(
    "softmax is not defined. import { softmax } from '#framework';",
  );
  await expect(page.locator('[data-part="status"]')).toContainText('Line 3:');
  await write(page, 'const x = ;\n');
  await run(page);
  await expect(page.locator('.told-line-text')).toBeVisible();
  await write(page, "import x from 'https://example.com/x.js';\n");
  await run(page);
  await expect(page.locator('[data-part="status"]')).toContainText('https://example.com/x.js');

  // No network, no page, no end.
  await write(page, 'console.log(typeof fetch, typeof postMessage, typeof indexedDB, typeof document);\nfor (;;);\n');
  await run(page);
  await ends(page, 'silent');
  await expect(page.locator('iframe')).toHaveCount(0);
  await write(page, 'console.log(typeof fetch, typeof postMessage, typeof indexedDB, typeof document);\n');
  await run(page);
  await ends(page, 'done');
  await expect(printed).toHaveText('undefined undefined undefined undefined');

  // Stop.
  await write(page, 'await new Promise(() => {});\n');
  await run(page);
  await page.locator('[data-part="stop"]').click({ timeout: patience });
  await ends(page, 'stopped');
  expect(complaints).toEqual([]);
});

test('a run of one’s own has a time that goes both ways, forks, and travels in a link', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/lab/#s=own-run');
  await expect(page.locator('.cm-content')).toContainText('defineRun');
  await run(page);
  await ends(page, 'done');
  expect(await arrive(page, 0)).toBeGreaterThan(0.3);
  await page.locator('time-bar [data-part="scrub"]').fill('30');
  const there = await arrive(page, 30);
  await page.locator('time-bar [data-part="scrub"]').fill('3');
  await arrive(page, 3);
  await page.locator('time-bar [data-part="scrub"]').fill('30');
  expect(await arrive(page, 30)).toBe(there);
  await expect(page.locator('net-play canvas').first()).toBeVisible();

  // A fork with another rate, beside it.
  // The form is filled when it is first seen.
  await page.locator('track-panel').scrollIntoViewIfNeeded();
  await expect(page.locator('track-panel [data-part="tracks"] li')).toHaveCount(1, { timeout: patience });
  await page.locator('[data-knob="lr"]').fill('5');
  await page.locator('track-panel [data-part="fork"]').click();
  await expect(page.locator('track-panel [data-part="tracks"] li')).toHaveCount(2, { timeout: patience });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  // The link holds the program; whoever opens it sees it, and nothing runs.
  await page.getByRole('button', { name: words.share }).click();
  await expect(page.locator('[data-part="note"]')).toHaveText(words.link.copied);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator('.cm-content')).toContainText('export default defineRun');
  await expect(other.locator('[data-part="note"]')).toHaveText(words.link.foreign);
  await expect(other.locator('iframe')).toHaveCount(0);
  await other.goto(`${link.slice(0, -9)}${link.slice(-8)}`);
  await expect(other.locator('[data-part="note"]')).toHaveText(words.link.broken);
});
