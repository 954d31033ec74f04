// A run from inside: a moment opened from its address shows the numbers that the framework makes in Node with the same seed, to the last
// printed digit, and a step back and forth shows them again. One run for each kind of network; the players' own tests are in site/player.

import type { Locator, Page } from '@playwright/test';
import { lessonRuns } from '../player/lessonRuns.ts';
import { stepOf } from '../visuals/parts/cells/recordedStep.ts';
import { numeral } from '../visuals/parts/ink.ts';
import { arenaOf } from '../visuals/players/arena.ts';
import { unrolled } from '../visuals/sequences/unrolled.ts';
import { expect, test } from './awake.ts';
import { refuseConsoleErrors } from './consoleErrors.ts';
import { digestsInNode, digestsInPage } from './digests.ts';

const patience = 60_000;
const STEP = 3;

test.describe.configure({ timeout: 180_000 });

refuseConsoleErrors();

/** Open a run's page at a moment, and wait until it has been trained there. */
async function openMoment(page: Page, run: string, op: string): Promise<void> {
  await page.goto(`/runs/${run}/#t=${run}.7&step=${STEP}&pass=backward&op=${op}`);
  await expect(page.locator('training-run')).toHaveAttribute('data-source', 'live', { timeout: patience });
  await shows(page, STEP);
}

/** Figures draw while they can be seen: the stepper is brought into view, and says which step it shows. */
async function shows(page: Page, step: number): Promise<void> {
  const stepper = page.locator('#backward-stepper');
  await stepper.scrollIntoViewIfNeeded();
  await expect(stepper.locator('[data-caption]')).toContainText(`Step ${step},`, { timeout: patience });
}

async function tableOf(figure: Locator): Promise<string[][]> {
  await figure.getByRole('button', { name: 'Table' }).click();
  const rows = figure.locator('[data-table] tbody tr');
  await expect(rows.first()).toBeVisible();
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
  );
}

for (const [run, op] of [
  ['names-rnn', 'recurrent.l0.t3.hidden'],
  ['names-lstm', 'recurrent.l0.t3.cell'],
  ['sine-gru', 'gru.l0.t3.hidden'],
] as const) {
  test(`${run}: what comes back through time is what the framework computes`, async ({ page }) => {
    await openMoment(page, run, op);
    await expect(page.locator('#backward-stepper .stepper-position')).toContainText(op);
    // The pages of names read a name of their own in the batch's place.
    const { steps } = unrolled(await stepOf(run, STEP, undefined, lessonRuns[run]?.reads ?? null))!;
    const shown = await tableOf(page.locator('#unrolled-time'));
    expect(shown.map(([t]) => t)).toEqual(steps.map(({ t }) => String(t)));
    expect(shown.map((cells) => cells[2])).toEqual(steps.map(({ hiddenGradient }) => numeral(hiddenGradient!)));
    if (run === 'names-lstm')
      expect(shown.map((cells) => cells[3])).toEqual(steps.map(({ memoryGradient }) => numeral(memoryGradient!)));
    await page.locator('[data-part="back"]:visible').first().click();
    await shows(page, STEP - 1);
    await page.locator('[data-part="forward"]:visible').first().click();
    await shows(page, STEP);
    await page.locator('#unrolled-time').scrollIntoViewIfNeeded();
    const again = page.locator('#unrolled-time [data-table] tbody tr');
    await expect(again.first().locator('td').nth(1)).toHaveText(numeral(steps[0]!.hiddenGradient!));
  });
}

for (const [run, op, others] of [
  ['spiral-mlp', 'linear2', ['(lr=0.01)', '!zero-init-symmetry', '@2:lr=0.02']],
  ['digits-cnn', 'conv1', ['(lr=0.1)', '!kernel-flipped', '@2:lr=0.05']],
  ['sort-transformer', 'encoder.layers.0.self_attn.scores', ['(lr=0.001)', '!no-positions', '@2:lr=0.0005']],
] as const) {
  for (const count of [1, 4])
    test(`${run}, ${count} of it: every number of a step is the framework's, and stepping back and forth finds it again`, async ({
      page,
    }) => {
      const tracks = [run, ...others.slice(0, count - 1).map((rest) => run + rest)].map((text) =>
        text.replace(run, `${run}.7`),
      );
      await page.goto(`/runs/${run}/#t=${tracks.join('~')}&step=${STEP}&pass=backward&op=${op}`);
      await expect(page.locator('training-run')).toHaveAttribute('data-source', 'live', { timeout: patience });
      await shows(page, STEP);
      await expect(page.locator('#backward-stepper .stepper-position')).toContainText(op);
      const inNode = await digestsInNode(run, tracks, STEP);
      expect(inNode[0]!.some((line) => line.startsWith(`${op} `) && !line.endsWith('-'))).toBe(true);
      expect(await digestsInPage(page)).toEqual(inNode);
      await page.locator('[data-part="back"]:visible').first().click();
      await shows(page, STEP - 1);
      await page.locator('[data-part="forward"]:visible').first().click();
      await shows(page, STEP);
      expect(await digestsInPage(page)).toEqual(inNode);
    });
}

test('ring-gan: every generated point and its pull are what the framework computes, and are found again', async ({
  page,
}) => {
  await openMoment(page, 'ring-gan', 'generator.linear3');
  const { generated } = arenaOf(await stepOf('ring-gan', STEP))!;
  const shown = await tableOf(page.locator('#gan-arena'));
  expect(shown.map((cells) => cells.slice(1))).toEqual(
    generated.map(({ x, y, logit, gradient: [gx, gy] }) => [x, y, logit, gx, gy].map((value) => numeral(value))),
  );
  await page.locator('[data-part="back"]:visible').first().click();
  await shows(page, STEP - 1);
  await page.locator('[data-part="forward"]:visible').first().click();
  await shows(page, STEP);
  expect(await digestsInPage(page)).toEqual(await digestsInNode('ring-gan', ['ring-gan.7'], STEP));
  const rows = page.locator('#gan-arena [data-table] tbody tr');
  await page.locator('#gan-arena').scrollIntoViewIfNeeded();
  await expect(rows.first()).toHaveText((shown[0] ?? []).join(''));
});

test('a mistake put beside the run is found, the first operation at which the two part; a cut goes its own way from there', async ({
  page,
}) => {
  await openMoment(page, 'names-lstm', 'recurrent.l0.t3.cell');
  const panel = page.locator('track-panel');
  await panel.locator('[data-bug]').selectOption('forget-gate-inverted');
  await panel.locator('[data-part="beside"]').click();
  await expect(panel.locator('.track-list li')).toHaveCount(2, { timeout: patience });
  await panel.locator('[data-part="difference"]').click();
  await expect(panel.locator('[data-part="said"]')).toContainText('They part at step 0, on the way forwards', {
    timeout: patience,
  });
  await expect.poll(() => new URL(page.url()).hash).toContain('names-lstm.7!forget-gate-inverted');
  await panel.locator('[data-cut]').focus();
  await panel.locator('[data-cut]').selectOption({ label: 'head.weight is held' });
  await panel.locator('[data-part="fork"]').click();
  await expect(panel.locator('.track-list li')).toHaveCount(3, { timeout: patience });
  await expect.poll(() => new URL(page.url()).hash).toContain('freeze');
  await expect(panel.locator('.track-list [data-part="name"]').nth(2)).toHaveText(
    'names-lstm.7!forget-gate-inverted@0:freeze(head.weight)',
  );
});

test('a knob out of range is refused in a sentence, and nothing is lost', async ({ page }) => {
  await openMoment(page, 'ring-gan', 'generator.linear3');
  const panel = page.locator('track-panel');
  await panel.locator('[data-knob="generatorLr"]').fill('99');
  await panel.locator('[data-part="beside"]').click();
  await expect(panel.locator('[data-part="said"]')).toContainText('generatorLr = 99 is not possible', {
    timeout: patience,
  });
  await expect(panel.locator('.track-list li')).toHaveCount(1);
  await shows(page, STEP);
});
