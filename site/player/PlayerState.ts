/** What a page knows of its timeline at a moment: everything that figures draw and controls show. */
import type { PackedExplanation } from './explain/explanation.ts';
import type { Clock, SelectedTensor } from './Moment.ts';
import type { Evaluation, Reading, RunInfo, StepMetrics, StepTrace, Writing } from './protocol.ts';
import type { Ending, KeyframeTold } from './Track.ts';
import type { TrackSpec } from './TrackSpec.ts';

/** One number of the shown step, or a whole tensor when `index` is null. */
export interface Selection extends SelectedTensor {
  /** Label of the op: `conv1`. */
  readonly op: string;
}

/** The part of a step that figures look at. */
export type Phase = 'forward' | 'backward' | 'update';

export type Keyframe = KeyframeTold;

export type Status = 'recorded' | 'loading' | 'paused' | 'playing' | 'seeking' | 'failed';

/** A sentence for the reader, and what to do. */
export interface Told {
  readonly message: string;
  readonly hint: string;
}

export interface TrackState {
  readonly spec: TrackSpec;
  readonly info: RunInfo;
  /** The step that figures draw; null only before one arrived. */
  readonly trace: StepTrace | null;
  /** By step. Longer than the shown step after scrubbing back. */
  readonly metrics: readonly StepMetrics[];
  readonly evaluations: readonly Evaluation[];
  readonly keyframes: readonly Keyframe[];
  /** Where and why it ended before its last step; null: it did not. */
  readonly ending: Ending | null;
}

export interface PlayerState extends Omit<TrackState, 'spec'> {
  readonly status: Status;
  readonly tracks: readonly TrackState[];
  /** Which track figures of one run draw, from 0. Its trace, metrics … stand here beside it. */
  readonly focus: number;
  readonly totalSteps: number;
  readonly clock: Clock;
  /** Where the numbers on screen come from. */
  readonly source: 'recorded' | 'live';
  /** The step at which playing came to its end; null: it did not. */
  readonly finished: number | null;
  /** Which step was asked for and is not on screen yet. */
  readonly target: number | null;
  /** Steps a second; Infinity: as fast as it goes. */
  readonly speed: number;
  /** Which example of the batch the figures look at. */
  readonly item: number;
  /** A text that is read in the batch's place; null: none. */
  readonly reading: Reading | null;
  /** Which op the figures stand at: a label; and in which part of the step. */
  readonly op: string;
  readonly phase: Phase;
  readonly selection: Selection | null;
  /** A term of an equation that is pointed at: figures light the cells it stands for. */
  readonly term: string | null;
  /** Steps worth going back to, in order: a figure says which, the time bar marks them. */
  readonly bookmarks: readonly number[];
  readonly error: Told | null;
}

export interface Recording {
  readonly info: RunInfo;
  readonly trace: StepTrace;
  readonly metrics: readonly StepMetrics[];
  readonly evaluations: readonly Evaluation[];
  /** What the network wrote after the recorded step, where the page shows it. */
  readonly writing?: Writing;
  /** What the network looked at after the recorded step, where the page shows it. */
  readonly explanations?: readonly PackedExplanation[];
  /** How its curve went on after the recorded step, to the end of the run. */
  readonly ahead?: Ahead;
}

/** The curve of the steps after the recorded one: a number a step. */
export interface Ahead {
  readonly losses: readonly number[];
  /** Absent where the run has none: nothing is right or wrong there. */
  readonly accuracies?: readonly number[];
}

/** What of a track stands in the state beside it. */
export const mirrored = ({
  info,
  trace,
  metrics,
  evaluations,
  keyframes,
  ending,
}: TrackState): Omit<TrackState, 'spec'> => ({
  info,
  trace,
  metrics,
  evaluations,
  keyframes,
  ending,
});
