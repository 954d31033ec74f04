// Readers' accepted answers in the browser: in the sandbox they have the numbers that Node has with them; one that fails or hangs ends its own
// track, is named, and ours is one click away; /yours/ lists and packs them.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { decodeSafetensors, decodeZip } from '#framework';
import { readFolder } from '../../exercises/grader/loadExercise.ts';
import type { Adapter } from '../../exercises/places/Substitute.ts';
import { files } from '../i18n/en/files.ts';
import { yours as words } from '../i18n/en/yours.ts';
import { provideAnswer } from '../player/answers/answers.ts';
import type { PlayerState } from '../player/Player.ts';
import { Timeline } from '../player/Timeline.ts';
import type { TrackSpec } from '../player/TrackSpec.ts';
import { parseTrack } from '../player/trackText.ts';
import { complaintsOf } from './accessibility.ts';
import { expect, test } from './awake.ts';

const { take } = files;

test.describe.configure({ timeout: 240_000 });
const patience = 120_000;

const solution = (slug: string): string =>
  readFileSync(new URL(`../../exercises/${slug}/solution.ts`, import.meta.url), 'utf8');
const adapterOf = async (slug: string): Promise<Adapter> =>
  ((await import(`../../exercises/${slug}/substitute.ts`)) as { default: Adapter }).default;

/** The browser's storage as it is when these texts have been accepted. */
async function accept(page: Page, texts: Readonly<Record<string, string>>): Promise<void> {
  await page.addInitScript((kept) => {
    for (const [slug, code] of Object.entries(kept)) {
      const attempts = [{ at: 1, code, score: 10, max: 10 }];
      const work = { version: 2, code, edited: 1, passedAt: 1, hints: 0, attempts };
      localStorage.setItem(`chalkgrad.exercise.${slug}`, JSON.stringify(work));
    }
  }, texts);
}

interface Seen {
  readonly status: string;
  readonly step: number;
  readonly tracks: readonly {
    readonly loss: number;
    readonly step: number;
    readonly ending: string;
    readonly marks: number;
  }[];
}

const look = (page: Page): Promise<Seen> =>
  page.evaluate(async () => {
    await customElements.whenDefined('training-run');
    const run = document.querySelector('training-run') as unknown as { ready: Promise<{ state: PlayerState }> };
    const { status, tracks, target } = (await run.ready).state;
    return {
      status: target === null ? status : 'on its way',
      step: tracks[0]?.trace?.step ?? -1,
      tracks: tracks.map(({ trace, ending }) => ({
        loss: trace?.loss ?? Number.NaN,
        step: trace?.step ?? -1,
        ending: ending?.message ?? '',
        marks: [...(trace?.ops ?? []), ...(trace?.updates ?? [])].filter((part) => part.substitute?.by === 'reader')
          .length,
      })),
    };
  });

async function arrive(page: Page, step: number): Promise<Seen> {
  await expect.poll(async () => {
    const seen = await look(page);
    return [seen.status, seen.step];
  }, { timeout: patience }).toEqual(['paused', step]); // biome-ignore format: one line reads better
  return look(page);
}

const pageOf = (track: string): string => `/runs/${track.split('.')[0]}/`;

for (const slug of ['adam', 'lstm-step', 'linear-layer'])
  test(`${slug}, accepted, has in the sandbox the numbers that it has in Node, beside ours`, async ({ page }) => {
    const adapter = await adapterOf(slug);
    const step = 6;
    provideAnswer(slug, { adapter, exports: (await readFolder(slug)).solution });
    const plain = parseTrack(adapter.track) as TrackSpec;
    const silent = { onMetrics: () => {}, onEvaluation: () => {}, onKeyframe: () => {}, onEnding: () => {} };
    const timeline = await Timeline.open([plain, { ...plain, answers: [slug] }], silent);
    const inNode = (await timeline.show(step))!.map((trace) => trace!.loss);
    timeline.close();

    await accept(page, { [slug]: solution(slug) });
    await page.goto(`${pageOf(adapter.track)}#t=${adapter.track}~${adapter.track}+${slug}&step=${step}`);
    const { tracks } = await arrive(page, step);
    expect(tracks.map(({ loss }) => loss)).toEqual(inNode);
    expect(tracks.map(({ ending }) => ending)).toEqual(['', '']);
    expect(tracks[0]!.marks).toBe(0);
    expect(tracks[1]!.marks).toBeGreaterThan(0);
    await expect(page.locator('iframe[sandbox="allow-scripts"]')).toHaveCount(1);
    expect(page.workers().filter((worker) => /training\.worker/.test(worker.url()))).toHaveLength(0);
  });

/** Right at first, and then not: each instance of the class makes one update. */
const failing = (what: string): string =>
  solution('adam').replace('this.t += 1;', `this.t += 1;\n    if (this.t === 5) ${what}`);

test('an answer that never comes back ends its own track, and ours is one click away', async ({ page }) => {
  await accept(page, { adam: failing('for (;;);') });
  const track = 'spiral-mlp.7(optimizer=adam)';
  await page.goto(`${pageOf(track)}#t=${track}~${track}+adam&step=8`);
  const { tracks } = await arrive(page, 8);
  expect(tracks[0]).toMatchObject({ step: 8, ending: '' });
  expect(tracks[1]!.ending).toMatch(/adam did not come to an end/);
  expect(tracks[1]!.step).toBeLessThan(5);
  const strip = page.locator('your-parts');
  await expect(strip.getByRole('status')).toContainText('Your adam ended its track at step 4');
  await expect(strip.locator('.your-parts-failed')).toHaveText('failed at step 4');

  await strip.getByRole('button', { name: words.putOursBack }).click();
  await expect.poll(async () => (await look(page)).tracks.map(({ ending }) => ending), { timeout: patience }).toEqual(['', '']); // biome-ignore format: one line reads better
  const back = await arrive(page, 8);
  expect(back.tracks[1]!.loss).toBe(back.tracks[0]!.loss);
  await expect(page.locator('iframe[sandbox="allow-scripts"]')).toHaveCount(0);

  // It blocks nothing, and is named.
  await page.goto('/yours/');
  const card = page.locator('[data-slug="adam"]');
  await expect(card.locator('[data-part="why"]')).toContainText('at step 4: adam did not come to an end');
  await expect(card.getByRole('checkbox')).not.toBeChecked();
});

test('an answer that throws is told with what it said; one that reaches for the page finds nothing', async ({
  page,
}) => {
  await accept(page, {
    adam: failing("throw new TypeError('m is not defined');"),
    'broadcast-shapes': `${solution('broadcast-shapes')}\nconst found = ['fetch', 'postMessage', 'XMLHttpRequest', 'WebSocket', 'indexedDB', 'importScripts', 'Worker', 'caches'].filter((name) => (globalThis as any)[name] !== undefined);\nif (found.length > 0) throw new Error('reached ' + found);`,
  });
  const track = 'spiral-mlp.7(optimizer=adam)';
  await page.goto(`${pageOf(track)}#t=${track}+broadcast-shapes~${track}+adam&step=8`);
  const { tracks } = await arrive(page, 8);
  expect(tracks[0]!.ending).toBe('');
  expect(tracks[1]!.ending).toMatch(/^Adam\.update \(adam\) threw: m is not defined$/);
});

test('a part is switched on and off in the run, is remembered, and a link to an answer that is not here says so', async ({
  page,
}) => {
  await accept(page, { 'linear-layer': solution('linear-layer') });
  await page.goto('/runs/spiral-mlp/');
  const box = page.locator('your-parts').getByRole('checkbox', { name: /Linear from/ });
  await box.check();
  await expect(page.locator('training-run')).toHaveAttribute('data-status', 'recorded');
  await page.goto('about:blank');
  await page.goto('/runs/spiral-mlp/');
  await expect(box).toBeChecked();
  await page.getByRole('button', { name: /^Play/ }).first().click();
  await expect.poll(async () => (await look(page)).tracks[0]!.marks, { timeout: patience }).toBeGreaterThan(0);
  await box.uncheck();
  await expect.poll(async () => (await look(page)).tracks[0]!.marks, { timeout: patience }).toBe(0);

  await page.goto('about:blank');
  await page.goto('/runs/spiral-mlp/#t=spiral-mlp.7(optimizer=adam)+adam&step=3');
  await expect(page.locator('training-run [data-part="notice"]')).toContainText(
    "no accepted answer to 'adam' is kept here",
    { timeout: patience },
  );
});

test('/yours/ lists every part, lets them in, and packs them', async ({ page }) => {
  await accept(page, { adam: solution('adam'), 'linear-layer': solution('linear-layer') });
  await page.goto('/yours/');
  // The plan of rooms above the list counts, too.
  const count = page.locator('[data-part="count"]:not([role])');
  await expect(count).toHaveText(/^2 of \d+ parts are yours, 0 of them in use\.$/);
  const card = page.locator('li[data-slug="adam"]');
  await expect(card).toHaveAttribute('data-state', 'solved');
  await expect(page.locator('li[data-slug="lstm-step"]')).toHaveAttribute('data-state', 'open');
  await card.getByRole('checkbox').check();
  await expect(count).toContainText('1 of them in use');
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: patience }),
    page.getByRole('button', { name: words.download }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('my-chalkgrad.zip');
  const members = await decodeZip(new Uint8Array(readFileSync(await download.path())));
  const text = (path: string): string => new TextDecoder().decode(members.get(`my-chalkgrad/${path}`));
  expect(text('src/adam.ts')).toBe(solution('adam'));
  expect(text('test/linear-layer.test.js')).toContain('askAll("linear-layer"');
  expect(text('framework/chalkgrad.js').length).toBeGreaterThan(100_000);
  expect(await complaintsOf(page)).toEqual([]);
});

test('lesson 22 puts the network of its step, and the page that it is in, into the package', async ({ page }) => {
  await accept(page, { 'linear-layer': solution('linear-layer') });
  await page.goto('/lessons/save-load-deploy/');
  const figure = page.locator('#take-page');
  await figure.scrollIntoViewIfNeeded();
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: patience }),
    figure.getByRole('button', { name: take.framework }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('my-chalkgrad.zip');
  const members = await decodeZip(new Uint8Array(readFileSync(await download.path())));
  const bytes = (path: string) => members.get(`my-chalkgrad/${path}`)!;
  const text = (path: string): string => new TextDecoder().decode(bytes(path));
  expect(text('src/linear-layer.ts')).toBe(solution('linear-layer'));
  const { tensors } = decodeSafetensors(bytes('weights/digits-cnn.safetensors'), 'weights');
  expect(tensors['linear.weight']!.shape).toEqual([10, 784]);
  expect(text('digits-cnn.html')).toContain('<!doctype html>');
  expect(text('README.md')).toContain('before step 94');
});

test('lesson 22 lets the reader’s own writer write the weights, and their reader read them', async ({ page }) => {
  await accept(page, { 'write-safetensors': solution('write-safetensors') });
  await page.goto('/lessons/save-load-deploy/');
  const figure = page.locator('#take-away');
  await figure.scrollIntoViewIfNeeded();
  const take = async (name: string): Promise<Buffer> => {
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: patience }),
      figure.getByRole('button', { name, exact: true }).click(),
    ]);
    return readFileSync(await download.path());
  };
  const ours = await take(files.take.weights);
  const theirs = await take(files.take.mine);
  expect(theirs.equals(ours)).toBe(true);
  const says = figure.locator('[role="status"]');
  await expect(says).toContainText(files.take.sameBytes);
  await expect(says).not.toContainText(files.take.readBack);
  // Accepted in another tab meanwhile; whoever has it sees it at once.
  await page.evaluate(
    ([slug, code]) => {
      const attempts = [{ at: 1, code, score: 10, max: 10 }];
      const work = { version: 2, code, edited: 1, passedAt: 1, hints: 0, attempts };
      localStorage.setItem(`chalkgrad.exercise.${slug}`, JSON.stringify(work));
    },
    ['read-safetensors', solution('read-safetensors')],
  );
  await take(files.take.mine);
  await expect(says).toContainText(files.take.readBack);
});

test('the panel of a solved exercise leads into a run', async ({ page }) => {
  await accept(page, { 'gradient-step': solution('gradient-step') });
  await page.goto('/exercises/gradient-step/');
  const link = page.getByRole('link', { name: words.useInRun });
  await expect(link).toBeVisible();
  await link.click();
  await page.waitForURL(/\/runs\/line-three-ways\//);
  const { tracks } = await arrive(page, 10);
  expect(tracks).toHaveLength(2);
  expect(tracks[1]!.loss / tracks[0]!.loss).toBeCloseTo(1, 5);
  expect(tracks[1]!.marks).toBeGreaterThan(0);
});
