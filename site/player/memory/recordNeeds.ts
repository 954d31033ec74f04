// Measures what each lesson's run takes while it trains, and writes memoryNeeds.json beside this file:
//
//   node --import ./site/tests/requireNode.mjs site/player/memory/recordNeeds.ts
//
// A process of its own for each run goes to its recorded step and back, as a reader would; what it took at most, over a process that has loaded
// the same code and trained nothing, and what keyframes may take in the whole run, rounded up to 10 MB. A browser's worker holds the same arrays.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { KEYFRAME_BYTES } from '../Keyframes.ts';
import { lessonRuns } from '../lessonRuns.ts';
import { recorded } from '../record.ts';

const MB = 1024 * 1024;
const NOTHING = 'nothing';
/** Batches are kept whole, as in the page. */
const KEEP_WHOLE = Number.POSITIVE_INFINITY;

/** A weight and the two memories of Adam, float32. */
const BYTES_OF_PARAMETER = 3 * 4;

async function measureHere(name: string): Promise<void> {
  const frame = lessonRuns[name];
  const info = frame === undefined ? undefined : (await recorded(frame, KEEP_WHOLE)).info;
  const past = (info?.parameters ?? 0) * BYTES_OF_PARAMETER * (info?.totalSteps ?? 0);
  process.stdout.write(String(process.resourceUsage().maxRSS * 1024 + Math.min(KEYFRAME_BYTES, past)));
}

function measured(name: string): number {
  const args = [...process.execArgv, fileURLToPath(import.meta.url), name];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${name} could not be measured`);
  return Number(stdout);
}

const [, , only] = process.argv;
if (only !== undefined) await measureHere(only);
else {
  const base = measured(NOTHING);
  const found = Object.keys(lessonRuns).map((name) => {
    const bytes = measured(name) - base;
    const rounded = Math.ceil(bytes / MB / 10) * 10;
    console.log(`${name}: ${rounded} MB`);
    return [name, rounded] as const;
  });
  const file = new URL('memoryNeeds.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(found), null, 2)}\n`);
}
