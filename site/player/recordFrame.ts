// Records the first picture of one run's page and prints it: node site/player/recordFrame.ts RUN. A program of its own, because the
// site's build bundles what it runs, and the compiled kernels are found from the sources only.

import { lessonRuns } from './lessonRuns.ts';
import { record } from './record.ts';

const run = process.argv[2] ?? '';
const frame = lessonRuns[run];
if (frame === undefined) throw new Error(`site/player/lessonRuns.ts says nothing of ${run}`);
process.stdout.write(JSON.stringify(await record(frame)));
