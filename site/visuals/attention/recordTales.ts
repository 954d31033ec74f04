/**
 * Writes recordedTales.json: what `tiny-gpt` writes, as its lesson shows it, after so many updates. A minute on one core;
 * `node --import ./site/tests/requireNode.mjs site/visuals/attention/recordTales.ts`. A test makes the first ones again.
 */
import { writeFileSync } from 'node:fs';
import { loadSimd } from '#framework';
import { taleSteps } from './taleFacts.ts';
import { talesAt } from './tales.ts';

await loadSimd();
const tales = await talesAt(taleSteps);
writeFileSync(new URL('recordedTales.json', import.meta.url), `${JSON.stringify(tales, null, 2)}\n`);
