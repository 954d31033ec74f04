/**
 * The one timeline that all figures of a page share: its tracks, where they stand, the steps being shown, and what is selected.
 * Figures subscribe and draw; controls call its verbs. It owns the worker and starts it only when first needed: until then
 * the page shows the step that was recorded when the site was built, and says so. A figure that draws one run draws the
 * track in focus, whose numbers stand directly in the state; one that compares draws `tracks`.
 */
import type { WriteChoices } from '#framework';
import { type Explained, type ExplainTask, explainedBy, unpackExplanation } from './explain/explanation.ts';
import type { Difference } from './firstDifference.ts';
import { type Clock, MOST_TRACKS, type Moment, momentOf } from './Moment.ts';
import type { Nudged, NudgedCell } from './nudged.ts';
import {
  type Ahead,
  mirrored,
  type Phase,
  type PlayerState,
  type Recording,
  type Selection,
  type Told,
  type TrackState,
} from './PlayerState.ts';
import type { LoadOptions, Reading, StepMetrics, StepTrace, Writing } from './protocol.ts';
import type { Repair, RepairTask } from './repair.ts';
import type { Ending } from './Track.ts';
import { type Edit, plainTrack, type TrackSpec } from './TrackSpec.ts';
import { type FromTimeline, type OpenedTrack, type ToTimeline, USUALLY_OBSERVED } from './timelineProtocol.ts';
import { printTrack } from './trackText.ts';

export type { Keyframe, Phase, PlayerState, Recording, Selection, Status, Told, TrackState } from './PlayerState.ts';

export const speeds: readonly number[] = [1, 4, 16, Number.POSITIVE_INFINITY];
/** Slow enough to be seen, fast enough that a run of some hundred steps is over within half a minute. */
const USUAL_SPEED = 16;

type Subscriber = (state: PlayerState, changed: ReadonlySet<keyof PlayerState>) => void;
/** A track, a step of it, and which answer of the reader's was heard of last. */
type Working = { readonly track: string; readonly step: number; readonly answer: string | null };
type Repaired = { readonly step: number; readonly repair: Repair | null };
type Inspected = { readonly step: number; readonly explained: Explained };
type Read = { readonly step: number; readonly probabilities: Float32Array };

/** What of a moment is not the tracks' business: kept, so that a link that is opened and copied says the same. */
type Framing = Pick<Moment, 'view' | 'hide' | 'present'>;

export class Player {
  state: PlayerState;
  /** Which part of the step is looked at, and how: part of the address. */
  framing: Framing = { view: null, hide: [], present: false };
  private readonly subscribers = new Set<Subscriber>();
  private changed = new Set<keyof PlayerState>();
  private scheduled = false;
  private worker: Worker | null = null;
  private isSandboxed = false;
  private readonly makeWorker: (tracks: readonly TrackSpec[]) => Worker;
  /** The tracks that were asked for last, whether they could be opened or not. */
  private asked: readonly TrackSpec[] = [];
  /** What was last told to be at work in the sandbox. */
  private working: Working | null = null;
  /** Tracks whose answers hung, by their texts: where, and whose fault it was. */
  private readonly hung = new Map<string, Ending>();
  private readonly options: Pick<LoadOptions, 'backend'>;
  /** What the network wrote after the recorded step, where the page has it. */
  readonly recordedWriting: Writing | null;
  /** How the recorded curve went on, where the page has it. */
  readonly recordedAhead: Ahead | null;
  /** What the network looked at after the recorded step, where the page has it. */
  readonly recordedExplanations: readonly ReturnType<typeof unpackExplanation>[];
  /** What the recording reads: links that say nothing else mean it. */
  private readonly usualReading: Reading | null;
  private readonly writings = new Map<number, (answer: Writing | null) => void>();
  private readonly predictions = new Map<number, (answer: Read) => void>();
  private readonly explanations = new Map<number, (answer: Inspected) => void>();
  /** Questions that wait for the step on the way. */
  private readonly onArrival: ToTimeline[] = [];
  private readonly repairs = new Map<number, (answer: Repaired) => void>();
  private readonly differences = new Map<number, (found: Difference | null | undefined) => void>();
  private readonly nudges = new Map<number, (nudged: Nudged | string | null) => void>();
  private readonly openings = new Map<number, { readonly done: () => void; readonly refused: (told: Told) => void }>();
  private readonly observes = new Set(USUALLY_OBSERVED);
  private nextRequest = 1;
  /** What to ask for as soon as the worker has opened the tracks. */
  private afterOpen: ToTimeline[] = [];

  /** `options.options`: knobs of the first track that do not stand at their default. */
  constructor(
    recording: Recording,
    options: LoadOptions & { readonly options?: TrackSpec['options'] },
    makeWorker: (tracks: readonly TrackSpec[]) => Worker,
  ) {
    this.options = options.backend === undefined ? {} : { backend: options.backend };
    this.makeWorker = makeWorker;
    const { info, trace, metrics, evaluations } = recording;
    this.recordedWriting = recording.writing ?? null;
    this.recordedAhead = recording.ahead ?? null;
    this.recordedExplanations = (recording.explanations ?? []).map(unpackExplanation);
    this.usualReading = trace.reading ?? null;
    const spec = { ...plainTrack(options.run, options.seed), options: options.options ?? {} };
    const track: TrackState = { spec, info, trace, metrics, evaluations, keyframes: [], ending: null };
    this.state = {
      ...mirrored(track),
      status: 'recorded',
      tracks: [track],
      focus: 0,
      totalSteps: info.totalSteps,
      clock: 'updates',
      source: 'recorded',
      finished: null,
      target: null,
      speed: USUAL_SPEED,
      item: trace.item,
      reading: this.usualReading,
      op: lastOp(trace),
      phase: 'backward',
      selection: null,
      term: null,
      bookmarks: [],
      error: null,
    };
  }

  /** Be told of every change, at most once a frame; called at once with everything. Returns the way out. */
  subscribe(subscriber: Subscriber): () => void {
    this.subscribers.add(subscriber);
    subscriber(this.state, new Set(Object.keys(this.state) as (keyof PlayerState)[]));
    return () => this.subscribers.delete(subscriber);
  }

  /** Train on from the shown step; from the end, from the beginning. The first call starts the worker, at step 0. */
  play(): void {
    this.ask({ type: 'play', speed: this.state.speed });
  }

  pause(): void {
    // Nothing plays yet while the tracks are being opened: what is taken back is the wish to play.
    if (this.state.status === 'loading') this.afterOpen = [{ type: 'seek', step: 0 }];
    else if (this.worker !== null) this.send({ type: 'pause' });
  }

  toggle(): void {
    if (this.state.status === 'playing') this.pause();
    else this.play();
  }

  /** Show another step, earlier or later. Later steps are trained on the way. */
  seek(step: number): void {
    const target = Math.min(Math.max(0, Math.round(step)), this.state.totalSteps - 1);
    this.ask({ type: 'seek', step: target });
    this.set({ target, ...(this.state.status === 'loading' ? {} : { status: 'seeking' }) });
  }

  /**
   * One step on, or back, counted from where we are going when we are on the way. From the recorded frame the live run is
   * brought to the step beside it.
   */
  step(by: number): void {
    this.seek((this.state.target ?? this.shownStep) + by);
  }

  /** The step of the first track that is on screen. */
  get shownStep(): number {
    return this.state.tracks[0]?.trace?.step ?? 0;
  }

  /** The same start again: same seeds, same weights, same batches. */
  reset(): void {
    this.set({ item: 0, selection: null, finished: null });
    void this.setTracks(this.specs, 0);
  }

  /** Another seed, for the track in focus and all that share its seed: other weights, data and batches. */
  reseed(seed: number): void {
    const { seed: old } = this.focused.spec;
    this.set({ item: 0, selection: null, finished: null });
    void this.setTracks(
      this.specs.map((spec) => (spec.seed === old ? { ...spec, seed } : spec)),
      0,
    );
  }

  setSpeed(speed: number): void {
    this.set({ speed });
    if (this.state.status === 'playing') this.send({ type: 'play', speed });
  }

  /** What steps are counted in when tracks differ in their batches or their pace. */
  setClock(clock: Clock): void {
    if (clock === this.state.clock) return;
    this.set({ clock });
    if (this.worker !== null && this.state.status !== 'loading') this.send({ type: 'clock', clock });
  }

  /**
   * The track in focus with these accepted answers of the reader's and no others, and with options that make their parts be asked. Before
   * anything runs it is only put down, and runs when the reader asks for it.
   */
  async useAnswers(answers: readonly string[], options: TrackSpec['options'] = {}): Promise<void> {
    const { focus, tracks, status } = this.state;
    const { spec } = tracks[focus]!;
    const asked = { ...spec, options: { ...spec.options, ...options }, answers };
    if (this.worker !== null || status !== 'recorded') return this.setTracks(this.specs.with(focus, asked));
    this.set({ tracks: tracks.map((track, place) => (place === focus ? { ...track, spec: asked } : track)) });
  }

  /** Look at another example of the batch. */
  lookAt(item: number): void {
    if (this.state.reading !== null && explainedBy(this.state.reading) === null) {
      this.set({ reading: null });
      if (this.worker !== null && this.state.status !== 'failed') this.send({ type: 'reading', reading: null });
    }
    this.set({ item });
    // The recording holds the slices of one example only: the run is started, and brought to the recorded step, to see others.
    if (this.worker === null || this.state.status === 'failed') this.seek(this.shownStep);
    else this.send({ type: 'item', item });
  }

  /** Read this text in the batch's place, where the run reads letters; null: an example of the batch again. */
  read(reading: Reading | null): void {
    this.set({ reading, selection: null });
    if (this.worker === null || this.state.status === 'failed') this.seek(this.shownStep);
    else this.send({ type: 'reading', reading });
  }

  /** Have texts written with the weights of the track in focus as they are now; null where its run does not write. */
  write(choices: WriteChoices): Promise<Writing | null> {
    const request = this.nextRequest++;
    const answer = new Promise<Writing | null>((resolve) => this.writings.set(request, resolve));
    if (this.worker === null) this.seek(this.shownStep);
    this.ask({ type: 'write', track: this.state.focus, choices, request });
    return answer;
  }

  /** A figure draws this observed tensor (`probabilities`, `surface` …): recorded steps bring it along from now on. */
  observe(name: string): void {
    if (this.observes.has(name)) return;
    this.observes.add(name);
    // While the page shows what was recorded, the figure draws what is there.
    if (this.worker !== null && this.state.status !== 'failed') {
      this.send({ type: 'observe', names: [...this.observes] });
    }
  }

  /** Every figure looks at this op; where a phase is given, in that part of the step. */
  standAt(op: string, phase: Phase = this.state.phase): void {
    if (this.state.op !== op || this.state.phase !== phase) this.set({ op, phase });
  }

  select(selection: Selection | null): void {
    this.set({ selection, ...(selection === null ? {} : { op: selection.op }) });
  }

  pointAt(term: string | null): void {
    if (this.state.term !== term) this.set({ term });
  }

  /** Mark these steps in the time bar, in the place of those that were marked. */
  bookmark(steps: readonly number[]): void {
    if (steps.join() !== this.state.bookmarks.join()) this.set({ bookmarks: steps });
  }

  /** Read an image with the weights of the track in focus as they are now. pixels: 28·28 in 0 … 1. */
  predict(pixels: Float32Array<ArrayBuffer>): Promise<Read> {
    const request = this.nextRequest++;
    const answer = new Promise<Read>((resolve) => this.predictions.set(request, resolve));
    // Before the run has started, bring it to the step on screen, so that the weights have learned what the page says.
    if (this.worker === null) this.seek(this.shownStep);
    this.ask({ type: 'predict', track: this.state.focus, pixels, request });
    return answer;
  }

  /** What the network of the track in focus looks at in a picture, with the weights of the step on screen, or of the one on the way. */
  explain(task: ExplainTask): Promise<Inspected> {
    const request = this.nextRequest++;
    const answer = new Promise<Inspected>((resolve) => this.explanations.set(request, resolve));
    if (this.worker === null) this.seek(this.shownStep);
    const question = { type: 'explain', track: this.state.focus, task, request } as const;
    // On the way to a step the weights are another step's: they would explain what nobody sees.
    if (this.state.target === null) this.ask(question);
    else this.onArrival.push(question);
    return answer;
  }

  /** Fill a hole with the generator of the track in focus as it is now; `repair` is null where the run has none that draws. */
  repair(task: RepairTask): Promise<Repaired> {
    const request = this.nextRequest++;
    const answer = new Promise<Repaired>((resolve) => this.repairs.set(request, resolve));
    if (this.worker === null) this.seek(this.shownStep);
    this.ask({ type: 'repair', track: this.state.focus, task, request });
    return answer;
  }

  /** Figures of one run draw this track from now on. */
  focusOn(track: number): void {
    if (track === this.state.focus || this.state.tracks[track] === undefined) return;
    this.set({ focus: track, op: this.opIn(this.state.tracks[track].trace), selection: null });
  }

  /**
   * Have these tracks, standing at a step of the first. Those that are there already go on as they are. Rejects with a sentence when a
   * track is not possible; then everything is as it was.
   */
  setTracks(specs: readonly TrackSpec[], step: number = this.shownStep): Promise<void> {
    const before = this.state;
    const request = this.nextRequest++;
    const opening = new Promise<void>((resolve, reject) => {
      this.openings.set(request, {
        done: resolve,
        refused: (told) => {
          const { status, error } = before;
          const isGone = status === 'failed' || (status === 'recorded' && this.worker !== null);
          if (isGone) this.endWorker();
          this.set({ status: status === 'playing' || status === 'loading' ? 'paused' : status, error, target: null });
          reject(new Refused(told));
        },
      });
    });
    // Whoever does not wait for it hears of it through the state.
    opening.catch(() => {});
    this.open(specs, request);
    this.afterOpen = [{ type: 'seek', step: Math.max(0, step) }];
    this.set({ target: Math.max(0, step) });
    return opening;
  }

  /** One more track, in focus. */
  async addTrack(spec: TrackSpec): Promise<void> {
    await this.setTracks([...this.specs, spec]);
    this.focusOn(this.state.tracks.length - 1);
  }

  /** Is there room for one more? */
  get hasRoom(): boolean {
    return this.state.tracks.length < MOST_TRACKS;
  }

  removeTrack(place: number): Promise<void> {
    const specs = this.specs.filter((_, i) => i !== place);
    return specs.length === 0 ? Promise.resolve() : this.setTracks(specs);
  }

  /** A track that shares the past of the one in focus up to the shown step, and then goes its own way. */
  fork(edits: readonly Edit[]): Promise<void> {
    const { spec, trace } = this.focused;
    const at = trace?.step ?? 0;
    const last = spec.forks.at(-1);
    // Two forks at one step are one fork with the edits of both.
    const forks =
      last?.at === at
        ? [...spec.forks.slice(0, -1), { at, edits: [...last.edits, ...edits] }]
        : [...spec.forks.filter((fork) => fork.at < at), { at, edits }];
    return this.addTrack({ ...spec, forks });
  }

  /** Where two tracks begin to differ; null: nowhere. undefined: something newer was asked for before it was found. */
  findDifference(between: readonly [number, number]): Promise<Difference | null | undefined> {
    const request = this.nextRequest++;
    const answer = new Promise<Difference | null | undefined>((resolve) => this.differences.set(request, resolve));
    this.ask({ type: 'difference', between, request });
    return answer;
  }

  /**
   * How the loss of the shown step answers when one number in it is moved: a text says why it cannot be measured, null that something newer
   * was asked for before it was.
   */
  nudge(cell: NudgedCell): Promise<Nudged | string | null> {
    const request = this.nextRequest++;
    const answer = new Promise<Nudged | string | null>((resolve) => this.nudges.set(request, resolve));
    const step = this.state.trace?.step ?? 0;
    // Before the run has started, bring it to the step on screen, so that the numbers beside it are those of the same run.
    if (this.worker === null) this.seek(this.shownStep);
    this.ask({ type: 'nudge', track: this.state.focus, step, cell, request });
    return answer;
  }

  /** Stand at a place where tracks differ. */
  jumpTo({ step, op, phase }: Difference): void {
    this.seek(step);
    if (op !== '') this.standAt(op, phase === 'batch' ? this.state.phase : phase);
  }

  /** Where the reader is, as an address. */
  get moment(): Moment {
    const { focus, clock, selection, op, phase, term, trace, reading } = this.state;
    const shownOp = selection?.op ?? (op === lastOp(trace) ? null : op);
    return momentOf(this.specs, this.state.target ?? this.shownStep, {
      ...this.framing,
      pass: passText(trace, op, phase),
      op: shownOp === '' ? null : shownOp,
      sel: selection === null ? null : { tensor: selection.tensor, index: selection.index },
      term,
      track: focus,
      clock,
      reading: isSameReading(reading, this.usualReading) ? undefined : reading,
    });
  }

  /** Stand where an address says. Rejects with a sentence when a track of it is not possible. */
  async openMoment(moment: Moment): Promise<void> {
    const { tracks, step, op, sel, term, track, clock, pass, view, hide, present } = moment;
    const { clock: clockBefore, reading: readBefore } = this.state;
    const reading = moment.reading === undefined ? this.usualReading : moment.reading;
    this.set({ clock, reading });
    try {
      await this.setTracks(tracks, step);
    } catch (error) {
      this.set({ clock: clockBefore, reading: readBefore });
      throw error;
    }
    this.framing = { view, hide, present };
    this.set({
      focus: track,
      term,
      phase: (pass?.split('.').at(-1) ?? 'backward') as Phase,
      selection: sel === null || op === null ? null : { op, ...sel },
      ...(op === null ? {} : { op }),
    });
  }

  private get specs(): readonly TrackSpec[] {
    return this.state.tracks.map(({ spec }) => spec);
  }

  private get focused(): TrackState {
    return this.state.tracks[this.state.focus] ?? this.state.tracks[0]!;
  }

  /** Send a request, starting the worker and opening the tracks first when there is none. */
  private ask(message: ToTimeline): void {
    if (this.worker === null || this.state.status === 'failed') this.open(this.specs, this.nextRequest++);
    if (this.state.status !== 'loading') this.send(message);
    else if (isQuestion(message)) this.afterOpen.push(message);
    else this.afterOpen = [...this.afterOpen.filter(isQuestion), message];
  }

  private open(tracks: readonly TrackSpec[], request: number): void {
    // A reader's code never enters the page's own worker, nor goes on in the sandbox's when it is gone.
    const hasForeignCode = tracks.some(({ answers }) => answers.length > 0);
    if (this.state.status === 'failed' || hasForeignCode !== this.isSandboxed) this.endWorker();
    this.isSandboxed = hasForeignCode;
    this.asked = tracks;
    this.worker ??= this.startWorker(tracks);
    this.set({ status: 'loading', error: null });
    this.send({
      type: 'open',
      tracks,
      clock: this.state.clock,
      item: this.state.item,
      observes: [...this.observes],
      reading: this.state.reading,
      request,
      ...(this.hung.size === 0 ? {} : { ended: Object.fromEntries(this.hung) }),
      ...this.options,
    });
  }

  private send(message: ToTimeline): void {
    this.worker?.postMessage(message);
  }

  private endWorker(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private startWorker(tracks: readonly TrackSpec[]): Worker {
    const worker = this.makeWorker(tracks);
    worker.addEventListener('message', (event: MessageEvent<FromTimeline>) => this.receive(event.data));
    worker.addEventListener('error', (event) => {
      if (worker !== this.worker) return;
      if (this.isSandboxed && this.working !== null) return this.goOnWithout(this.working, event.message);
      this.set({ status: 'failed', error: { message: event.message || 'the training worker stopped', hint: '' } });
    });
    return worker;
  }

  /**
   * The reader's code hangs, or took its worker along: that track ends there, and the others go on in a new worker, at the step that was on
   * screen. The framework is deterministic, so they are what they were.
   */
  private goOnWithout({ track, step, answer }: Working, message: string): void {
    this.working = null;
    const names = this.asked.filter(({ answers }) => answers.length > 0).map(printTrack);
    // While an answer is loaded no track is at work yet: all that name it are meant.
    const ending = {
      message: answer === null ? message : `${answer} ${message}`,
      hint: '',
      ...(answer === null ? {} : { answer }),
    };
    for (const name of track === '' ? names : [track]) {
      // Who hangs twice is not asked again.
      this.hung.set(name, { ...ending, step: this.hung.has(name) ? -1 : step });
    }
    const waiting = [...this.openings.values()];
    this.openings.clear();
    for (const answerOf of this.differences.values()) answerOf(undefined);
    this.differences.clear();
    const request = this.nextRequest++;
    this.openings.set(request, {
      done: () => {
        for (const { done } of waiting) done();
      },
      refused: (told) => {
        for (const { refused } of waiting) refused(told);
      },
    });
    const target = this.state.target ?? this.shownStep;
    this.endWorker();
    this.open(this.asked, request);
    this.afterOpen = [{ type: 'seek', step: target }];
    this.set({ target });
  }

  private receive(message: FromTimeline): void {
    (this.hear[message.type] as (message: FromTimeline) => void)(message);
  }

  private readonly hear: {
    readonly [Type in FromTimeline['type']]: (message: Extract<FromTimeline, { type: Type }>) => void;
  } = {
    opened: (message) => this.opened(message),
    refused: (message) => this.refused(message.request, message),
    progress: ({ track, metrics }) => this.inTrack(track, (known) => ({ metrics: merge(known.metrics, metrics) })),
    evaluated: ({ track, evaluation }) =>
      this.inTrack(track, ({ evaluations }) => ({ evaluations: withEntry(evaluations, evaluation) })),
    keyframe: ({ track, keyframe }) =>
      this.inTrack(track, ({ keyframes }) => ({ keyframes: withEntry(keyframes, keyframe) })),
    ending: ({ track, ending }) => this.inTrack(track, () => ({ ending })),
    working: ({ track, step, answer }) => {
      this.working = { track, step, answer };
    },
    traces: ({ traces }) => this.show(traces),
    totalSteps: ({ totalSteps }) => this.set({ totalSteps }),
    playing: ({ playing }) => this.set(playing ? { status: 'playing', finished: null } : { status: 'paused' }),
    finished: ({ at }) => this.set({ finished: at }),
    failed: ({ message, hint }) => this.set({ status: 'failed', error: { message, hint } }),
    difference: ({ request, difference }) => {
      this.differences.get(request)?.(difference);
      this.differences.delete(request);
    },
    nudged: ({ request, nudged }) => {
      this.nudges.get(request)?.(nudged);
      this.nudges.delete(request);
    },
    prediction: ({ request, step, probabilities }) => {
      this.predictions.get(request)?.({ step, probabilities });
      this.predictions.delete(request);
    },
    explained: ({ request, step, explained }) => {
      this.explanations.get(request)?.({ step, explained });
      this.explanations.delete(request);
    },
    repaired: ({ request, step, repair }) => {
      this.repairs.get(request)?.({ step, repair });
      this.repairs.delete(request);
    },
    written: ({ request, writing }) => {
      this.writings.get(request)?.(writing);
      this.writings.delete(request);
    },
  };

  private opened({ tracks, totalSteps, request }: Extract<FromTimeline, { type: 'opened' }>): void {
    const after = this.afterOpen;
    this.afterOpen = [];
    // The old step stays on screen until the new one is there to be drawn.
    const shown = (place: number, { spec }: OpenedTrack): StepTrace | null => {
      const same = this.state.tracks.find((track) => JSON.stringify(track.spec) === JSON.stringify(spec));
      return (same ?? this.state.tracks[place] ?? this.state.tracks[0])?.trace ?? null;
    };
    this.set({
      tracks: tracks.map((track, place) => ({ ...track, trace: shown(place, track) })),
      focus: Math.min(this.state.focus, tracks.length - 1),
      totalSteps,
      status: after.some(({ type }) => type === 'seek') ? 'seeking' : 'paused',
      finished: null,
    });
    this.openings.get(request)?.done();
    this.openings.delete(request);
    for (const message of after) this.send(message);
  }

  private refused(request: number, { message, hint }: Told): void {
    const opening = this.openings.get(request);
    this.openings.delete(request);
    this.afterOpen = [];
    if (opening === undefined) this.set({ status: 'failed', error: { message, hint } });
    else opening.refused({ message, hint });
  }

  private inTrack(place: number, change: (track: TrackState) => Partial<TrackState>): void {
    this.set({ tracks: this.state.tracks.map((track, i) => (i === place ? { ...track, ...change(track) } : track)) });
  }

  private show(traces: readonly (StepTrace | null)[]): void {
    const tracks = this.state.tracks.map((track, i) => ({ ...track, trace: traces[i] ?? track.trace }));
    const { status, focus } = this.state;
    const trace = tracks[focus]?.trace ?? null;
    this.set({
      tracks,
      source: 'live',
      status: status === 'seeking' ? 'paused' : status,
      target: null,
      item: trace?.item ?? this.state.item,
      op: this.opIn(trace),
    });
    for (const question of this.onArrival.splice(0)) this.ask(question);
  }

  /** The op the reader stands at, where this step has it; else its last. */
  private opIn(trace: StepTrace | null): string {
    const { op } = this.state;
    return trace === null || trace.ops.some(({ label }) => label === op) ? op : lastOp(trace);
  }

  private set(change: Partial<PlayerState>): void {
    const state = { ...this.state, ...change };
    const focused = state.tracks[state.focus] ?? state.tracks[0]!;
    const before = this.state;
    this.state = { ...state, ...mirrored(focused) };
    for (const key of Object.keys(this.state) as (keyof PlayerState)[]) {
      if (key in change || this.state[key] !== before[key]) this.changed.add(key);
    }
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      const { changed } = this;
      this.changed = new Set();
      for (const subscriber of this.subscribers) subscriber(this.state, changed);
    });
  }
}

/** These tracks are not possible: a sentence, and what to do instead. */
export class Refused extends Error {
  readonly hint: string;

  constructor({ message, hint }: Told) {
    super(message);
    this.hint = hint;
  }
}

const isSameReading = (a: Reading | null, b: Reading | null): boolean => a?.text === b?.text && a?.letter === b?.letter;

/** `backward` goes without saying. With several passes in a step, whose it is stands in front. */
function passText(trace: StepTrace | null, label: string, phase: Phase): string | null {
  if (phase === 'backward') return null;
  const pass = trace?.ops.find((op) => op.label === label)?.pass ?? '';
  return pass === '' ? phase : `${pass}.${phase}`;
}

/** It is answered, and moves nothing. */
const isQuestion = ({ type }: ToTimeline): boolean =>
  ['predict', 'explain', 'write', 'repair', 'difference', 'nudge'].includes(type);

const lastOp = (trace: StepTrace | null): string => trace?.ops.at(-1)?.label ?? '';

/** The list, in the order of steps, with this entry in the place of an older one. */
const withEntry = <Entry extends { readonly step: number }>(list: readonly Entry[], entry: Entry): Entry[] =>
  [...list.filter(({ step }) => step !== entry.step), entry].sort((a, b) => a.step - b.step);

/** New metrics replace those of the same step. Both lists are ordered. */
function merge(known: readonly StepMetrics[], fresh: readonly StepMetrics[]): StepMetrics[] {
  const result = [...known];
  for (const entry of fresh) result[entry.step] = entry;
  return result.filter((entry) => entry !== undefined);
}
