// Real workers of a browser: on the button they start, and come to the network of one worker.

import { expect, it, vi } from 'vitest';
import { workers as words } from '../../../i18n/en/workers.ts';
import './RealWorkers.ts';

const plan = { workers: 4, steps: 20, batch: 32, seed: 7, schedule: null, slowWorker: 0, slowMs: 0 };
const comparison = { alike: true, afterFirst: 0, afterLast: 0, unlike: 0, weights: 0 };

it('starts four workers that hold one network, beside one that takes the whole batch', async () => {
  const choice = (name: string, value: number): string =>
    `<select data-part="${name}"><option value="${value}" selected></option></select>`;
  document.body.innerHTML = `<figure><span data-badge="recorded"></span>
    <real-workers data-first='${JSON.stringify({ plan, comparison, rows: [] })}'>
      <fieldset>${choice('workers', 4)}${choice('steps', 5)}${choice('slow', 0)}<button data-part="start"></button></fieldset>
      <div data-part="rows"></div><p data-part="said"></p><p data-part="verdict"></p>
    </real-workers></figure>`;
  const figure = document.querySelector('real-workers')!;
  const part = (name: string): HTMLElement => figure.querySelector(`[data-part="${name}"]`)!;
  part('start').click();
  await vi.waitFor(() => expect(document.querySelector('[data-badge]')!.textContent).toBe('live'), 120_000);
  expect(part('verdict').textContent).toContain(words.real.alike);
  const [, unlike, weights, first] = /: (\d+) of (\d+) weights differ.* by ([\d.e−-]+) at most; after 5/.exec(part('verdict').textContent!)!; // biome-ignore format: one line reads better
  expect(Number(weights)).toBe(9098);
  expect(Number(unlike)).toBeGreaterThan(0);
  expect(Number(first)).toBeLessThan(1e-7);
  const rows = [...part('rows').querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent)); // biome-ignore format: one line reads better
  expect(rows.map(([worker, examples]) => `${worker} ${examples}`)).toEqual(['1 8', '2 8', '3 8', '4 8', 'alone 32']);
  for (const [, , , computing] of rows) expect(Number(computing)).toBeGreaterThan(0);
});
