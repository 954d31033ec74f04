// Writes site/player/trials/recordedSweep.json, what the sweep over rates shows before a reader runs it:
// node --import ./site/tests/requireNode.mjs site/player/trials/recordSweep.ts. trials.test.ts holds the file to the run.

import { writeFileSync } from 'node:fs';
import { sweepRates } from './sweepRates.ts';

const { points, ...rest } = await sweepRates(7);
const rounded = points.map(({ rate, loss }) => ({ rate, loss: Number(loss.toPrecision(5)) }));
writeFileSync(
  new URL('recordedSweep.json', import.meta.url),
  `${JSON.stringify({ ...rest, points: rounded }, null, 2)}\n`,
);
