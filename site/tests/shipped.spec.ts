// A slow run goes on from a state that came with the site, and its numbers are those of the whole way; without the state it is trained.

import type { Page } from '@playwright/test';
import type { Player } from '../player/Player.ts';
import { Timeline } from '../player/Timeline.ts';
import { plainTrack } from '../player/TrackSpec.ts';
import { expect, test } from './awake.ts';

const address = '/lessons/attention-and-transformer/#t=tiny-gpt.7(context=32)&step=110';
const STEP = 110;

/** What the page shows once it stands at the step. */
async function shown(page: Page): Promise<{ loss: number; keyframes: readonly number[]; made: number }> {
  const run = page.locator('training-run[run="tiny-gpt"]');
  await expect(run).toHaveAttribute('data-source', 'live', { timeout: 60_000 });
  return run.evaluate(async (element, step) => {
    const player = await (element as unknown as { ready: Promise<Player> }).ready;
    const isThere = (): boolean => player.state.trace?.step === step && player.state.target === null;
    while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 50));
    const { metrics, keyframes } = player.state;
    return {
      loss: metrics.find((entry) => entry.step === step)!.loss,
      keyframes: keyframes.map((keyframe) => keyframe.step),
      made: metrics.filter((entry) => entry.step <= step).length,
    };
  }, STEP);
}

let loss = Number.NaN;

test.beforeAll(async () => {
  const timeline = await Timeline.open([{ ...plainTrack('tiny-gpt', 7), options: { context: '32' } }], {
    onMetrics: (_track, entry) => {
      if (entry.step === STEP) ({ loss } = entry);
    },
    onEvaluation: () => {},
    onKeyframe: () => {},
    onEnding: () => {},
  });
  await timeline.show(STEP);
});

test.describe.configure({ timeout: 180_000, mode: 'serial' });

test('a link to step 110 goes on from the state before step 100', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/states/')) asked.push(request.url().replace(/.*\//, ''));
  });
  await page.goto(address);
  const found = await shown(page);
  expect(asked).toEqual(['tiny-gpt-100.safetensors']);
  expect(found.loss).toBe(loss);
  expect(found.keyframes).toEqual(expect.arrayContaining([0, 100]));
  // The steps between the recorded one and the state were not made.
  expect(found.made).toBeLessThan(STEP);
});

test('where the state cannot be had it is trained, to the same loss', async ({ page }) => {
  await page.route('**/recordings/states/**', (route) => route.abort());
  await page.goto(address);
  const found = await shown(page);
  expect(found.loss).toBe(loss);
  // Every step up to this one was made.
  expect(found.made).toBe(STEP + 1);
});
