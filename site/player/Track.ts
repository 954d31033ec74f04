/**
 * One run in time, in the training worker. It steps forward, keeps keyframes on the way, and goes back by restoring the nearest one and
 * making the same steps again: the framework is deterministic, so they are the same to the last bit, and a hash of the weights says so.
 * A fork has a parent: before the fork it is the parent, with the parent's keyframes.
 */
import {
  ChalkgradError,
  type Cursor,
  captureState,
  fit,
  Generator,
  hashParameters,
  type Layer,
  type LoadedBatch,
  type Module,
  noGrad,
  restoreState,
  type StepReport,
  type Substitute,
  SubstituteError,
  scope,
  startCursor,
  substituting,
  type Tensor,
  type TrainingSetup,
  type TrainingState,
  tensor,
  unheard,
  untraced,
  type WriteChoices,
} from '#framework';
import { buildTrack, cellOf, gradientsOf, graft, putGradients, type Sizes, setCell } from './buildTrack.ts';
import { explained } from './explain/explain.ts';
import { explainInstead } from './explain/explainInstead.ts';
import type { Explained, ExplainTask } from './explain/explanation.ts';
import { bytesOf, type Keyframes, type Shelf, spacing } from './Keyframes.ts';
import { lossNudged, updatesBefore } from './nudge.ts';
import { NUDGE, type Nudged, type NudgedCell } from './nudged.ts';
import type { Evaluation, Reading, RunInfo, StepMetrics, StepTrace, Writing } from './protocol.ts';
import { readInstead } from './readInstead.ts';
import { type Repair, type RepairTask, repaired } from './repair.ts';
import { StepRecorder } from './StepRecorder.ts';
import type { ShippedState } from './shipped/shippedStates.ts';
import { cutsIn, type Fork, type TrackSpec } from './TrackSpec.ts';
import { USUALLY_OBSERVED } from './timelineProtocol.ts';

/** Batch tensors up to this many elements cross to the page whole: a batch of 32 images of 28×28 just does. */
export const KEEP_WHOLE = 32 * 28 * 28;
/** A state is fetched where it saves at least so many steps. */
const WORTH_FETCHING = 10;
/** Behind the playhead a replay leaves keyframes as dense as they should be, over this many of them. */
const DENSE = 8;

/** The track ended where something in it failed: a bug that crashes, an answer that does. */
export interface Ending {
  readonly step: number;
  readonly message: string;
  readonly hint: string;
  /** The reader's answer that is at fault, by its slug. */
  readonly answer?: string;
}

/** What a track has told so far. */
export interface TrackHistory {
  readonly metrics: readonly StepMetrics[];
  readonly evaluations: readonly Evaluation[];
  readonly keyframes: readonly KeyframeTold[];
}

/** A keyframe as the page hears of it. */
export interface KeyframeTold {
  readonly step: number;
  readonly hash: string;
  /** Did a replay through it reach the same weights? null: not replayed. */
  readonly same: boolean | null;
}

export interface TrackEvents {
  readonly onMetrics: (metrics: StepMetrics) => void;
  readonly onEvaluation: (evaluation: Evaluation) => void;
  readonly onKeyframe: (step: number, hash: string, same: boolean | null) => void;
  readonly onEnding: (ending: Ending) => void;
  /** A step is made that answers of the reader's take part in; -1: the track is opened. */
  readonly onWork?: (step: number) => void;
}

export interface TrackOptions {
  readonly keyframes: Keyframes;
  readonly backend: string;
  readonly keepWhole?: number;
  /** How many examples; default: as many as the run's lesson takes. */
  readonly sizes?: Sizes;
  /** It hung before, there: it never comes further. At step -1 already when it was opened. */
  readonly ended?: Ending | null;
  /** States of a run that need not be trained for, in order of steps. */
  readonly shipped?: (spec: TrackSpec) => readonly ShippedState[];
}

/** Asked between steps on the way to another one: true gives up. */
export type IsStale = () => Promise<boolean>;
const never: IsStale = async () => false;

export class Track {
  readonly spec: TrackSpec;
  readonly info: RunInfo;
  readonly substitutes: readonly Substitute[];
  /** Which example of the batch is kept where a whole batch is too large. */
  item = 0;
  /** Which observed tensors a recorded step brings along: those that some figure draws. */
  observes: readonly string[] = USUALLY_OBSERVED;
  /** A text to read in the batch's place, where the run reads letters. */
  reading: Reading | null = null;
  /** How many tracks share the time that a seek may take. */
  sharers = 1;
  /** Does it matter how long each of its steps took? Then all are made. */
  isTimed = false;
  ending: Ending | null = null;
  private readonly setup: TrainingSetup;
  private readonly plain: TrainingSetup;
  private readonly parent: Track | null;
  private readonly events: TrackEvents;
  private readonly options: TrackOptions;
  private readonly shelf: Shelf;
  /** Before its first step, to see what options change. */
  private readonly fresh: TrainingState;
  /** Where its own steps begin. */
  private readonly from: Cursor;
  /** The next step to make. */
  private cursor: Cursor;
  /** Has a fork taken over its parent's state? */
  private isGrafted: boolean;
  /** The furthest it has been: what lies before is a replay. */
  private head: number;
  private loop: ReturnType<typeof fit> | null = null;
  /** What its own steps reported, by step; what its examinations did, by the number of updates before; its keyframes' hashes. */
  private readonly reports = new Map<number, StepMetrics>();
  private readonly evaluations = new Map<number, Evaluation>();
  private readonly hashes = new Map<number, { readonly hash: string; readonly same: boolean | null }>();
  /** Time that the steps up to each one took when they were first made. */
  private readonly spent: number[] = [];
  private recordMs = 0;
  /** What may still be fetched. */
  private shipped: readonly ShippedState[];

  private constructor(
    spec: TrackSpec,
    { setup, plain, substitutes }: Awaited<ReturnType<typeof buildTrack>>,
    { parent, events, options }: { parent: Track | null; events: TrackEvents; options: TrackOptions },
  ) {
    this.spec = spec;
    this.setup = setup;
    this.plain = plain;
    this.substitutes = substitutes;
    this.parent = parent;
    this.events = events;
    this.options = options;
    this.shelf = options.keyframes.shelf();
    this.shipped = options.shipped?.(spec) ?? [];
    this.fresh = captureState(setup, startCursor);
    const fork = spec.forks.at(-1);
    this.from = parent === null || fork === undefined ? startCursor : placeAfter(parent, fork, setup);
    this.cursor = this.from;
    this.head = this.from.step;
    this.isGrafted = parent === null;
    const { loader, epochs } = setup;
    const stepsPerEpoch = loader.length;
    this.info = {
      run: setup.name,
      seed: setup.seed,
      config: setup.config,
      ...(setup.vocabulary === undefined ? {} : { vocabulary: setup.vocabulary }),
      stepsPerEpoch,
      totalSteps: this.from.step + (epochs - this.from.epoch) * stepsPerEpoch - this.from.batch,
      parameters: [...setup.model.parameters()].reduce((total, parameter) => total + parameter.size, 0),
      backend: options.backend,
    };
    if (fork !== undefined && fork.at >= this.info.totalSteps) {
      throw new ChalkgradError(
        `a fork at step ${fork.at} lies behind the run's end`,
        `its last step is ${this.info.totalSteps - 1}.`,
      );
    }
  }

  /** Errors: an unknown run, knob or bug, a value out of range, a fork behind the end. */
  static async open(spec: TrackSpec, parent: Track | null, events: TrackEvents, options: TrackOptions): Promise<Track> {
    const { ended = null } = options;
    // What hangs while it is built is built with ours.
    const buildable = ended?.step === -1 ? { ...spec, answers: [] } : spec;
    if (buildable.answers.length > 0) events.onWork?.(-1);
    const built = await buildTrack(buildable, options.sizes);
    const track = new Track(spec, built, { parent, events, options });
    if (ended !== null) track.ending = { ...ended, step: Math.max(0, ended.step) };
    checkEdits(track.setup, spec);
    return track;
  }

  close(): void {
    this.options.keyframes.close(this.shelf);
  }

  /** Number of the next step. */
  get step(): number {
    return this.cursor.step;
  }

  /** Is there no next step, because all are made or because it ended? */
  get isOver(): boolean {
    return this.cursor.step >= (this.ending?.step ?? this.info.totalSteps);
  }

  /** The last step that there is to show. */
  get lastStep(): number {
    return this.ending === null ? this.info.totalSteps - 1 : Math.max(0, this.ending.step - 1);
  }

  /** The hash of its weights before the next step. */
  get hash(): string {
    return hashParameters(this.setup);
  }

  /** How long a step takes, and a recorded one. */
  get stepMs(): number {
    return this.shelf.stepMs;
  }

  /** Bytes of a keyframe that would be kept now. */
  get keyframeBytes(): number {
    return bytesOf(captureState(this.setup, this.cursor));
  }

  /** What it needs to go on from before its next step. */
  get state(): TrainingState {
    return captureState(this.setup, this.cursor);
  }

  get recordedMs(): number {
    return this.recordMs;
  }

  /** Whose step it is: before its fork a track is its parent. */
  ownerOf(step: number): Track {
    return this.parent !== null && step < this.from.step ? this.parent.ownerOf(step) : this;
  }

  /** What one of its steps reported, where it was made already. */
  report(step: number): StepMetrics | undefined {
    return this.ownerOf(step).reports.get(step);
  }

  /** All that is known of it up to now, its parent's past included. */
  get history(): TrackHistory {
    const { step } = this.from;
    const past: TrackHistory = this.parent?.history ?? { metrics: [], evaluations: [], keyframes: [] };
    const keyframes = [...this.hashes].map(([at, told]) => ({ step: at, ...told }));
    const before = <T extends { readonly step: number }>(list: readonly T[], own: Iterable<T>, end: number): T[] =>
      [...list.filter((entry) => entry.step < end), ...own].toSorted((a, b) => a.step - b.step);
    return {
      metrics: before(past.metrics, this.reports.values(), step),
      evaluations: before(past.evaluations, this.evaluations.values(), step + 1),
      keyframes: before(past.keyframes, keyframes, step),
    };
  }

  /** The track and all whose past it shares. */
  get lineage(): readonly Track[] {
    return [this, ...(this.parent?.lineage ?? [])];
  }

  /** Is this where it leaves its parent? */
  beginsAt(step: number): boolean {
    return this.parent !== null && step === this.from.step;
  }

  /** Examples seen before a step is made. */
  examplesBefore(step: number): number {
    if (this.parent !== null && step < this.from.step) return this.parent.examplesBefore(step);
    const { loader } = this.setup;
    const { epoch, batch } = this.cursorAt(step);
    const perEpoch = loader.dropLast ? loader.length * loader.batchSize : loader.examplesPerEpoch;
    return epoch * perEpoch + Math.min(batch * loader.batchSize, perEpoch);
  }

  /** The last step, or the one before it where the last batch is a smaller one: what few examples say is not where a run should be left. */
  get lastFullStep(): number {
    const { lastStep } = this;
    const seen = [lastStep - 1, lastStep, lastStep + 1].map((step) => this.examplesBefore(Math.max(0, step)));
    const isRagged = seen[2]! - seen[1]! < seen[1]! - seen[0]!;
    return this.ending === null && isRagged ? lastStep - 1 : lastStep;
  }

  /** Time that all steps before this one took when they were first made; null where it was not there yet. */
  spentBefore(step: number): number | null {
    if (this.parent !== null && step < this.from.step) return this.parent.spentBefore(step);
    const before = this.parent === null ? 0 : (this.parent.spentBefore(this.from.step) ?? 0);
    if (step === this.from.step) return before;
    const own = this.spent[step - 1];
    return own === undefined ? null : before + own;
  }

  /** Where the run stands before a step. */
  cursorAt(step: number): Cursor {
    if (this.parent !== null && step < this.from.step) return this.parent.cursorAt(step);
    const { stepsPerEpoch } = this.info;
    const made = this.from.batch + step - this.from.step;
    return { step, epoch: this.from.epoch + Math.floor(made / stepsPerEpoch), batch: made % stepsPerEpoch };
  }

  /** Make the next step; record it when asked to. null: not recorded, or there is none. */
  async advance(record: boolean, keepWhole = this.options.keepWhole ?? KEEP_WHOLE): Promise<StepTrace | null> {
    if (this.isOver) return null;
    if (!this.isGrafted) await this.takeOver();
    this.keyframe();
    if (this.spec.answers.length > 0) this.events.onWork?.(this.cursor.step);
    const { reading } = this;
    const read = record && reading !== null ? this.shownInstead(reading) : null;
    const recorder = record ? new StepRecorder(this.item, keepWhole, this.observes) : null;
    const started = performance.now();
    let report: StepReport;
    try {
      report = await this.oneStep();
    } catch (error) {
      recorder?.cancel();
      this.end(error);
      return null;
    }
    const made = recorder?.finish(this.info.run, this.info.seed) ?? null;
    const trace = made === null || read === null ? made : read(made);
    const ms = performance.now() - started;
    if (record) this.recordMs = this.recordMs === 0 ? ms : 0.7 * this.recordMs + 0.3 * ms;
    else this.shelf.stepMs += 0.2 * (ms - this.shelf.stepMs);
    this.cursor = report.next;
    this.head = Math.max(this.head, this.cursor.step);
    // Behind a state that was fetched nobody knows how long the steps before it took.
    const spent = report.step === this.from.step ? 0 : this.spent[report.step - 1];
    if (spent !== undefined) this.spent[report.step] ??= spent + ms;
    this.shelf.at = this.cursor.step;
    const { step, metrics } = report;
    const loss = metrics['loss'] ?? Number.NaN;
    const entry = { step, loss, accuracy: metrics['accuracy'] ?? Number.NaN, metrics };
    this.reports.set(step, entry);
    this.events.onMetrics(entry);
    this.evaluateAtEpochEnd();
    return trace;
  }

  /**
   * Show step number `step`: go back to the keyframe before it if need be, make the steps in between, record it. Gives up with null when
   * `isStale`, or when the track ends on the way.
   */
  async show(step: number, isStale: IsStale = never, keepWhole?: number): Promise<StepTrace | null> {
    const target = Math.min(Math.max(step, 0), this.lastStep);
    const owner = this.ownerOf(target);
    owner.item = this.item;
    owner.observes = this.observes;
    owner.reading = this.reading;
    if (!(await owner.goTo(target, isStale))) return null;
    return owner.advance(true, keepWhole);
  }

  /** Stand before step number `step`. false: overtaken by something newer, or it ended before. */
  async goTo(step: number, isStale: IsStale = never): Promise<boolean> {
    if (this.parent !== null && step < this.from.step) return this.parent.goTo(step, isStale);
    if (!this.isGrafted) {
      if (!(await this.parent!.goTo(this.from.step, isStale))) return false;
      await this.takeOver();
    }
    if ((await this.fetchState(step)) && (await isStale())) return false;
    this.rewindTo(step);
    this.shelf.at = step;
    while (this.cursor.step < step) {
      if (this.isOver) return false;
      await this.advance(false);
      if (await isStale()) return false;
    }
    return this.cursor.step === step;
  }

  /** Read one image with the weights as they are. pixels: 28·28 → probabilities [10] */
  predict(pixels: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const { model } = this.setup;
    const image = tensor(pixels, { shape: [1, 1, 28, 28] });
    model.eval();
    const forward = (model as unknown as { forward(x: Tensor): Tensor }).forward.bind(model);
    const probabilities = untraced(() => noGrad(() => forward(image).softmax(1)));
    model.train();
    return Float32Array.from(probabilities.dataSync());
  }

  /** What the generator, with its weights as they are, puts into a hole; null where the run has none that draws. */
  repair(task: RepairTask): Repair | null {
    const { generator } = this.setup.model as unknown as { readonly generator?: Module & Layer };
    const [first] = generator?.parameters() ?? []; // [out, noise]
    const noise = first?.shape[1];
    if (generator === undefined || noise === undefined) return null;
    return untraced(() => unheard(() => repaired(generator, noise, task)));
  }

  /** What the network looks at in a picture, with its weights as they are; its bugs and answers explain it. */
  explain(task: ExplainTask): Explained {
    try {
      return untraced(() => unheard(() => substituting(this.substitutes, () => explained(this.setup, task))));
    } catch (error) {
      return { refused: error instanceof Error ? error.message.split('\nhint:')[0]! : String(error) };
    }
  }

  /**
   * How the loss of step number `step` answers when one number in it is moved: the step is made again for each loss, and the track then stands
   * before it. null: overtaken. Errors: the step has no such number.
   */
  async nudge(step: number, cell: NudgedCell, isStale: IsStale = never): Promise<Nudged | null> {
    const owner = this.ownerOf(step);
    if (owner !== this) return owner.nudge(step, cell, isStale);
    if (this.reading !== null)
      throw new ChalkgradError(
        'a text of your own is read in the place of the batch',
        'go back to the batch, and measure there.',
      );
    if (!(await this.goTo(step, isStale))) return null;
    if (!this.isGrafted) await this.takeOver();
    const state = captureState(this.setup, this.cursor);
    const gradients = this.keepsGradients ? gradientsOf(this.setup) : null;
    const { epoch, batch } = this.cursor;
    const made = <R>(run: (loaded: LoadedBatch) => R): R => {
      try {
        const [loaded] = this.setup.loader.epoch(epoch, batch);
        this.setup.schedule?.(step);
        return run(loaded!);
      } finally {
        this.cursor = restoreState(this.setup, state);
        if (this.keepsGradients) putGradients(this.setup, gradients);
        this.loop = null;
      }
    };
    const others = this.substitutes;
    const held = made((loaded) => updatesBefore(this.plain, loaded, cell, others));
    const lossAt = (by: number): number => made((loaded) => lossNudged(this.plain, loaded, cell, { by, others, held }));
    const [here, higher, lower] = [lossAt(0), lossAt(NUDGE), lossAt(-NUDGE)];
    return { h: NUDGE, here, higher, lower, slope: (higher - lower) / (2 * NUDGE) };
  }

  /** Errors: a text that the network cannot read. */
  checkReading({ text, letter }: Reading): void {
    this.setup.letters?.batch(text, letter);
  }

  /** Have texts written with the weights as they are; null where the run does not write. */
  write({ temperature, draw, count }: WriteChoices): Writing | null {
    const { letters, model } = this.setup;
    if (letters === undefined) return null;
    model.eval();
    const written = scope(() => untraced(() => unheard(() => letters.write({ temperature, draw, count }))));
    model.train();
    const real = new Generator(this.info.seed).fork(`real.${draw}`).permutation(letters.unseen.length);
    return {
      step: this.step,
      temperature,
      draw,
      written,
      real: Array.from(real.slice(0, count), (place) => letters.unseen[place]!),
    };
  }

  /** A fork begins where its parent stands: with the parent's state, its own options, and the edits. */
  private async takeOver(): Promise<void> {
    const { parent } = this;
    if (parent !== null) {
      const fork = this.spec.forks.at(-1)!;
      if (parent.step !== fork.at && !(await parent.goTo(fork.at))) {
        throw new ChalkgradError(`the track ends before step ${fork.at}`, 'fork it earlier.');
      }
      const state = captureState(parent.setup, parent.cursor);
      const grafted = graft(state, { fresh: this.fresh, parentFresh: parent.fresh }, this.from);
      restoreState(this.setup, grafted);
      if (this.keepsGradients) putGradients(this.setup, gradientsOf(parent.setup));
      for (const edit of fork.edits) if (edit.kind === 'set') setCell(this.setup, edit);
    }
    this.isGrafted = true;
    this.cursor = this.from;
    this.loop = null;
  }

  /** A bug may leave gradients for the next step, and its fork finds them there. Without one the next step empties them first. */
  private get keepsGradients(): boolean {
    return this.spec.bugs.length > 0 || this.substitutes.length > 0;
  }

  /** An examination that is somebody else's may move weights and draw random numbers: a replay needs it, too. */
  private get examinationActs(): boolean {
    return this.substitutes.some(({ name }) => name === 'evaluate');
  }

  /** What is recorded in the place of the batch: a text that is read, or a picture that is explained. */
  private shownInstead(reading: Reading): ((step: StepTrace) => StepTrace) | null {
    const { setup, cursor, item, substitutes } = this;
    return (
      readInstead(setup, reading, cursor, this.observes) ??
      explainInstead(setup, reading, { cursor, item, substitutes })
    );
  }

  private async oneStep(): Promise<StepReport> {
    // Entering the loop shuffles the whole epoch again, so it is left open between steps.
    this.loop ??= fit(this.setup, { from: this.cursor, validate: false });
    const { value: report } = await this.loop.next();
    if (report?.type !== 'step') throw new Error('the run is finished');
    return report;
  }

  /** A bug, a cut or an answer that fails ends its track. An error of an ordinary run is everybody's business. */
  private end(error: unknown): void {
    this.loop = null;
    const isAsItWas = this.substitutes.length === 0 && cutsIn(this.spec).length === 0;
    const isOurs = isAsItWas && !(error instanceof SubstituteError);
    if (isOurs) throw error;
    const message = error instanceof Error ? error.message.split('\nhint:')[0]! : String(error);
    const hint = error instanceof ChalkgradError ? error.hint : '';
    const atFault = error instanceof SubstituteError ? error.substitute : null;
    const answer = atFault?.by === 'reader' ? atFault.id : undefined;
    this.ending = { step: this.cursor.step, message, hint, ...(answer === undefined ? {} : { answer }) };
    this.events.onEnding(this.ending);
  }

  /** On the first pass keep the state; on a replay compare with what was kept. */
  private keyframe(): void {
    const { step } = this.cursor;
    const { keyframes } = this.options;
    const { shelf } = this;
    shelf.every = spacing(shelf.stepMs, this.recordMs, this.sharers);
    const known = keyframes.at(shelf, step);
    if (known !== null) {
      if (step >= this.head) return;
      const { hash } = this;
      this.tellKeyframe(step, hash, known.hash === hash);
      return;
    }
    const before = keyframes.before(shelf, step);
    if (before !== null && step - before.step < shelf.every) return;
    // A replay on its way to somewhere else; but without its first keyframe a run could never go back to its beginning.
    if (before !== null && step < shelf.at - DENSE * shelf.every) return;
    const state = captureState(this.setup, this.cursor);
    const gradients = this.keepsGradients ? gradientsOf(this.setup) : null;
    const { hash } = this;
    const bytes = bytesOf(state, gradients);
    keyframes.keep(shelf, { step, state, gradients, hash, bytes, isPinned: before === null });
    this.tellKeyframe(step, hash, null);
  }

  private tellKeyframe(step: number, hash: string, same: boolean | null): void {
    this.hashes.set(step, { hash, same });
    this.events.onKeyframe(step, hash, same);
  }

  /** Restore the latest keyframe that is not after `target`, unless we already stand between it and the target. */
  private rewindTo(target: number): void {
    const nearest = this.options.keyframes.before(this.shelf, target);
    if (nearest === null || (this.cursor.step <= target && this.cursor.step >= nearest.step)) return;
    this.cursor = restoreState(this.setup, nearest.state);
    if (this.keepsGradients) putGradients(this.setup, nearest.gradients);
    this.loop = null;
  }

  /** Take over a state that came with the site, where that saves a long way. One that cannot be had, or does not fit, costs nothing. */
  private async fetchState(target: number): Promise<boolean> {
    const shipped = this.isTimed ? undefined : this.shipped.findLast(({ step }) => step <= target);
    const { keyframes } = this.options;
    const kept = keyframes.before(this.shelf, target)?.step ?? 0;
    const near = this.cursor.step <= target ? Math.max(kept, this.cursor.step) : kept;
    if (shipped === undefined || shipped.step - near < WORTH_FETCHING) return false;
    // Without its first keyframe a run could never go back to its beginning.
    if (this.cursor.step === this.from.step) this.keyframe();
    try {
      const state = await shipped.load();
      this.cursor = restoreState(this.setup, state);
      this.loop = null;
      const { hash } = this;
      keyframes.keep(this.shelf, {
        step: shipped.step,
        state,
        gradients: null,
        hash,
        bytes: bytesOf(state),
        isPinned: false,
      });
      this.tellKeyframe(shipped.step, hash, null);
    } catch {
      this.shipped = this.shipped.filter((one) => one !== shipped);
      return true;
    }
    this.evaluateAtEpochEnd();
    return true;
  }

  private evaluateAtEpochEnd(): void {
    const { step, batch } = this.cursor;
    if (batch !== 0 || (this.evaluations.has(step) && !this.examinationActs)) return;
    try {
      const evaluation = { step, metrics: scope(() => unheard(() => this.setup.evaluate())) };
      this.evaluations.set(step, evaluation);
      this.events.onEvaluation(evaluation);
    } catch (error) {
      this.end(error);
    }
  }
}

/** Where a fork goes on: at its step, in the same epoch, at the batch that comes after as many examples. */
function placeAfter(parent: Track, { at }: Fork, { loader }: TrainingSetup): Cursor {
  const { epoch, batch } = parent.cursorAt(at);
  const perEpoch = parent.info.stepsPerEpoch;
  return { step: at, epoch, batch: Math.min(loader.length - 1, Math.floor((batch * loader.length) / perEpoch)) };
}

/** Cells and examples that are not there are told when the track is opened, not when it comes to them. */
function checkEdits(setup: TrainingSetup, { forks }: TrackSpec): void {
  for (const edit of forks.flatMap(({ edits }) => edits)) {
    if (edit.kind === 'set') cellOf(setup, edit);
    if (edit.kind === 'skip' && edit.example >= setup.loader.dataset.length) {
      throw new ChalkgradError(
        `there is no example ${edit.example}`,
        `the run has ${setup.loader.dataset.length}, counted from 0.`,
      );
    }
  }
}
