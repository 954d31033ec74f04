// A run as one HTML page, opened from disk in a browser that may fetch nothing: it says what our own model says, of a digit that is drawn, of the
// beginning of a name, of a point.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRun, fit, type KnobValues, noGrad, type Tensor, type TrainingSetup, tensor } from '#framework';
import { exported } from '../../i18n/en/exported.ts';
import { explained } from '../../player/explain/explain.ts';
import { chromiumLaunchOptions } from '../../tests/chromium.ts';
import { shownFile } from '../exportRun.ts';
import type { Layer } from './explain.ts';
import { type PageFacts, pageFacts } from './facts.ts';
import { runtimeBundle } from './runtimeBundle.ts';
import { toPage } from './toPage.ts';

const props = readFileSync(new URL('../../styles/props.css', import.meta.url), 'utf8');

interface Made {
  readonly setup: TrainingSetup;
  readonly facts: PageFacts;
  readonly html: string;
}

async function made(name: string, steps: number, knobs: KnobValues, script: string): Promise<Made> {
  const run = findRun(name);
  const setup = await run.build({ seed: 7, testExamples: 20, knobs });
  let step = 0;
  for await (const report of fit(setup, { validate: false })) if (report.type === 'step' && ++step >= steps) break;
  setup.model.eval();
  const { part, graph, bytes } = shownFile(setup);
  const facts = pageFacts(setup, part, graph);
  const html = toPage({
    title: run.title,
    summary: run.summary,
    facts,
    model: bytes,
    parameters: 1,
    script,
    props,
    words: exported,
    language: 'en',
  });
  return { setup, facts, html };
}

const answerOf = ({ model }: TrainingSetup, x: Tensor): number[] =>
  Array.from(noGrad(() => (model as typeof model & { forward(given: Tensor): Tensor }).forward(x)).dataSync());
const softmax = (scores: readonly number[]): number[] => {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
};
/** By our own model, the largest magnitude of a map. */
function strongestOf(setup: TrainingSetup, pixels: Float32Array, layer: Layer, cls: number): number {
  const asked = {
    gradient: ['saliency', 'map'],
    path: ['path', 'map'],
    cam: ['cam', 'cut'],
    covering: ['occlusion', 'drops'],
  } as const;
  const [method, name] = asked[layer];
  const { arrays } = explained(setup, { method, pixels, cls, ...(method === 'path' ? { steps: 16 } : {}) });
  return Math.max(...Array.from(arrays[name]!.values, Math.abs));
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

describe('a page from disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-page-'));
  let browser: Browser;
  let script: string;
  let page: Page;
  const asked: string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    [script, browser] = await Promise.all([runtimeBundle(), chromium.launch(chromiumLaunchOptions())]);
    page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (name: string, html: string): Promise<void> => {
    const path = join(folder, `${name}.html`);
    writeFileSync(path, html);
    asked.length = 0;
    await page.goto(pathToFileURL(path).href);
    await page.locator('#stage[data-ready]').waitFor();
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(errors).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  };
  const rows = (): Promise<string[]> => page.locator('.bars tbody tr').allTextContents();

  it('reads a digit of the data as our model does, and one that is drawn', async () => {
    const { setup, facts, html } = await made('digits-cnn', 40, { examples: 600 }, script);
    await open('digits', html);
    if (facts.kind !== 'drawing') throw new Error(facts.kind);
    await page.getByRole('button', { name: 'Example 3' }).click();
    const pixels = Float32Array.from(facts.examples[2]!, (grey) => grey / 255);
    const shares = softmax(answerOf(setup, tensor(pixels, { shape: [1, 1, 28, 28] })));
    expect(await rows()).toEqual(shares.map((share, digit) => `${digit}${percent(share)}`));
    // Its layers: what the framework says of the same picture, from the file alone.
    for (const [layer, cells] of [
      ['gradient', 784],
      ['path', 784],
      ['cam', 196],
      ['covering', 49],
    ] as const) {
      await page.getByLabel('Explain it by').selectOption(layer);
      const [width, told] = await page
        .locator('canvas[aria-label^="Blue"]')
        .evaluate((canvas) => [(canvas as HTMLCanvasElement).width, canvas.getAttribute('aria-label')] as const);
      expect(width! * width!).toBe(cells);
      const strongest = strongestOf(setup, pixels, layer, shares.indexOf(Math.max(...shares)));
      // Other loops add in another order.
      expect(Number(told!.split('strongest: ')[1]!.replace(/\.$/, '')) / strongest).toBeCloseTo(1, 1);
    }
    await page.getByLabel('Explain it by').selectOption('');
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await rows()).toEqual(shares.map((_, digit) => `${digit}0.0 %`));
    const box = (await page.locator('.pad').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height - 30, { steps: 6 });
    await page.mouse.up();
    const drawn = (await rows()).map((row) => Number.parseFloat(row.slice(1)));
    expect(drawn.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
    expect(Math.max(...drawn)).toBe(drawn[1]); // one stroke down
  });

  it('says what follows the beginning of a name, and writes on', async () => {
    const { setup, facts, html } = await made('names-lstm', 30, { examples: 200 }, script);
    await open('names', html);
    if (facts.kind !== 'text') throw new Error(facts.kind);
    expect([facts.output, facts.edge]).toEqual(['next', 0]);
    await page.getByLabel('Type').fill('bra');
    const read = [0, ...'bra'].map((letter) => (letter === 0 ? 0 : facts.vocabulary.indexOf(letter as string)));
    const filled = Int32Array.from({ length: facts.length }, (_, i) => read[i] ?? 0);
    const scores = answerOf(setup, tensor(filled, { shape: [1, facts.length], dtype: 'int32' }));
    const shares = softmax(scores.slice(3 * 27, 4 * 27));
    const order = shares.map((_, place) => place).sort((a, b) => shares[b]! - shares[a]!);
    expect(await rows()).toEqual(
      order.slice(0, 8).map((place) => `${place === 0 ? '(end)' : facts.vocabulary[place]}${percent(shares[place]!)}`),
    );
    await page.getByRole('button', { name: 'Write on' }).click();
    expect(await page.getByLabel('Type').inputValue()).toMatch(/^bra[a-z]+$/);
    await page.getByLabel('Type').fill('Ö');
    await expect.poll(() => page.locator('.note[aria-live]').textContent()).toBe('It does not know Ö.');
  });

  it('answers to a point that is moved by keyboard', async () => {
    const { setup, html } = await made('noisy-moons', 60, {}, script);
    await open('moons', html);
    const said = async (): Promise<number[]> =>
      (await page.locator('.slider output').allTextContents()).map((value) => Number(value));
    const before = await said();
    const slider = page.getByLabel('Number 1');
    await slider.focus();
    for (let n = 0; n < 40; n++) await page.keyboard.press('ArrowRight');
    expect((await said())[0]).toBeGreaterThan(before[0]!);
    const values = await page
      .locator('.slider input')
      .evaluateAll((all) => all.map((one) => Number((one as HTMLInputElement).value)));
    const shares = softmax(answerOf(setup, tensor(values, { shape: [1, 2] })));
    const near = (await rows()).map((row) => Number.parseFloat(row.replace(/^Class \d/, '')));
    for (const [k, share] of shares.entries()) expect(near[k]).toBeCloseTo(share * 100, 0);
  });
});

describe('what a page is spoken to with', () => {
  const kinds: readonly (readonly [run: string, kind: string])[] = [
    ['digits-mlp', 'drawing classes'],
    ['digits-autoencoder', 'drawing picture'],
    ['names-rnn', 'text next'],
    ['tiny-gpt', 'text next'],
    ['sort-transformer', 'text places'],
    ['reviews-transformer', 'text classes'],
    ['recall-gru', 'text classes'],
    ['line-regression', 'numbers value'],
    ['plane-regression', 'numbers value'],
    ['clouds-logistic', 'numbers logit'],
    ['three-clouds', 'numbers classes'],
    ['ring-gan', 'noise points'],
    ['digits-gan', 'noise picture'],
  ];

  it.each(kinds)('%s: %s', async (name, kind) => {
    const setup = await findRun(name).build({ seed: 7, examples: 40, testExamples: 8 });
    const { part, graph } = shownFile(setup);
    const facts = pageFacts(setup, part, graph);
    expect(`${facts.kind} ${facts.output}`).toBe(kind);
  });

  it.each(['shapes-cnn', 'motif-cnn', 'sine-gru', 'number-words'])('%s has none, and says so', async (name) => {
    const setup = await findRun(name).build({ seed: 7, examples: 40, testExamples: 8 });
    const { part, graph } = shownFile(setup);
    expect(() => pageFacts(setup, part, graph)).toThrow(/has no page: nothing one can draw, type or move gives it/);
  });
});

describe('the text of a page', () => {
  it('is ended by nothing that stands in it', () => {
    const html = toPage({
      title: 'A <b> & "b"',
      summary: '</script>',
      facts: { kind: 'noise', size: 1, output: 'points' },
      model: new Uint8Array([1, 2, 3]),
      parameters: 3,
      script: 'const a = "</script>";',
      props: '/* words */ :root { --a: 1; }',
      words: { ...exported, alone: '</script><!--' },
      language: 'en',
    });
    expect(html.match(/<\/script>/g)).toHaveLength(3);
    expect(html).toContain('<title>A &lt;b&gt; &amp; &quot;b&quot;</title>');
    expect(html).not.toContain('words */');
    expect(html).toContain("default-src 'none'");
  });
});
