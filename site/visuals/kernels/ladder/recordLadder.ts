// Measures every ladder of the built site in Chromium, exactly as a reader would, and writes recorded.json, the numbers that pages show
// until their reader measures.
//
//   npx astro build && npx node site/visuals/kernels/ladder/recordLadder.ts [--rounds 5] [--only cpu] [--sizes 256,512]
//
// Each rung keeps the best of several rounds, and the file says how many: on a machine that others use, too, all that disturbs a
// measurement makes it slower.

import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../../../tests/chromium.ts';
import type { RecordedLadder } from './recorded.ts';

type Numbers = Record<string, { gflops: number; difference: number }>;

const file = new URL('./recorded.json', import.meta.url);
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const port = 47_655;
const pages = { cpu: 'fast-matrix-products', gpu: 'matrix-products-on-the-gpu' } as const;
const longestRoundMs = 300_000;

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' }, sizes: { type: 'string' } },
});
const rounds = Number(values.rounds);

/** Presses the button, waits, and reads the table: number by rung. */
async function measureOnce(tab: Page, ladder: string, n: string): Promise<Numbers> {
  const figure = tab.locator(`#ladder-${ladder}`);
  await figure.locator('[data-part="size"]').selectOption(n);
  await figure.locator('[data-part="run"]').click();
  await figure.locator('[data-part="status"]:not(:empty)').waitFor({ state: 'attached', timeout: longestRoundMs });
  return figure.evaluate((element) => {
    const rungs = [...element.querySelectorAll<HTMLInputElement>('input[type="radio"]')].map(({ value }) => value);
    const rows = [...element.querySelectorAll<HTMLTableRowElement>('[data-table] tbody tr')];
    const cells = rows.map((row, at) => [rungs[at]!, row.cells[2]!.textContent, row.cells[4]!.textContent] as const);
    const numbers = cells.map(([rung, gflops, difference]) => [rung, Number(gflops), Number(difference)] as const);
    return Object.fromEntries(
      numbers
        .filter(([, gflops]) => Number.isFinite(gflops) && gflops > 0)
        .map(([rung, gflops, difference]) => [rung, { gflops, difference }]),
    );
  });
}

async function measureAll(tab: Page, ladder: string): Promise<Record<string, Numbers>> {
  const offered = await tab.locator(`#ladder-${ladder} [data-part="size"] option`).allTextContents();
  const sizes = values.sizes?.split(',') ?? offered;
  const best: Record<string, Numbers> = {};
  for (const n of sizes) {
    const kept: Numbers = {};
    best[n] = kept;
    for (let round = 0; round < rounds; round++) {
      for (const [rung, numbers] of Object.entries(await measureOnce(tab, ladder, n)))
        if (numbers.gflops > (kept[rung]?.gflops ?? 0)) kept[rung] = numbers;
      console.log(
        ladder,
        n,
        Object.entries(kept)
          .map(([rung, { gflops }]) => `${rung} ${gflops}`)
          .join('  '),
      );
    }
  }
  return best;
}

/** The processor; on the graphics card's page the card by its own name, in front of it. */
async function machineOf(tab: Page, ladder: string): Promise<string> {
  const processor = `${cpus()[0]!.model.trim()}, ${cpus().length} cores`;
  const said = (await tab.locator(`#ladder-${ladder} [data-part="status"]`).textContent()) ?? '';
  const card = /“(.+)” (is a program)?/.exec(said);
  if (card === null) return processor;
  return card[2] === undefined ? card[1]! : `${card[1]} (no card, but a program on ${processor})`;
}

/** Resolves when the preview answers. */
async function answering(address: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const response = await fetch(address).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error(`${address} does not answer. Build the site first: npx astro build`);
}

async function main(): Promise<void> {
  const astro = `${root}node_modules/astro/bin/astro.mjs`;
  const site = spawn(process.execPath, [astro, 'preview', '--ignore-lock', '--port', String(port)], {
    cwd: root,
    stdio: 'ignore',
  });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const tab = await browser.newPage();
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as Record<string, RecordedLadder>;
    for (const [name, lesson] of Object.entries(pages).filter(([name]) => (values.only ?? name) === name)) {
      const address = `http://localhost:${port}/lessons/${lesson}/`;
      await answering(address);
      await tab.goto(address);
      recorded[name] = {
        date: new Date().toISOString().slice(0, 10),
        browser: `Chromium ${browser.version().split('.')[0]}`,
        sizes: await measureAll(tab, name),
        machine: await machineOf(tab, name),
        rounds,
      };
    }
    writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`);
  } finally {
    await browser.close();
    site.kill();
  }
}

await main();
