/** Prepares tables and trains on them: what a reader drops into the page stays in this worker, which asks nobody for anything. */
import { ChalkgradError, duplicateRows, loadSimd } from '#framework';
import { columnsOf, cook, readRaw } from '../player/kitchen/cook.ts';
import { noiseScore } from '../player/kitchen/noiseColumns.ts';
import { type Raw, Refusal } from '../player/kitchen/prepare.ts';
import type { FromKitchen, ToKitchen } from '../player/kitchen/protocol.ts';
import { rawFlats } from '../player/kitchen/rawFlats.ts';

const post = (message: FromKitchen): void =>
  (globalThis as unknown as { postMessage(message: FromKitchen): void }).postMessage(message);

let raw: Raw | null = null;
const ready = loadSimd();

async function answer(request: ToKitchen): Promise<FromKitchen> {
  await ready;
  switch (request.type) {
    case 'read': {
      raw = null;
      raw = readRaw(request.csv, request.tomorrow, request.name);
      const { today } = raw;
      return { type: 'read', rows: today.length, columns: columnsOf(today), twins: duplicateRows(today).length };
    }
    case 'flats': {
      const { csv, tomorrow } = rawFlats(request.seed);
      raw = readRaw(csv, tomorrow, 'flats');
      return { type: 'flats', csv };
    }
    case 'cook': {
      if (raw === null) throw new Error('no table was read');
      const from = performance.now();
      const cooked = cook(raw, request.recipe);
      return { type: 'cooked', cooked, ms: performance.now() - from };
    }
    case 'noise':
      return { type: 'noise', scores: request.seeds.map(noiseScore) };
  }
}

/** One after the other, in the order in which they came. */
let last: Promise<unknown> = Promise.resolve();

globalThis.addEventListener('message', (event) => {
  const request = (event as MessageEvent<ToKitchen>).data;
  last = last.then(async () => {
    try {
      post(await answer(request));
    } catch (error) {
      if (error instanceof Refusal) post({ type: 'refused', reason: error.reason, values: error.values });
      else if (error instanceof ChalkgradError)
        post({ type: 'failed', message: error.message.replace(`\nhint: ${error.hint}`, ''), hint: error.hint });
      else post({ type: 'failed', message: error instanceof Error ? error.message : String(error), hint: '' });
    }
  });
});
