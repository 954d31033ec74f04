// Writes site/visuals/world/files/savedFacts.json: node --import ./site/tests/requireNode.mjs site/visuals/world/files/recordSaved.ts
// savedFacts.test.ts holds the file to what is measured.

import { writeFileSync } from 'node:fs';
import { loadSimd } from '#framework';
import { measureSaved } from './measureSaved.ts';

await loadSimd();
const facts = JSON.stringify(await measureSaved(), (_, value: unknown) =>
  typeof value === 'number' ? Number(value.toPrecision(6)) : value,
);
writeFileSync(new URL('savedFacts.json', import.meta.url), `${facts}\n`);
