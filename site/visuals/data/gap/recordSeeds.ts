// Writes site/visuals/data/gap/recordedSeeds.json, every cure from five seeds: node --import ./site/tests/requireNode.mjs
// site/visuals/data/gap/recordSeeds.ts. cures.test.ts holds the file to the run.

import { writeFileSync } from 'node:fs';
import { loadSimd } from '#framework';
import { type CureName, cures, SEEDS, trained } from './cures.ts';

await loadSimd();
const recorded: Record<string, unknown[]> = {};
for (const name of Object.keys(cures) as CureName[]) {
  recorded[name] = [];
  for (const seed of SEEDS) {
    const { trainLoss, heldLoss, accuracy, smallWeights, lastStep } = await trained(name, seed);
    const [train, held] = [trainLoss, heldLoss].map((loss) => Number(loss.toPrecision(5)));
    recorded[name].push({ trainLoss: train, heldLoss: held, accuracy, smallWeights, lastStep });
  }
}
writeFileSync(new URL('recordedSeeds.json', import.meta.url), `${JSON.stringify(recorded)}\n`);
