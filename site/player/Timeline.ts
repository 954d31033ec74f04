/**
 * One to four tracks that move together, in the training worker: one step of each after the other, never two at once, because listeners
 * and substitutes belong to the worker. On a clock of updates they stand at the same step number; on one of examples or milliseconds the
 * first track leads, and the others stand where they had seen as many examples, or had taken as long.
 */
import { canonical, type Sizes } from './buildTrack.ts';
import { chooseBackend } from './chooseBackend.ts';
import { type Difference, firstDifference } from './firstDifference.ts';
import { Keyframes } from './Keyframes.ts';
import { type Clock, MOST_TRACKS } from './Moment.ts';
import type { Evaluation, StepMetrics, StepTrace } from './protocol.ts';
import { type Ending, type IsStale, Track, type TrackEvents } from './Track.ts';
import { parentOf, type TrackSpec } from './TrackSpec.ts';
import { printTrack } from './trackText.ts';

export interface TimelineEvents {
  readonly onMetrics: (track: number, metrics: StepMetrics) => void;
  readonly onEvaluation: (track: number, evaluation: Evaluation) => void;
  readonly onKeyframe: (track: number, step: number, hash: string, same: boolean | null) => void;
  readonly onEnding: (track: number, ending: Ending) => void;
}

export interface TimelineOptions {
  readonly clock?: Clock;
  readonly backend?: string;
  readonly keepWhole?: number;
  readonly sizes?: Sizes;
  readonly keyframeBytes?: number;
}

const never: IsStale = async () => false;

export class Timeline {
  readonly tracks: readonly Track[];
  readonly keyframes: Keyframes;
  clock: Clock;
  /** The next step to make, of the first track. */
  private position = 0;
  /** Which step of each track was shown last. */
  private readonly shown: (number | null)[];
  /** What each step of each track reported. */
  private readonly reports: Map<number, StepMetrics>[];

  private constructor(
    tracks: readonly Track[],
    reports: Map<number, StepMetrics>[],
    { clock, keyframes }: { clock: Clock; keyframes: Keyframes },
  ) {
    this.tracks = tracks;
    this.reports = reports;
    this.shown = tracks.map(() => null);
    this.clock = clock;
    this.keyframes = keyframes;
  }

  /** Errors: no track or more than four, and whatever a track refuses. */
  static async open(
    specs: readonly TrackSpec[],
    events: TimelineEvents,
    { clock = 'updates', backend, keyframeBytes, ...options }: TimelineOptions = {},
  ): Promise<Timeline> {
    if (specs.length === 0 || specs.length > MOST_TRACKS) throw new Error(`a timeline has 1 to ${MOST_TRACKS} tracks`);
    const chosen = await chooseBackend(backend);
    const keyframes = new Keyframes(keyframeBytes);
    const reports = specs.map(() => new Map<number, StepMetrics>());
    const opened = new Map<string, Track>();
    const places: Track[] = [];
    /** To every track in whose past or present it happened. */
    const tell = (owner: () => Track, step: number, say: (track: number) => void): void => {
      for (const [place, track] of places.entries()) if (track.ownerOf(step) === owner()) say(place);
    };
    const open = async (given: TrackSpec): Promise<Track> => {
      const spec = canonical(given);
      const name = printTrack(spec);
      const known = opened.get(name);
      if (known !== undefined) return known;
      const parentSpec = parentOf(spec);
      const parent = parentSpec === null ? null : await open(parentSpec);
      const self = (): Track => track;
      const listener: TrackEvents = {
        onMetrics: (metrics) =>
          tell(self, metrics.step, (place) => {
            reports[place]!.set(metrics.step, metrics);
            events.onMetrics(place, metrics);
          }),
        onEvaluation: (evaluation) =>
          tell(self, evaluation.step - 1, (place) => events.onEvaluation(place, evaluation)),
        onKeyframe: (step, hash, same) => tell(self, step, (place) => events.onKeyframe(place, step, hash, same)),
        onEnding: (ending) => tell(self, ending.step, (place) => events.onEnding(place, ending)),
      };
      const track: Track = await Track.open(spec, parent, listener, {
        keyframes,
        backend: chosen,
        sharers: specs.length,
        ...options,
      });
      opened.set(name, track);
      return track;
    };
    for (const spec of specs) places.push(await open(spec));
    return new Timeline(places, reports, { clock, keyframes });
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

  set item(item: number) {
    for (const track of this.tracks) track.item = item;
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
    const [one, other] = [this.tracks[a]!, this.tracks[b]!];
    let step = await this.firstUnlike(a, b, isStale);
    while (step !== null && step >= 0) {
      if (!(await one.goTo(step, isStale)) || !(await other.goTo(step, isStale))) return null;
      const isSameBefore = one.ownerOf(step).hash === other.ownerOf(step).hash;
      // A different start shows already in the step before; not where a fork begins, for there the edits are the difference.
      const begins = step === 0 || one.beginsAt(step) || other.beginsAt(step);
      if (isSameBefore || begins) {
        const left = await one.show(step, isStale, Number.POSITIVE_INFINITY);
        const right = await other.show(step, isStale, Number.POSITIVE_INFINITY);
        if (left === null || right === null)
          return { step, phase: 'forward', op: (left ?? right)?.ops[0]?.label ?? '' };
        return (
          firstDifference(left, right) ?? (begins ? { step, phase: 'forward', op: left.ops[0]?.label ?? '' } : null)
        );
      }
      step--;
    }
    return null;
  }

  close(): void {
    for (const track of this.tracks) track.close();
  }

  /** The first step whose reports differ, or from which only one has a report; the steps are made if they must be. */
  private async firstUnlike(a: number, b: number, isStale: IsStale): Promise<number | null> {
    const [one, other] = [this.reports[a]!, this.reports[b]!];
    const last = Math.max(this.tracks[a]!.lastStep, this.tracks[b]!.lastStep);
    for (let step = 0; step <= last; step++) {
      for (const place of [a, b]) {
        const track = this.tracks[place]!;
        if (this.reports[place]!.has(step) || step > track.lastStep) continue;
        if (!(await track.goTo(step, isStale))) return null;
        await track.ownerOf(step).advance(false);
        if (await isStale()) return null;
      }
      if (!isSameReport(one.get(step), other.get(step))) return step;
    }
    return null;
  }

  /** Bring every track to the step that belongs to step `lead` of the first, and make that. */
  private async bring(lead: number, record: boolean, isStale: IsStale): Promise<(StepTrace | null)[]> {
    const made = new Map<Track, { readonly step: number; readonly trace: StepTrace | null }>();
    const traces: (StepTrace | null)[] = [];
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
