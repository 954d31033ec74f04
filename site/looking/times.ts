// What time costs in every run, as large as its page shows it, in Node: a step, a recorded step, a keyframe after some steps, the time until the first recorded step
// stands (the run built), and the worst seek of a whole run with one track and with four. The last is led through the real keyframes with
// these times, not trained. Times are processor time, medians; whatever else the machine does makes them longer all the same, so its load
// is printed with them.

import { loadavg } from 'node:os';
import { findRun, runs } from '#framework';
import { KEYFRAME_BYTES } from '../player/Keyframes.ts';
import { lessonRuns } from '../player/lessonRuns.ts';
import { Timeline } from '../player/Timeline.ts';
import { plainTrack } from '../player/TrackSpec.ts';
import { worstSeek } from '../player/worstSeek.ts';

const STEPS = 15;
/** Recorded steps, and openings up to the first number: medians of so many. */
const RECORDED = 5;

interface Line {
  readonly run: string;
  readonly steps: number;
  readonly stepMs: number;
  readonly recordedMs: number;
  readonly bytes: number;
  readonly firstMs: number;
  readonly one: ReturnType<typeof worstSeek>;
  readonly four: ReturnType<typeof worstSeek>;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Processor time, in milliseconds: what a machine with nothing else to do would take. */
async function timed(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function repeated(times: number, run: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push(await timed(run));
  return median(all);
}

async function measure(run: string): Promise<Line> {
  const nothing = (): void => {};
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const asShown = { ...plainTrack(run, 7), options: lessonRuns[run]?.options ?? {} };
  const opened: Timeline[] = [];
  const firstMs = await repeated(RECORDED, async () => {
    opened.pop()?.close();
    const timeline = await Timeline.open([asShown], quiet);
    await timeline.advance(true);
    opened.push(timeline);
  });
  const [timeline] = opened as [Timeline];
  const [track] = timeline.tracks;
  for (let i = 0; i < 3; i++) await timeline.advance(false);
  const stepMs = await repeated(STEPS, () => timeline.advance(false));
  const recordedMs = await repeated(RECORDED, () => timeline.advance(true));
  const bytes = track!.keyframeBytes;
  const cost = { totalSteps: timeline.totalSteps, stepMs, recordedMs, bytes };
  timeline.close();
  return {
    run,
    steps: timeline.totalSteps,
    stepMs,
    recordedMs,
    bytes,
    firstMs,
    one: worstSeek(cost, 1),
    four: worstSeek(cost, 4),
  };
}

const ms = (value: number): string => (value < 100 ? value.toFixed(1) : value.toFixed(0));

const columns: readonly (readonly [string, (line: Line) => string])[] = [
  ['run', ({ run }) => run],
  ['steps', ({ steps }) => String(steps)],
  ['step ms', ({ stepMs }) => ms(stepMs)],
  ['recorded ms', ({ recordedMs }) => ms(recordedMs)],
  ['keyframe kB', ({ bytes }) => (bytes / 1024).toFixed(0)],
  ['first number ms', ({ firstMs }) => ms(firstMs)],
  ['step back ms, one', ({ one }) => ms(one.nearMs)],
  ['four', ({ four }) => ms(four.nearMs)],
  ['worst seek ms, one', ({ one }) => ms(one.farMs)],
  ['four', ({ four }) => ms(four.farMs)],
  ['keyframes MB, four', ({ four }) => (four.mostBytes / 2 ** 20).toFixed(1)],
];

function row(cells: readonly string[], widths: readonly number[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
}

/** Prints the table, line by line. Without names: of every run. Errors: a run that there is not. */
export async function printTimes(wanted: readonly string[]): Promise<void> {
  const names = wanted.length === 0 ? runs.map(({ name }) => name) : wanted.map((name) => findRun(name).name);
  const widths = columns.map(([title], i) => Math.max(title.length, i === 0 ? 20 : 7));
  console.log(`Keyframes: ${KEYFRAME_BYTES / 2 ** 20} MB per timeline. Load ${loadavg()[0]!.toFixed(1)}.`);
  console.log(row(columns.map(([title]) => title), widths)); // biome-ignore format: one line
  for (const name of names) {
    const line = await measure(name);
    console.log(row(columns.map(([, text]) => text(line)), widths)); // biome-ignore format: one line
  }
  console.log(`Load ${loadavg()[0]!.toFixed(1)}.`);
}
