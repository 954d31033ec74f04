/**
 * How long the longest seek within a whole run takes, without training it: the real keeper of keyframes is led over all steps, and what
 * it kept is looked through for the longest way from a keyframe to a step.
 */

import type { TrainingState } from '#framework';
import { Keyframes, type Shelf, spacing } from './Keyframes.ts';

export interface TrackCost {
  readonly totalSteps: number;
  readonly stepMs: number;
  readonly recordedMs: number;
  /** Bytes of one keyframe. */
  readonly bytes: number;
}

export interface SeekCost {
  /** From the end of the run to its worst place, all tracks together. */
  readonly farMs: number;
  /** One step back at the end. */
  readonly nearMs: number;
  /** The most bytes that all keyframes held on the way. */
  readonly mostBytes: number;
}

/** Of `count` tracks of this kind, after their whole run. */
export function worstSeek(
  { totalSteps, stepMs, recordedMs, bytes }: TrackCost,
  count: number,
  budget?: number,
): SeekCost {
  const keyframes = new Keyframes(budget);
  const shelves: Shelf[] = Array.from({ length: count }, () => keyframes.shelf());
  const every = spacing(stepMs, recordedMs, count);
  const nothing = {} as TrainingState;
  for (let step = 0; step < totalSteps; step += every) {
    for (const shelf of shelves) {
      shelf.at = step;
      shelf.stepMs = stepMs;
      shelf.every = every;
      keyframes.keep(shelf, { step, state: nothing, gradients: null, hash: '', bytes, isPinned: step === 0 });
    }
  }
  const longest = Math.max(...shelves.map((shelf) => longestWay(shelf, totalSteps)));
  const last = totalSteps - 2;
  const back = Math.max(...shelves.map((shelf) => last - (keyframes.before(shelf, last)?.step ?? 0)));
  return {
    farMs: count * (longest * stepMs + recordedMs),
    nearMs: count * (back * stepMs + recordedMs),
    mostBytes: keyframes.mostBytes,
  };
}

/** The most steps that must be made again to come to one. */
function longestWay({ frames }: Shelf, totalSteps: number): number {
  const ends = [...frames.slice(1).map(({ step }) => step), totalSteps];
  return Math.max(...frames.map(({ step }, i) => ends[i]! - 1 - step));
}
