// What the pages cost, measured on the built site in Chromium, with the budget beside it (design: stage.md "Budgets").
//
//   npm run budget                          weight, nodes and shifts of every page that people come for
//   npm run budget -- --pages /,/runs/ring-gan/
//   npm run budget -- --json
//   npm run budget -- --only time           instead: what a step, a recorded step and a seek take, per run
//   npm run budget -- --only time --run names-lstm,ring-gan
//   npm run budget -- --only lighthouse     instead: Lighthouse's four categories, median of five (--pages, too)
//   npm run budget -- --only keyframes      instead: every run trained to its end, and what its keyframes held; the table is kept
//   npm run budget -- --only pace           instead: first number, frames while training, one step back, per page; medians of five
//   npm run budget -- --only pace --pages /runs/ring-gan/ --times 3 --at http://localhost:4321
//
// Bytes, DOM nodes and layout shifts do not depend on the machine's load: site/tests/pages.spec.ts fails on them. Exits with 1 when a
// page is over its budget.

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import { awaiting } from '../tests/awake.ts';
import { chromiumLaunchOptions } from '../tests/chromium.ts';
import { pagesToLookAt, servedSite } from './builtSite.ts';
import { printWholeRuns } from './keyframes.ts';
import { printLighthouse } from './lighthouse.ts';
import { printPace } from './pace.ts';
import { printTimes } from './times.ts';

/** Limits of one page as it stands after loading, before anything was pressed. */
export const limits = {
  /** JavaScript, compressed. The editor and the worker come later, when they are needed. */
  scriptKb: 150,
  /** The recorded first frame, compressed: of a page with several runs, that of the first. The others come in their turn. */
  recordingKb: 150,
  nodes: 5000,
  /** Cumulative layout shift, scrolled once from top to foot. */
  shift: 0.02,
} as const;

export type Limit = keyof typeof limits;
export type PageCost = Readonly<Record<Limit, number>> & {
  readonly page: string;
  /** The largest shift's element, to know what to mend. */
  readonly shifted: string;
};

const KB = 1000;

/** Hears what pages of this tab load, and what shifts in them. Call it once, before the first page. */
export async function meterOf(tab: Page): Promise<(page: string) => Promise<PageCost>> {
  await tab.addInitScript(watchShifts);
  let bytes = { script: 0, recording: 0 };
  let reading: Promise<void>[] = [];
  tab.on('request', (request) => {
    if (!request.isNavigationRequest() || request.frame() !== tab.mainFrame()) return;
    bytes = { script: 0, recording: 0 };
    reading = [];
  });
  tab.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    const kind = path.startsWith('/recordings/') ? 'recording' : path.endsWith('.js') ? 'script' : null;
    if (kind === null) return;
    const own = bytes;
    reading.push(
      response.body().then(
        (body) => {
          own[kind] += gzipSync(body).length;
        },
        () => {}, // a preload that was given up has no body
      ),
    );
  });
  const nodes = (): Promise<number> => tab.evaluate(() => document.querySelectorAll('*').length);
  /** Of the page that stands open, just loaded: it is walked down once. */
  return async (page) => {
    await tab.waitForTimeout(500);
    await Promise.all(reading);
    const { script, recording } = bytes;
    const before = await nodes();
    await tab.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
        scrollTo(0, y);
        await new Promise((resolve) => setTimeout(resolve, 80));
      }
    });
    await tab.waitForTimeout(300);
    const after = await nodes();
    const { total, worst } = await tab.evaluate(
      () => (globalThis as unknown as { shifts: { total: number; worst: string } }).shifts,
    );
    return {
      page,
      scriptKb: script / KB,
      recordingKb: recording / KB,
      nodes: Math.max(before, after),
      shift: total,
      shifted: worst,
    };
  };
}

/** Open a page in a window of its own, let it settle, walk down it, and say what it cost. */
export async function costOf(browser: Browser, origin: string, page: string): Promise<PageCost> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  const tab = awaiting(await context.newPage());
  try {
    const cost = await meterOf(tab);
    await tab.goto(origin + page, { waitUntil: 'load', timeout: 120_000 });
    return await cost(page);
  } finally {
    await context.close();
  }
}

/** Runs in the page before everything else. */
function watchShifts(): void {
  const shifts = { total: 0, worst: '', largest: 0 };
  (globalThis as unknown as { shifts: typeof shifts }).shifts = shifts;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as {
      value: number;
      sources: { node?: Element | null }[];
    }[]) {
      shifts.total += entry.value;
      if (entry.value <= shifts.largest) continue;
      shifts.largest = entry.value;
      const node = entry.sources[0]?.node;
      shifts.worst = node ? `${node.nodeName.toLowerCase()}.${node.className}` : '';
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What is over its limit. `granted`: limits of this page alone. */
export function excess(cost: PageCost, granted: Partial<Record<Limit, number>> = {}): string[] {
  const own: Readonly<Record<Limit, number>> = { ...limits, ...granted };
  return (Object.keys(limits) as Limit[])
    .filter((limit) => cost[limit] > own[limit])
    .map((limit) => `${limit} ${rounded(cost[limit])} > ${own[limit]}`);
}

const rounded = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(0));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string' },
      json: { type: 'boolean' },
      only: { type: 'string' },
      run: { type: 'string' },
      times: { type: 'string' },
      at: { type: 'string' },
      'own-flags': { type: 'boolean' },
    },
  });
  if (values.only === 'time') return printTimes(values.run?.split(',') ?? []);
  if (values.only === 'lighthouse') return printLighthouse(values.pages?.split(',') ?? [], values['own-flags']);
  if (values.only === 'keyframes') return printWholeRuns(values.run?.split(',') ?? []);
  if (values.only === 'pace')
    return printPace({
      ...(values.pages === undefined ? {} : { pages: values.pages.split(',') }),
      ...(values.times === undefined ? {} : { times: Number(values.times) }),
      ...(values.at === undefined ? {} : { at: values.at }),
    });
  if (values.only !== undefined)
    throw new Error(`There is no budget called '${values.only}'. There are: time, keyframes, pace, lighthouse.`);
  const site = await servedSite();
  const browser = await chromium.launch(chromiumLaunchOptions());
  const costs: PageCost[] = [];
  try {
    for (const page of values.pages?.split(',') ?? pagesToLookAt()) {
      const cost = await costOf(browser, site.origin, page);
      costs.push(cost);
      if (values.json) continue;
      const over = excess(cost);
      const figures = `${rounded(cost.scriptKb).padStart(6)} kB JS ${rounded(cost.recordingKb).padStart(6)} kB rec. ${String(cost.nodes).padStart(6)} nodes  CLS ${cost.shift.toFixed(3)}`;
      console.log(`${figures}  ${page}${over.length > 0 ? `   ✗ ${over.join(', ')} ${cost.shifted}` : ''}`);
    }
  } finally {
    await browser.close();
    site.close();
  }
  if (values.json) console.log(JSON.stringify(costs, null, 2));
  if (costs.some((cost) => excess(cost).length > 0)) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
