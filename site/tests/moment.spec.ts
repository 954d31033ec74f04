// Moments: an address opens the numbers that the framework has when it is run in Node, follows the reader, is copied, and is refused in a
// sentence where it cannot be opened.

import type { Page } from '@playwright/test';
import type { Player, PlayerState } from '../player/Player.ts';
import type { StepMetrics } from '../player/protocol.ts';
import { Timeline } from '../player/Timeline.ts';
import type { TrackSpec } from '../player/TrackSpec.ts';
import { parseTrack } from '../player/trackText.ts';
import { expect, test } from './awake.ts';
import { digestsInNode, digestsInPage } from './digests.ts';

const lesson = '/lessons/cnn-reads-digits/';
const patience = 60_000;

/** What a step of a track has for a loss when Node trains it, as the page prints it. */
async function lossInNode(track: string, step: number): Promise<string> {
  const reports = new Map<number, StepMetrics>();
  const timeline = await Timeline.open([parseTrack(track) as TrackSpec], {
    onMetrics: (_track, metrics) => reports.set(metrics.step, metrics),
    onEvaluation: () => {},
    onKeyframe: () => {},
    onEnding: () => {},
  });
  await timeline.show(step);
  return reports.get(step)!.loss.toPrecision(4);
}

/** What the time bar says: "step 12 of 315, loss 2.123". */
async function said(page: Page): Promise<string> {
  return (await page.locator('time-bar [data-part="scrub"]').first().getAttribute('aria-valuetext')) ?? '';
}

async function arrive(page: Page, step: number): Promise<string> {
  await expect(page.locator('training-run').first()).toHaveAttribute('data-status', 'paused', { timeout: patience });
  await expect(page.locator('training-run').first()).toHaveAttribute('data-source', 'live', { timeout: patience });
  await expect.poll(() => said(page), { timeout: patience }).toMatch(new RegExp(`^step ${step} of \\d+, loss \\d`));
  return (await said(page)).replace(/^.*loss /, '');
}

/** In the page: the run and the step that each track shows. */
async function stepsShown(): Promise<readonly string[]> {
  const training = document.querySelector('training-run') as unknown as { ready: Promise<Player> };
  return (await training.ready).state.tracks.map(({ trace }) => `${trace?.run} ${trace?.step}`);
}

const notice = (page: Page) => page.locator('training-run [data-part="notice"]').first();

test('opens at its step with the numbers of the framework, with the bug and without, and says where two part', async ({
  page,
}) => {
  for (const track of [
    'digits-cnn.7(lr=0.1)',
    'digits-cnn.7!kernel-flipped',
    'digits-cnn.7(optimizer=adam)!no-bias-correction',
    'digits-cnn.7@4:lr=0.02',
  ]) {
    await page.goto('about:blank');
    await page.goto(`${lesson}#t=${track}&step=6`);
    expect(Number(await arrive(page, 6))).toBeCloseTo(Number(await lossInNode(track, 6)), 3);
    await expect(notice(page)).toBeEmpty();
  }
});

test('has the same bits in the sandbox, where a reader’s code would run, for each kind of network', async ({
  page,
}) => {
  const hashes = async (sandboxed: boolean): Promise<readonly string[]> => {
    await page.goto('about:blank');
    await page.addInitScript(`globalThis.wantsSandbox = ${sandboxed}`);
    await page.goto(`${lesson}#t=digits-cnn.7~digits-cnn.7!kernel-flipped&step=9`);
    await arrive(page, 9);
    expect(page.workers().length > 0 || (await page.locator('iframe[sandbox]').count()) > 0).toBe(true);
    expect(await page.locator('iframe[sandbox="allow-scripts"]').count()).toBe(sandboxed ? 1 : 0);
    return page.evaluate(async () => {
      const run = document.querySelector('training-run') as unknown as { ready: Promise<{ state: PlayerState }> };
      const { tracks } = (await run.ready).state;
      return tracks.map(({ keyframes, trace }) => `${trace?.loss} ${keyframes.find(({ step }) => step === 0)?.hash}`);
    });
  };
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if ((globalThis as unknown as { wantsSandbox: boolean }).wantsSandbox)
        document.querySelector('training-run')?.setAttribute('sandboxed', '');
    }).observe(document, { childList: true, subtree: true });
  });
  const inPage = await hashes(false);
  expect(new Set(inPage).size).toBe(2);
  expect(await hashes(true)).toEqual(inPage);
  // The sandbox is there now: a track of each other kind of network has the numbers that Node gives it, two at a time.
  for (const run of ['spiral-mlp', 'names-rnn', 'names-lstm', 'sine-gru', 'sort-transformer', 'ring-gan']) {
    const tracks = [`${run}.7`, `${run}.7@1:${run === 'ring-gan' ? 'generatorLr' : 'lr'}=0.0123`];
    await page.evaluate(
      async (specs) => {
        const training = document.querySelector('training-run') as unknown as { ready: Promise<Player> };
        await (await training.ready).setTracks(specs, 2);
      },
      tracks.map((text) => parseTrack(text) as TrackSpec),
    );
    await expect.poll(() => page.evaluate(stepsShown), { timeout: patience }).toEqual(tracks.map(() => `${run} 2`));
    expect(await digestsInPage(page)).toEqual(await digestsInNode('digits-cnn', tracks, 2));
  }
  expect(await page.locator('iframe[sandbox="allow-scripts"]').count()).toBe(1);
});

test('follows the reader while standing still, and is copied in the form that survives a chat', async ({
  page,
  context,
  browserName,
}) => {
  if (browserName === 'chromium') await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(lesson);
  await expect(page.locator('time-bar [data-part="play"]').first()).toBeEnabled();
  expect(new URL(page.url()).hash).toBe('');
  await page.locator('time-bar [data-part="scrub"]').first().fill('5');
  const loss = await arrive(page, 5);
  await expect.poll(() => new URL(page.url()).hash, { timeout: patience }).toBe('#t=digits-cnn.7&step=5');
  const copy = page.locator('time-bar [data-part="copy"]').first();
  if (!(await copy.isVisible())) await page.locator('time-bar [data-part="more"]').first().click();
  await copy.click();
  await expect(copy).toHaveText('Copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#t=digits-cnn\.7&step=5&v=[0-9a-f]{8}$/);
  await page.goto('about:blank');
  await page.goto(link);
  expect(await arrive(page, 5)).toBe(loss);
  await expect(notice(page)).toBeEmpty();
  await page.goto('about:blank');
  await page.goto(link.replace(/v=.*$/, 'v=00000000'));
  await arrive(page, 5);
  await expect(notice(page)).toContainText('earlier version');
});

test('that cannot be opened is told in one sentence, and the page shows its own first moment', async ({ page }) => {
  const refused: readonly (readonly [string, RegExp])[] = [
    ['t=digits-cnn', /cannot be read, at “digits-cnn”/],
    ['t=digits-cnn.7&step=x', /“step=x”, which is not possible/],
    ['t=digits-cnn.7(lr=99)', /lr = 99 is not possible/],
    ['t=digits-cnn.7!no-such-bug&step=3', /no bug called 'no-such-bug'/],
    ['t=no-such-run.7', /no run called 'no-such-run'/],
  ];
  for (const [hash, sentence] of refused) {
    await page.goto('about:blank');
    await page.goto(`${lesson}#${hash}`);
    await expect(notice(page)).toContainText(sentence, { timeout: patience });
    await expect(page.locator('training-run').first()).toHaveAttribute('data-source', 'recorded');
    await expect(page.locator('time-bar [data-part="status"]').first()).toContainText('Recorded step 40');
  }
  // And it is still a page that trains.
  await page.locator('time-bar [data-part="forward"]').first().click();
  await arrive(page, 41);
});
