/** One process that grades a class by recorded answers, to be killed: `node replay.ts FOLDER`, with the plan in FOLDER/plan.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReplayPlan, replayClass } from './replayClass.ts';

const folder = process.argv[2]!;
await replayClass(folder, JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as ReplayPlan);
