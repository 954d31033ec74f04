/**
 * One training run that can be moved through in time. It steps forward, keeps keyframes on the way, and goes back by
 * restoring the nearest keyframe and making the same steps again: the framework is deterministic, so they are the same to
 * the last bit, and a hash of the weights says so. Knows nothing of workers or pages; the build records with it too.
 */
import {
  ChalkgradError,
  type Cursor,
  captureState,
  findRun,
  fit,
  hashParameters,
  noGrad,
  restoreState,
  type StepReport,
  scope,
  startCursor,
  startWebgpu,
  stateOnCpu,
  type Tensor,
  type TrainingSetup,
  type TrainingState,
  tensor,
  untraced,
  webgpuStatus,
} from '#framework';
import { chooseBackend, GPU } from './chooseBackend.ts';
import type { Evaluation, LoadOptions, Pictures, Recovery, RunInfo, StepMetrics, StepTrace } from './protocol.ts';
import { ReadRhythm } from './ReadRhythm.ts';
import { StepClock, type Timed } from './StepClock.ts';
import { StepRecorder } from './StepRecorder.ts';

/** First distance between keyframes; it doubles, and every other one is dropped, when memory gets short. */
const KEYFRAME_EVERY = 4;
const KEYFRAME_BYTES = 48 * 1024 * 1024;
/** Batch tensors up to this many elements cross to the page whole: a batch of 32 images of 28×28 just does. */
export const KEEP_WHOLE = 32 * 28 * 28;

/** Enough to see what they are like, few enough to stand in a recording. */
const SHOWN_POINTS = 200;
const SHOWN_IMAGES = 6;

/** On a GPU a copy of the state comes back to the CPU this often, and after each epoch: from there the run goes on if the GPU is lost. */
const SNAPSHOT_EVERY_MS = 3000;
/** A GPU that is lost more often than that is not asked again. */
const MOST_LOSSES = 3;

export interface SessionEvents {
  readonly onMetrics: (metrics: StepMetrics) => void;
  /** The session waits for whatever is made of it: the model stands still meanwhile. */
  readonly onEvaluation: (evaluation: Evaluation) => unknown;
  readonly onKeyframe: (step: number, hash: string, same: boolean | null) => void;
  /** The GPU was lost, and a new one goes on from an earlier step. */
  readonly onRecovery?: (recovery: Recovery) => void;
}

export class Session {
  readonly info: RunInfo;
  private setup: TrainingSetup;
  private readonly build: () => Promise<TrainingSetup>;
  private readonly events: SessionEvents;
  private readonly keepWhole: number;
  private readonly keyframes = new Map<number, { readonly state: TrainingState; readonly hash: string }>();
  private keyframeEvery = KEYFRAME_EVERY;
  /** The next step to make. */
  private cursor: Cursor = startCursor;
  /** The furthest the run has been: what lies before it is a replay. */
  private head = 0;
  private readonly evaluated = new Set<number>();
  /** The training loop, standing between two steps; null where it has to be entered anew. */
  private loop: ReturnType<typeof fit> | null = null;
  /** Does it record steps and go back in time? Otherwise it only runs ahead, without keyframes. */
  readonly keepsTime: boolean;
  /** Is the model on the GPU? */
  private readonly isOnGpu: boolean;
  private readonly clock = new StepClock();
  private rhythm: ReadRhythm;
  /** Where to go on if the GPU is lost; null: from the beginning. */
  private snapshot: TrainingState | null = null;
  private snapshotAt = performance.now();
  private losses = 0;
  /** Is everything done that was asked for? On a GPU only after a step that was read. */
  isSettled = true;
  item = 0;

  private constructor(
    setup: TrainingSetup,
    events: SessionEvents,
    {
      keepWhole,
      keepsTime,
      backend,
      build,
    }: { keepWhole: number; keepsTime: boolean; backend: string; build: () => Promise<TrainingSetup> },
  ) {
    this.build = build;
    this.isOnGpu = backend === GPU;
    this.keepWhole = keepWhole;
    this.keepsTime = keepsTime;
    this.setup = setup;
    this.events = events;
    const stepsPerEpoch = setup.loader.length;
    this.rhythm = new ReadRhythm(stepsPerEpoch);
    this.info = {
      run: setup.name,
      seed: setup.seed,
      config: setup.config,
      ...(setup.vocabulary === undefined ? {} : { vocabulary: setup.vocabulary }),
      stepsPerEpoch,
      totalSteps: stepsPerEpoch * setup.epochs,
      parameters: [...setup.model.parameters()].reduce((total, parameter) => total + parameter.size, 0),
      backend,
    };
  }

  static async open(options: LoadOptions, events: SessionEvents, keepWhole = KEEP_WHOLE): Promise<Session> {
    const { run, seed, examples, testExamples, watch = 'steps' } = options;
    if (watch === 'steps' && options.backend === GPU) {
      throw new ChalkgradError(
        'a run that is shown step by step trains on the CPU',
        "watch its 'curve' only, or choose a backend of the CPU.",
      );
    }
    const backend = await chooseBackend(options.backend);
    const sizes = {
      ...(examples === undefined ? {} : { examples }),
      ...(testExamples === undefined ? {} : { testExamples }),
    };
    const build = async (): Promise<TrainingSetup> => {
      const setup = await findRun(run).build({ seed, ...sizes });
      if (backend === GPU) setup.model.to(GPU);
      return setup;
    };
    return new Session(await build(), events, { keepWhole, keepsTime: watch === 'steps', backend, build });
  }

  /** How long the steps took, the first ones and all examinations left out. */
  get timed(): Timed {
    return this.clock.timed;
  }

  /** Number of the next step. */
  get step(): number {
    return this.cursor.step;
  }

  get isFinished(): boolean {
    return this.cursor.step >= this.info.totalSteps;
  }

  /** Make the next step; record it when asked to. */
  async advance(record: boolean): Promise<StepTrace | null> {
    if (!this.isOnGpu) return this.make(record);
    try {
      await this.make(false);
      if (this.isSettled && performance.now() - this.snapshotAt > SNAPSHOT_EVERY_MS) await this.keepSnapshot();
    } catch (error) {
      await this.goOnAfterLoss(error);
    }
    return null;
  }

  private async make(record: boolean): Promise<StepTrace | null> {
    if (this.keepsTime) this.keyframe();
    const recorder = record && this.keepsTime ? new StepRecorder(this.item, this.keepWhole) : null;
    const started = performance.now();
    let report: StepReport;
    try {
      report = await this.oneStep();
    } catch (error) {
      recorder?.cancel();
      throw error;
    }
    const { metrics } = report;
    this.isSettled = metrics['loss'] !== undefined;
    if (recorder === null) this.clock.step(performance.now() - started, this.isSettled);
    this.rhythm.made(this.isSettled);
    const trace = recorder?.finish(this.info.run, this.info.seed) ?? null;
    this.cursor = report.next;
    this.head = Math.max(this.head, this.cursor.step);
    if (this.isSettled) {
      this.events.onMetrics({
        step: report.step,
        loss: metrics['loss'] ?? Number.NaN,
        accuracy: metrics['accuracy'] ?? Number.NaN,
        metrics,
      });
    }
    await this.evaluateAtEpochEnd();
    return trace;
  }

  /**
   * Show step number `step`: go back to the keyframe before it if need be, make the steps in between, record it. Asks
   * `isStale` after every step on the way, and gives up with null when it is.
   */
  async show(step: number, isStale: () => Promise<boolean> = async () => false): Promise<StepTrace | null> {
    const target = Math.min(Math.max(step, 0), this.info.totalSteps - 1);
    this.rewindTo(target);
    while (this.cursor.step < target) {
      await this.advance(false);
      if (await isStale()) return null;
    }
    return this.advance(true);
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

  /** Something the model makes, to be read; null where the run has no such thing. */
  async sample(): Promise<string | null> {
    const { sample } = this.setup;
    return sample === undefined ? null : this.onCpu(() => untraced(sample));
  }

  /** Some of what the model makes now, to be looked at; null where the run has no such thing. */
  async pictures(): Promise<Pictures | null> {
    const { compare } = this.setup;
    if (compare === undefined) return null;
    const compared = await this.onCpu(() => untraced(compare));
    const most = compared.made.shape.length === 2 ? SHOWN_POINTS : SHOWN_IMAGES;
    const count = Math.min(most, compared.made.shape[0] ?? 0);
    const shape = [count, ...compared.made.shape.slice(1)];
    const size = shape.reduce((product, n) => product * n, 1);
    const [real, made] = [compared.real, compared.made].map((all) =>
      Float32Array.from(all.dataSync().subarray(0, size)),
    );
    return { shape, real: real!, made: made! };
  }

  private async oneStep(): Promise<StepReport> {
    // Entering the loop shuffles the whole epoch again, so it is left open between steps.
    this.loop ??= fit(this.setup, { from: this.cursor, validate: false, isRead: this.rhythm.isRead });
    const { value: report } = await this.loop.next();
    if (report?.type !== 'step') throw new Error('the run is finished');
    return report;
  }

  /** On the first pass keep the state; on a replay compare with what was kept. */
  private keyframe(): void {
    const { step } = this.cursor;
    if (step % this.keyframeEvery !== 0) return;
    const hash = hashParameters(this.setup);
    const known = this.keyframes.get(step);
    if (known !== undefined) {
      if (step < this.head) this.events.onKeyframe(step, hash, known.hash === hash);
      return;
    }
    this.keyframes.set(step, { state: captureState(this.setup, this.cursor), hash });
    this.events.onKeyframe(step, hash, null);
    this.thinOut();
  }

  private thinOut(): void {
    const first = this.keyframes.get(0);
    if (first === undefined) return;
    const bytes = Object.values(first.state.tensors).reduce(
      (total, t) => total + t.size * Float32Array.BYTES_PER_ELEMENT,
      0,
    );
    // The first keyframe is taken before the optimizer has memories; Adam's two triple it.
    if (this.keyframes.size * bytes * 3 <= KEYFRAME_BYTES) return;
    this.keyframeEvery *= 2;
    for (const step of [...this.keyframes.keys()]) if (step % this.keyframeEvery !== 0) this.keyframes.delete(step);
  }

  /** Restore the latest keyframe that is not after `target`, unless we already stand between it and the target. */
  private rewindTo(target: number): void {
    const candidates = [...this.keyframes.keys()].filter((step) => step <= target);
    const nearest = Math.max(...candidates, -1);
    if (nearest < 0 || (this.cursor.step <= target && this.cursor.step >= nearest)) return;
    this.cursor = restoreState(this.setup, this.keyframes.get(nearest)!.state);
    this.loop = null;
  }

  private async evaluateAtEpochEnd(): Promise<void> {
    const { step, batch } = this.cursor;
    if (batch !== 0 || this.evaluated.has(step)) return;
    this.evaluated.add(step);
    const metrics = await this.onCpu(() => untraced(() => this.setup.evaluate()));
    await this.events.onEvaluation({ step, metrics });
    if (this.isOnGpu) await this.keepSnapshot();
  }

  /** Examinations and pictures read one number after the other: from a GPU the model comes to the CPU for them, and goes back. */
  private async onCpu<Result>(look: () => Result): Promise<Result> {
    if (!this.isOnGpu) return look();
    await this.setup.model.cpu();
    try {
      return look();
    } finally {
      this.setup.model.to(GPU);
    }
  }

  private async keepSnapshot(): Promise<void> {
    this.snapshot = await scope(() => stateOnCpu(captureState(this.setup, this.cursor)));
    this.snapshotAt = performance.now();
  }

  /** A lost GPU took the weights along. A new one gets those of the last snapshot; any other error is handed on. */
  private async goOnAfterLoss(error: unknown): Promise<void> {
    const { available, reason } = await statusAfterError();
    if (available || ++this.losses > MOST_LOSSES) throw error;
    const lostAt = this.cursor.step;
    await startWebgpu();
    this.setup = await this.build();
    this.cursor = this.snapshot === null ? startCursor : restoreState(this.setup, this.snapshot);
    this.loop = null;
    this.isSettled = true;
    this.clock.drop();
    this.rhythm = new ReadRhythm(this.info.stepsPerEpoch);
    for (const step of this.evaluated) if (step > this.cursor.step) this.evaluated.delete(step);
    this.events.onRecovery?.({ from: this.cursor.step, lostAt, reason });
  }
}

/** Chromium tells of a loss some moments after the error that it caused: a mapping that was aborted. */
async function statusAfterError(): Promise<ReturnType<typeof webgpuStatus>> {
  for (let wait = 0; wait < 10 && webgpuStatus().available; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return webgpuStatus();
}
