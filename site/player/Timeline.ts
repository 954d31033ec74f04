/**
 * One to four tracks that move together, in the training worker: one step of each after the other, never two at once, because listeners
 * and substitutes belong to the worker. On a clock of updates they stand at the same step number; on one of examples or milliseconds the
 * first track leads, and the others stand where they had seen as many examples, or had taken as long.
 */
import { ChalkgradError } from '#framework';
import { canonical, type Sizes } from './buildTrack.ts';
import { chooseBackend } from './chooseBackend.ts';
import { explainedBy } from './explain/explanation.ts';
import { type Difference, firstDifference } from './firstDifference.ts';
import { Keyframes } from './Keyframes.ts';
import { type Clock, MOST_TRACKS } from './Moment.ts';
import type { Nudged, NudgedCell } from './nudged.ts';
import type { Evaluation, Reading, StepMetrics, StepTrace } from './protocol.ts';
import { type Ending, type IsStale, Track, type TrackEvents, type TrackOptions } from './Track.ts';
import { parentOf, type TrackSpec } from './TrackSpec.ts';
import { USUALLY_OBSERVED } from './timelineProtocol.ts';
import { printTrack } from './trackText.ts';

export interface TimelineEvents {
  readonly onMetrics: (track: number, metrics: StepMetrics) => void;
  readonly onEvaluation: (track: number, evaluation: Evaluation) => void;
  readonly onKeyframe: (track: number, step: number, hash: string, same: boolean | null) => void;
  readonly onEnding: (track: number, ending: Ending) => void;
  /** A track with answers of the reader's begins a step; -1: it is being opened. `track` is its text. */
  readonly onWork?: (track: string, step: number) => void;
}

export interface TimelineOptions {
  readonly clock?: Clock;
  readonly backend?: string;
  readonly keepWhole?: number;
  readonly sizes?: Sizes;
  readonly keyframeBytes?: number;
  readonly ended?: Readonly<Record<string, Ending>>;
  readonly shipped?: NonNullable<TrackOptions['shipped']>;
}

/** What recorded steps bring along. */
interface Looked {
  readonly item: number;
  readonly observes: readonly string[];
  readonly reading: Reading | null;
}

const never: IsStale = async () => false;

export class Timeline {
  readonly keyframes: Keyframes;
  clock: Clock;
  /** Tracks that hung before, by their texts. */
  ended: Readonly<Record<string, Ending>> = {};
  /** The tracks in their order. */
  tracks: readonly Track[] = [];
  private readonly events: TimelineEvents;
  private readonly options: Omit<TimelineOptions, 'clock' | 'keyframeBytes' | 'ended'>;
  /** All that are open, by their text: also parents that only forks need. */
  private readonly opened = new Map<string, Track>();
  private looked: Looked = { item: 0, observes: USUALLY_OBSERVED, reading: null };
  /** The next step to make, of the first track. */
  private position = 0;
  /** Which step of each track was shown last. */
  private shown: (number | null)[] = [];

  private constructor(
    events: TimelineEvents,
    { clock = 'updates', keyframeBytes, ended = {}, ...options }: TimelineOptions,
  ) {
    this.events = events;
    this.options = options;
    this.clock = clock;
    this.ended = ended;
    this.keyframes = new Keyframes(keyframeBytes);
  }

  /** Errors: as `setTracks`. */
  static async open(
    specs: readonly TrackSpec[],
    events: TimelineEvents,
    options: TimelineOptions = {},
  ): Promise<Timeline> {
    const timeline = new Timeline(events, options);
    await timeline.setTracks(specs);
    return timeline;
  }

  /**
   * Have these tracks and no others. Those that are there already go on as they are, keyframes and all; a fork of one shares its past.
   * Errors: no track or more than four, and whatever a track refuses; nothing has changed then.
   */
  async setTracks(specs: readonly TrackSpec[]): Promise<void> {
    if (specs.length === 0 || specs.length > MOST_TRACKS) {
      throw new ChalkgradError(`a timeline of ${specs.length} tracks is not possible`, `it has 1 to ${MOST_TRACKS}.`);
    }
    const backend = await chooseBackend(this.options.backend);
    const fresh = new Map<string, Track>();
    const tracks: Track[] = [];
    try {
      for (const spec of specs)
        tracks.push(await this.track(canonical(spec), { backend, fresh, sharers: specs.length }));
    } catch (error) {
      for (const track of fresh.values()) track.close();
      throw error;
    }
    const needed = new Set(tracks.flatMap((track) => track.lineage));
    for (const [name, track] of fresh) this.opened.set(name, track);
    for (const [name, track] of this.opened) {
      if (needed.has(track)) continue;
      track.close();
      this.opened.delete(name);
    }
    this.tracks = tracks;
    this.shown = tracks.map(() => null);
    for (const track of needed) {
      track.sharers = tracks.length;
      Object.assign(track, this.looked);
    }
  }

  private async track(
    spec: TrackSpec,
    { backend, fresh, sharers }: { backend: string; fresh: Map<string, Track>; sharers: number },
  ): Promise<Track> {
    const name = printTrack(spec);
    const known = this.opened.get(name) ?? fresh.get(name);
    if (known !== undefined) return known;
    const parentSpec = parentOf(spec);
    const parent = parentSpec === null ? null : await this.track(parentSpec, { backend, fresh, sharers });
    const track: Track = await Track.open(
      spec,
      parent,
      { ...this.listenerOf(() => track), onWork: (step) => this.events.onWork?.(name, step) },
      { keyframes: this.keyframes, backend, ended: this.ended[name] ?? null, ...this.options },
    );
    fresh.set(name, track);
    return track;
  }

  /** Whatever happens in a track is told of every place in whose past or present it happened. */
  private listenerOf(owner: () => Track): TrackEvents {
    const tell = (step: number, say: (place: number) => void): void => {
      for (const [place, track] of this.tracks.entries()) if (track.ownerOf(step) === owner()) say(place);
    };
    const { events } = this;
    return {
      onMetrics: (metrics) => tell(metrics.step, (place) => events.onMetrics(place, metrics)),
      onEvaluation: (evaluation) => tell(evaluation.step - 1, (place) => events.onEvaluation(place, evaluation)),
      onKeyframe: (step, hash, same) => tell(step, (place) => events.onKeyframe(place, step, hash, same)),
      onEnding: (ending) => tell(ending.step, (place) => events.onEnding(place, ending)),
    };
  }

  /** Number of the next step, of the first track. */
  get step(): number {
    return this.position;
  }

  /** As many steps as the longest track has; on another clock than updates, as the first has. */
  get totalSteps(): number {
    const lengths = this.tracks.map(({ info }) => info.totalSteps);
    return this.clock === 'updates' ? Math.max(...lengths) : lengths[0]!;
  }

  get isFinished(): boolean {
    const ends = this.tracks.map(({ lastStep }) => lastStep);
    return this.position > (this.clock === 'updates' ? Math.max(...ends) : ends[0]!);
  }

  /** The step to stand at when all are made. */
  get restingStep(): number {
    const [first, ...others] = this.tracks as [Track, ...Track[]];
    const leader = this.clock === 'updates' ? others.reduce((a, b) => (b.lastStep > a.lastStep ? b : a), first) : first;
    return leader.lastFullStep;
  }

  /** The next step is the first. */
  startOver(): void {
    this.position = 0;
    this.shown.fill(null);
  }

  /** What recorded steps bring along: the slices of this example, and these observed tensors. */
  look(change: Partial<Looked>): void {
    this.looked = { ...this.looked, ...change };
    this.shown.fill(null);
    for (const track of this.opened.values()) Object.assign(track, this.looked);
  }

  /** One step on. For each track its recorded step, where one was made and was to be recorded. */
  advance(record: boolean): Promise<(StepTrace | null)[]> {
    return this.bring(this.position, record, never);
  }

  /** Show a step of the first track, and of the others what belongs to it. null: overtaken. */
  async show(step: number, isStale: IsStale = never): Promise<(StepTrace | null)[] | null> {
    this.shown.fill(null);
    let stale = false;
    const ask: IsStale = async () => {
      stale ||= await isStale();
      return stale;
    };
    const traces = await this.bring(Math.min(Math.max(0, step), this.totalSteps - 1), true, ask);
    return stale ? null : traces;
  }

  /** The first step, and in it the first place, at which two tracks differ; null: none up to their ends, or overtaken. */
  async difference(a: number, b: number, isStale: IsStale = never): Promise<Difference | null> {
    const { reading } = this.looked;
    const at = Math.max(0, this.position - 1);
    // Steps are compared as they were made, not what is read beside them.
    this.look({ reading: null });
    const found = await this.findDifference(a, b, isStale).finally(() => this.look({ reading }));
    if (found !== null || reading === null || explainedBy(reading) === null) return found;
    // The two learn alike to the last bit. What is shown in the batch's place may differ all the same: at the step on screen.
    const whole = Number.POSITIVE_INFINITY;
    const left = await this.tracks[a]!.show(at, isStale, whole);
    const right = await this.tracks[b]!.show(at, isStale, whole);
    return left === null || right === null ? null : firstDifference(left, right);
  }

  private async findDifference(a: number, b: number, isStale: IsStale): Promise<Difference | null> {
    const [one, other] = [this.tracks[a]!, this.tracks[b]!];
    const whole = Number.POSITIVE_INFINITY;
    let step = await this.firstUnlike(a, b, isStale);
    while (step !== null && step >= 0) {
      if (!(await one.goTo(step, isStale)) || !(await other.goTo(step, isStale))) return null;
      const isSameBefore = one.ownerOf(step).hash === other.ownerOf(step).hash;
      // A different start shows already in the step before; not where a fork begins, for there the edits are the difference.
      const begins = step === 0 || one.beginsAt(step) || other.beginsAt(step);
      if (isSameBefore || begins) {
        const left = await one.show(step, isStale, whole);
        const right = await other.show(step, isStale, whole);
        if (left === null || right === null)
          return { step, phase: 'forward', op: (left ?? right)?.ops[0]?.label ?? '' };
        const found = firstDifference(left, right);
        if (found !== null) return found;
        if (begins) return { step, phase: 'forward', op: left.ops[0]?.label ?? '' };
        // The step is the same whole: an examination behind it changed something, and the next step shows what.
        const [then, otherThen] = [
          await one.show(step + 1, isStale, whole),
          await other.show(step + 1, isStale, whole),
        ];
        return then === null || otherThen === null ? null : firstDifference(then, otherThen);
      }
      step--;
    }
    return null;
  }

  /** See `Track.nudge`. The step shown stays the one shown. */
  nudge(track: number, step: number, cell: NudgedCell, isStale: IsStale = never): Promise<Nudged | null> {
    return (this.tracks[track] ?? this.tracks[0]!).nudge(step, cell, isStale);
  }

  close(): void {
    for (const track of this.opened.values()) track.close();
    this.opened.clear();
  }

  /** The first step whose reports differ, or from which only one has a report; the steps are made if they must be. */
  private async firstUnlike(a: number, b: number, isStale: IsStale): Promise<number | null> {
    const [one, other] = [this.tracks[a]!, this.tracks[b]!];
    const last = Math.max(one.lastStep, other.lastStep);
    for (let step = 0; step <= last; step++) {
      for (const track of [one, other]) {
        if (track.report(step) !== undefined || step > track.lastStep) continue;
        if (!(await track.goTo(step, isStale))) return null;
        await track.ownerOf(step).advance(false);
        if (await isStale()) return null;
      }
      if (!isSameReport(one.report(step), other.report(step))) return step;
    }
    return null;
  }

  /** Bring every track to the step that belongs to step `lead` of the first, and make that. */
  private async bring(lead: number, record: boolean, isStale: IsStale): Promise<(StepTrace | null)[]> {
    const made = new Map<Track, { readonly step: number; readonly trace: StepTrace | null }>();
    const traces: (StepTrace | null)[] = [];
    for (const track of this.opened.values()) track.isTimed = this.clock === 'milliseconds';
    for (const [place, track] of this.tracks.entries()) {
      const step = await this.stepBeside(track, lead, isStale);
      const owner = track.ownerOf(step);
      const known = made.get(owner);
      if (known?.step === step) traces.push(known.trace);
      else if (record ? this.shown[place] === step : owner.step === step + 1) traces.push(null);
      else {
        const trace = (await owner.goTo(step, isStale)) ? await owner.advance(record) : null;
        made.set(owner, { step, trace });
        traces.push(trace);
      }
      if (record && traces[place] !== null) this.shown[place] = step;
      if (await isStale()) break;
    }
    this.position = lead + 1;
    return traces;
  }

  /** The step of a track that stands beside step `lead` of the first. */
  private async stepBeside(track: Track, lead: number, isStale: IsStale): Promise<number> {
    const [leader] = this.tracks;
    const last = track.lastStep;
    if (this.clock === 'updates' || track === leader) return Math.min(lead, last);
    if (this.clock === 'examples') {
      const seen = leader!.examplesBefore(lead);
      let step = 0;
      // Steps see about as many examples each: start where that would be, and go to where it is.
      step = Math.min(last, Math.floor((seen / Math.max(1, track.examplesBefore(last))) * last));
      while (step > 0 && track.examplesBefore(step) > seen) step--;
      while (step < last && track.examplesBefore(step + 1) <= seen) step++;
      return step;
    }
    const spent = leader!.spentBefore(lead) ?? 0;
    let step = 0;
    while (step < last) {
      if (track.spentBefore(step + 1) === null) {
        if (!(await track.goTo(step, isStale))) return step;
        await track.ownerOf(step).advance(false);
      }
      if ((track.spentBefore(step + 1) ?? Number.POSITIVE_INFINITY) > spent) return step;
      step++;
    }
    return last;
  }
}

const isSameReport = (a: StepMetrics | undefined, b: StepMetrics | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  Object.keys({ ...a.metrics, ...b.metrics }).every((key) => Object.is(a.metrics[key], b.metrics[key]));
