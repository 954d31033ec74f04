/** Numbers of lesson 12, read from the steps that tracks of `valley` and `spiral-mlp` made. */

import type { PlayerState } from '../../player/PlayerState.ts';
import type { StepMetrics, StepTrace } from '../../player/protocol.ts';
import { laneOf } from '../optimization/race.ts';
import type { Measure } from './Measure.ts';

/** A height that counts as landed (framework/runs/valley.ts), and an accuracy that counts as read. */
const [LANDED, READ] = [0.01, 0.95];
/** So many updates rules are given before it is said which of them have got anywhere: read more than a straight line can. */
const [ENOUGH, ANYWHERE] = [600, 0.7];
/** Paths that agree to so many digits are one path. */
const SAME = 1e-5;

type Tracks = PlayerState['tracks'];

/** Where a ball lay before step t; null where that step has not been made. */
function placeAt(metrics: readonly StepMetrics[], t: number): readonly [a: number, b: number] | null {
  const { a, b } = metrics.find(({ step }) => step === t)?.metrics ?? {};
  return a === undefined || b === undefined ? null : [a, b];
}

const heightAtEnd = ({ metrics, info, ending }: Tracks[number]): number | null => {
  if (ending !== null) return Number.POSITIVE_INFINITY; // it flew off
  const last = metrics.at(-1);
  return last === undefined || last.step < info.totalSteps - 1 ? null : (last.metrics['height'] ?? null);
};

/** Do two balls roll alike, step by step? null before ten steps. */
function rollAlike(one: Tracks[number] | undefined, other: Tracks[number] | undefined): boolean | null {
  if (one === undefined || other === undefined) return null;
  for (let t = 0; t < 10; t++) {
    const [here, there] = [placeAt(one.metrics, t), placeAt(other.metrics, t)];
    if (here === null || there === null) return one.ending !== null || other.ending !== null ? false : null;
    if (here.some((x, i) => Math.abs(x - there[i]!) > SAME * Math.max(1, Math.abs(x)))) return false;
  }
  return true;
}

/** How strongly an update pulls a parameter towards 0 by decay alone, as a share of its whole step. */
function decayOf(trace: StepTrace | null, label: string): number | null {
  const lane = trace === null ? null : laneOf(trace, label);
  const part = lane?.parts.find(({ name }) => name === 'decay');
  return part === undefined ? null : Math.abs(part.along);
}

export const optimizerMeasures = {
  /** Of tracks in the valley that have come to their end: which one landed, from 0; how many there are where none did. */
  'who-lands': ({ tracks }) => {
    const heights = tracks.map(heightAtEnd);
    if (heights.length < 2 || heights.includes(null)) return null;
    const place = heights.findIndex((height) => height! < LANDED);
    return place < 0 ? heights.length : place;
  },
  /** 0 it lands, 1 it does not: the track in last place. */
  'does-the-last-land': ({ tracks }) => {
    const height = tracks.length < 2 ? null : heightAtEnd(tracks.at(-1)!);
    return height === null ? null : Number(height >= LANDED);
  },
  /** Of b's velocity after its third update, from where it lay: (b₂ − b₃) / η. */
  'velocity-after-three': ({ tracks }) => {
    const [track] = tracks;
    const [from, to] = [placeAt(track?.metrics ?? [], 2), placeAt(track?.metrics ?? [], 3)];
    const lr = track?.trace?.lr;
    return from === null || to === null || lr === undefined ? null : (from[1] - to[1]) / lr;
  },
  /** In its first step: 0 a goes further, 1 b, 2 both equally far. */
  'who-steps-further': ({ trace }) => {
    if (trace?.step !== 0) return null;
    const [a, b] = ['a', 'b'].map((label) => laneOf(trace, label)?.change ?? null);
    if (a === null || b === null || a === undefined || b === undefined) return null;
    if (Math.abs(a - b) < 1e-3 * a) return 2;
    return a > b ? 0 : 1;
  },
  /** Where a is after the first update. */
  'a-after-first': ({ trace }) => {
    const update = trace?.step === 0 ? trace.updates.find(({ label }) => label === 'a') : undefined;
    return trace?.tensors.get(update?.after ?? Number.NaN)?.values[0] ?? null;
  },
  /** Two rules, each as it is and with a loss a thousand times as large, in this order: 0 the first does not notice, 1 the second, 2 neither notices, 3 both do. */
  'who-does-not-notice': ({ tracks }) => {
    const [first, second] = [rollAlike(tracks[0], tracks[1]), rollAlike(tracks[2], tracks[3])];
    if (first === null || second === null) return null;
    if (first) return second ? 2 : 0;
    return second ? 1 : 3;
  },
  /** Of two tracks: in which b is pulled more by decay in the shown step, from 0. */
  'who-decays-b-more': ({ tracks }) => {
    const [first, second] = tracks.map(({ trace }) => decayOf(trace, 'b'));
    if (first == null || second == null || first === second) return null;
    return first > second ? 0 : 1;
  },
  /** Which track first reads so many held-out examples right, from 0; null while none has. */
  'first-to-read': ({ tracks }) => {
    const at = tracks.map(
      ({ evaluations }) =>
        evaluations.find(({ metrics }) => (metrics['accuracy'] ?? 0) >= READ)?.step ?? Number.POSITIVE_INFINITY,
    );
    const first = Math.min(...at);
    return tracks.length < 2 || !Number.isFinite(first) ? null : at.indexOf(first);
  },
  /** How many tracks have got anywhere after so many updates; null while one has yet to be examined then. One that ended before has not. */
  'how-many-read': ({ tracks }) => {
    const read = tracks.map(({ evaluations, ending }) => {
      const look = evaluations.find(({ step }) => step === ENOUGH);
      return look === undefined ? (ending === null ? null : 0) : (look.metrics['accuracy'] ?? null);
    });
    return read.length < 2 || read.includes(null) ? null : read.filter((share) => share! > ANYWHERE).length;
  },
  /** How far all parameters moved in the shown step, of two tracks: the second over the first. */
  'times-as-far': ({ tracks }) => {
    const [first, second] = tracks.map(({ trace }) => (trace === null ? null : (laneOf(trace, null)?.change ?? null)));
    return first == null || second == null ? null : second / first;
  },
} satisfies Readonly<Record<string, Measure>>;
