// Trains the pairs of batch and rate that lesson 27 compares, for equal numbers of examples, and writes what came of them:
//
//   node --import ./site/tests/requireNode.mjs site/visuals/kernels/workers/recordRates.ts
import { writeFileSync } from 'node:fs';
import { loadSimd } from '#framework';
import { pairs, trained } from './rates.ts';

await loadSimd();
const rows = [];
for (const pair of pairs) {
  rows.push(await trained(pair));
  process.stdout.write(`${JSON.stringify(rows.at(-1))}\n`);
}
writeFileSync(new URL('recordedRates.json', import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
