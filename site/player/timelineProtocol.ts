/** What crosses between the page and the worker that trains its timeline. Plain data; a trace is in protocol.ts. */
import type { WriteChoices } from '#framework';
import type { Explained, ExplainTask } from './explain/explanation.ts';
import type { Difference } from './firstDifference.ts';
import type { Clock } from './Moment.ts';
import type { Nudged, NudgedCell } from './nudged.ts';
import type { Evaluation, Reading, RunInfo, StepMetrics, StepTrace, Writing } from './protocol.ts';
import type { Repair, RepairTask } from './repair.ts';
import type { Ending, KeyframeTold, TrackHistory } from './Track.ts';
import type { TrackSpec } from './TrackSpec.ts';

/** What most figures draw. Others ask for what they need: some observations cost more than the step. */
export const USUALLY_OBSERVED: readonly string[] = ['probabilities'];

/** How texts are written unless the reader says otherwise: a little surer than the network believes. */
export const FIRST_WRITING: WriteChoices = { temperature: 0.7, draw: 8, count: 14 };

export type ToTimeline =
  /** Have these tracks; those that are there already go on as they are. `item`: the example to keep slices of. */
  | {
      readonly type: 'open';
      readonly tracks: readonly TrackSpec[];
      readonly clock: Clock;
      readonly item: number;
      readonly observes: readonly string[];
      readonly reading: Reading | null;
      readonly request: number;
      readonly backend?: string;
      /** By their texts: tracks that hung before, and where. At step -1: already when they were opened. */
      readonly ended?: Readonly<Record<string, Ending>>;
    }
  /** Steps a second at most; Infinity: as fast as it goes. */
  | { readonly type: 'play'; readonly speed: number }
  | { readonly type: 'pause' }
  /** Show step number `step` of the first track, forwards or backwards in time. */
  | { readonly type: 'seek'; readonly step: number }
  | { readonly type: 'clock'; readonly clock: Clock }
  /** Keep another example's slices, and show the current step again. */
  | { readonly type: 'item'; readonly item: number }
  /** Which observed tensors recorded steps bring along. */
  | { readonly type: 'observe'; readonly names: readonly string[] }
  /** Read this text in the batch's place; null: the batch again. */
  | { readonly type: 'reading'; readonly reading: Reading | null }
  /** Have texts written with a track's weights as they are. */
  | { readonly type: 'write'; readonly track: number; readonly choices: WriteChoices; readonly request: number }
  /** Where two tracks begin to differ. */
  | { readonly type: 'difference'; readonly between: readonly [number, number]; readonly request: number }
  /** How the loss of a track's step answers when one number in it is moved. */
  | {
      readonly type: 'nudge';
      readonly track: number;
      readonly step: number;
      readonly cell: NudgedCell;
      readonly request: number;
    }
  /** Read a 28×28 image with a track's weights as they are. */
  | {
      readonly type: 'predict';
      readonly track: number;
      readonly pixels: Float32Array<ArrayBuffer>;
      readonly request: number;
    }
  /** What a track's network looks at in a picture, with its weights as they are. */
  | { readonly type: 'explain'; readonly track: number; readonly task: ExplainTask; readonly request: number }
  /** Fill a hole with a track's generator as it is. */
  | { readonly type: 'repair'; readonly track: number; readonly task: RepairTask; readonly request: number };

/** A track as it is when it was opened. */
export interface OpenedTrack extends TrackHistory {
  /** As it is written best: defaults left out. */
  readonly spec: TrackSpec;
  readonly info: RunInfo;
  readonly ending: Ending | null;
}

export type FromTimeline =
  | {
      readonly type: 'opened';
      readonly tracks: readonly OpenedTrack[];
      readonly totalSteps: number;
      readonly request: number;
    }
  /** These tracks are not possible; the ones before go on. */
  | { readonly type: 'refused'; readonly message: string; readonly hint: string; readonly request: number }
  | { readonly type: 'progress'; readonly track: number; readonly metrics: readonly StepMetrics[] }
  | { readonly type: 'evaluated'; readonly track: number; readonly evaluation: Evaluation }
  | { readonly type: 'keyframe'; readonly track: number; readonly keyframe: KeyframeTold }
  | { readonly type: 'ending'; readonly track: number; readonly ending: Ending }
  /**
   * A track that answers of the reader's take part in begins a step (-1: it is being opened), or one of its answers goes to work. Whoever
   * hears nothing more knows what hangs. `track` is its text; '' while an answer is being loaded.
   */
  | { readonly type: 'working'; readonly track: string; readonly step: number; readonly answer: string | null }
  /** One recorded step per track; null where a track has none other than the last one told. */
  | { readonly type: 'traces'; readonly traces: readonly (StepTrace | null)[] }
  | { readonly type: 'totalSteps'; readonly totalSteps: number }
  | { readonly type: 'playing'; readonly playing: boolean }
  /** All steps are made; shown is step `at`. */
  | { readonly type: 'finished'; readonly at: number }
  /** undefined: something newer came before it was found. */
  | { readonly type: 'difference'; readonly difference: Difference | null | undefined; readonly request: number }
  /** null: something newer came before it was measured; or why it cannot be. */
  | { readonly type: 'nudged'; readonly nudged: Nudged | string | null; readonly request: number }
  | {
      readonly type: 'prediction';
      readonly request: number;
      readonly step: number;
      readonly probabilities: Float32Array<ArrayBuffer>;
    }
  | { readonly type: 'explained'; readonly request: number; readonly step: number; readonly explained: Explained }
  /** null: the run has no generator that draws. */
  | { readonly type: 'repaired'; readonly request: number; readonly step: number; readonly repair: Repair | null }
  /** null: the run does not write. */
  | { readonly type: 'written'; readonly request: number; readonly writing: Writing | null }
  | { readonly type: 'failed'; readonly message: string; readonly hint: string };
