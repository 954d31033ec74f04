// Trains a run of lessonRuns.ts and writes the states that it ships: node site/player/shipped/makeStates.ts RUN FOLDER. A program of its own
// for the reason that recordFrame.ts is one.

import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeCheckpoint } from '#framework';
import { lessonRuns } from '../lessonRuns.ts';
import { Timeline } from '../Timeline.ts';
import { plainTrack } from '../TrackSpec.ts';
import { nameOfState } from './shippedStates.ts';

const [frame = '', folder = ''] = process.argv.slice(2);
const found = lessonRuns[frame];
if (found === undefined) throw new Error(`site/player/lessonRuns.ts says nothing of ${frame}`);
const nothing = (): void => {};
const { run, seed, options = {}, ships = [] } = found;
const timeline = await Timeline.open([{ ...plainTrack(run, seed), options }], {
  onMetrics: nothing,
  onEvaluation: nothing,
  onKeyframe: nothing,
  onEnding: nothing,
});
const [track] = timeline.tracks;
for (const step of ships) {
  await track!.goTo(step);
  const file = join(folder, nameOfState(frame, step));
  writeFileSync(`${file}.${process.pid}`, encodeCheckpoint(track!.state));
  renameSync(`${file}.${process.pid}`, file);
}
