// Every run trained from its first step to its last, in Node, with the keyframes that one of four tracks may keep: the most bytes they held at any
// step, how many stand at the end, how many steps the longest way from one of them to a step takes, and whether a third of the way comes
// back to the same weights. Counts, no times. Kept in site/player/memory/wholeRuns.json, which a test holds against the runs.

import { readFileSync, writeFileSync } from 'node:fs';
import { findRun, runs } from '#framework';
import { KEYFRAME_BYTES } from '../player/Keyframes.ts';
import { Timeline } from '../player/Timeline.ts';
import { plainTrack } from '../player/TrackSpec.ts';

const table = new URL('../player/memory/wholeRuns.json', import.meta.url);

export interface WholeRun {
  readonly steps: number;
  /** Of one keyframe. */
  readonly bytes: number;
  /** The most that all of them held at any step. */
  readonly most: number;
  /** How many stand after the last step. */
  readonly kept: number;
  /** How many of the run's steps were made again on the way back to a third of it. */
  readonly again: number;
}

/** What one of four tracks may keep. */
export const QUARTER = KEYFRAME_BYTES / 4;

/** Train a whole run. Errors: keyframes over their budget; other weights on the way back. */
export async function wholeRun(run: string): Promise<WholeRun> {
  const told: (boolean | null)[] = [];
  let made = 0;
  const nothing = (): void => {};
  const timeline = await Timeline.open(
    [plainTrack(run, 7)],
    {
      onMetrics: () => {
        made++;
      },
      onEvaluation: nothing,
      onKeyframe: (_track, _step, _hash, same) => told.push(same),
      onEnding: nothing,
    },
    { keyframeBytes: QUARTER },
  );
  const [track] = timeline.tracks;
  const third = Math.floor(timeline.totalSteps / 3);
  let hash = '';
  while (!timeline.isFinished) {
    if (timeline.step === third) ({ hash } = track!);
    await timeline.advance(false);
    if (timeline.keyframes.bytes > QUARTER)
      throw new Error(`${run}: ${timeline.keyframes.bytes} bytes of keyframes at step ${timeline.step}`);
  }
  // Taken before going back, which leaves others.
  const { bytes: held, mostBytes: most } = timeline.keyframes;
  const { keyframeBytes: bytes } = track!;
  const before = made;
  await track!.goTo(third);
  if (track!.hash !== hash || told.includes(false))
    throw new Error(`${run}: step ${third} came back with other weights`);
  const found = { steps: timeline.totalSteps, bytes, most, kept: Math.round(held / bytes), again: made - before };
  timeline.close();
  return found;
}

/** Trains these runs, or all, says what it found, and keeps it. Errors: as `wholeRun`; a run that there is not. */
export async function printWholeRuns(wanted: readonly string[]): Promise<void> {
  const names = wanted.length === 0 ? runs.map(({ name }) => name) : wanted.map((name) => findRun(name).name);
  let known: Record<string, WholeRun> = {};
  try {
    known = JSON.parse(readFileSync(table, 'utf8')) as Record<string, WholeRun>;
  } catch {
    console.log('There is no table yet.');
  }
  console.log(`Keyframes: ${QUARTER / 2 ** 20} MB for one track.`);
  for (const name of names) {
    const found = await wholeRun(name);
    known[name] = found;
    const { steps, bytes, most, kept, again } = found;
    const sizes = `${(bytes / 1024).toFixed(0)} kB each, ${(most / 2 ** 20).toFixed(1)} MB at most`;
    console.log(`${name.padEnd(20)} ${steps} steps, ${sizes}, ${kept} at the end, ${again} steps again to a third`);
    const inOrder = runs.flatMap((run) =>
      known[run.name] === undefined ? [] : [[run.name, known[run.name]] as const],
    );
    writeFileSync(table, `${JSON.stringify(Object.fromEntries(inOrder), null, 2)}\n`);
  }
}
