// How quickly pages answer, in Chromium on the built site: the time from Play to the first live number, frames a second while it trains, one
// step back in time, and the slowest answer to a press on a button while it trains (INP: https://web.dev/articles/inp). Each is the median of several fresh openings, with the machine's load beside it, on which all three depend: so
// nothing fails here, and what is over the budget (design: stage.md "Budgets") is marked.

import { loadavg } from 'node:os';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Player } from '../player/Player.ts';
import { awaiting } from '../tests/awake.ts';
import { chromiumLaunchOptions } from '../tests/chromium.ts';
import { pagesToLookAt, servedSite } from './builtSite.ts';

const USUAL_TIMES = 5;
const PATIENCE_MS = 120_000;
/** So many buttons are pressed while it trains, taken evenly from all that the page's figures have. */
const PRESSES = 12;

/** What a page says of itself. */
interface Played {
  readonly firstMs: number;
  readonly frames: number;
  readonly backMs: number;
}

interface Pace extends Played {
  /** Of the presses, the longest time from the press to the picture that answers it. */
  readonly answerMs: number;
}

export interface PaceOptions {
  /** Addresses; default: every lesson and every run. */
  readonly pages?: readonly string[];
  readonly times?: number;
  /** A site that is served already. Default: the built one, on a port of its own. */
  readonly at?: string;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** In the page: the first run that stands in it. null: there is none. */
async function paceInPage(): Promise<Played | null> {
  const run = document.querySelector('training-run') as unknown as { ready: Promise<Player> } | null;
  if (run === null) return null;
  const player = await run.ready;
  const until = async (holds: () => boolean): Promise<number> => {
    const began = performance.now();
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - began;
  };
  player.play();
  const firstMs = await until(() => player.state.source === 'live');
  let frames = 0;
  const end = performance.now() + 2000;
  while (performance.now() < end) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    frames++;
  }
  player.pause();
  await until(() => player.state.status === 'paused');
  const step = player.state.trace!.step - 1;
  player.seek(step);
  return { firstMs, frames: frames / 2, backMs: await until(() => player.state.trace!.step === step) };
}

/** In the page: from now on its slowest answer is kept, and it trains. */
async function hearAnswers(): Promise<void> {
  const kept = globalThis as unknown as { slowest: number };
  kept.slowest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEventTiming & { readonly interactionId: number })[])
      if (entry.interactionId > 0) kept.slowest = Math.max(kept.slowest, entry.duration);
  });
  observer.observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
}

/** Presses buttons of the figures with a mouse, while the first run of the page trains. */
async function slowestAnswer(tab: Page): Promise<number> {
  await tab.evaluate(hearAnswers);
  const all = await tab.locator('training-run figure button:visible').elementHandles();
  const every = Math.max(1, all.length / PRESSES);
  for (let i = 0; i < all.length; i += every) {
    await tab.evaluate(async () => {
      const player = await (document.querySelector('training-run') as unknown as { ready: Promise<Player> }).ready;
      if (player.state.status !== 'playing') player.play();
    });
    const button = all[Math.floor(i)]!;
    await button.scrollIntoViewIfNeeded({ timeout: 2000 }).catch(() => {});
    const box = await button.boundingBox().catch(() => null);
    if (box === null) continue; // an earlier press has taken it away
    await tab.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await tab.waitForTimeout(250);
  }
  return tab.evaluate(() => (globalThis as unknown as { slowest: number }).slowest);
}

async function paceOf(browser: Browser, address: string, times: number): Promise<Pace | null> {
  const all: Pace[] = [];
  for (let i = 0; i < times; i++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
    const tab = awaiting(await context.newPage());
    tab.setDefaultTimeout(PATIENCE_MS);
    try {
      await tab.goto(address, { waitUntil: 'load', timeout: PATIENCE_MS });
      const pace = await tab.evaluate(paceInPage);
      if (pace === null) return null;
      all.push({ ...pace, answerMs: await slowestAnswer(tab) });
    } finally {
      await context.close();
    }
  }
  const of = (part: keyof Pace): number => median(all.map((pace) => pace[part]));
  return { firstMs: of('firstMs'), frames: of('frames'), backMs: of('backMs'), answerMs: of('answerMs') };
}

/** Prints a line a page. Pages without a run are passed over. */
export async function printPace({ pages, times = USUAL_TIMES, at }: PaceOptions = {}): Promise<void> {
  const site = at === undefined ? await servedSite() : { origin: at, close: () => {} };
  const browser = await chromium.launch(chromiumLaunchOptions());
  const wanted = pages ?? pagesToLookAt().filter((page) => page === '/' || /^\/(?:lessons|runs)\/./.test(page));
  const whole = (value: number): string => value.toFixed(0).padStart(6);
  console.log(
    `Medians of ${times}. Budget: first number 1500 ms, 50 frames a second, 100 ms back, 200 ms for the slowest answer while it trains.`,
  );
  try {
    for (const page of wanted) {
      const pace = await paceOf(browser, site.origin + page, times);
      if (pace === null) continue;
      const { firstMs, frames, backMs, answerMs } = pace;
      const over = [
        firstMs > 1500 ? 'first' : '',
        frames < 50 ? 'frames' : '',
        backMs > 100 ? 'back' : '',
        answerMs > 200 ? 'answer' : '',
      ];
      const marks = over.filter((word) => word !== '').join(', ');
      console.log(
        `${whole(firstMs)} ms first ${whole(frames)} frames/s ${whole(backMs)} ms back ${whole(answerMs)} ms answer  load ${loadavg()[0]!.toFixed(1).padStart(4)}  ${page}${marks === '' ? '' : `   ✗ ${marks}`}`,
      );
    }
  } finally {
    await browser.close();
    site.close();
  }
}
