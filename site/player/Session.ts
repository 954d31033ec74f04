/**
 * One training run that can be moved through in time. It steps forward, keeps keyframes on the way, and goes back by
 * restoring the nearest keyframe and making the same steps again: the framework is deterministic, so they are the same to
 * the last bit, and a hash of the weights says so. Knows nothing of workers or pages; the build records with it too.
 */
import {
  type Cursor,
  captureState,
  findRun,
  fit,
  hashParameters,
  noGrad,
  restoreState,
  type StepReport,
  startCursor,
  type Tensor,
  type TrainingSetup,
  type TrainingState,
  tensor,
  untraced,
} from '#framework';
import type { Evaluation, LoadOptions, RunInfo, StepMetrics, StepTrace } from './protocol.ts';
import { StepRecorder } from './StepRecorder.ts';

/** First distance between keyframes; it doubles, and every other one is dropped, when memory gets short. */
const KEYFRAME_EVERY = 4;
const KEYFRAME_BYTES = 48 * 1024 * 1024;
/** Batch tensors up to this many elements cross to the page whole: a batch of 32 images of 28×28 just does. */
export const KEEP_WHOLE = 32 * 28 * 28;

export interface SessionEvents {
  readonly onMetrics: (metrics: StepMetrics) => void;
  readonly onEvaluation: (evaluation: Evaluation) => void;
  readonly onKeyframe: (step: number, hash: string, same: boolean | null) => void;
}

export class Session {
  readonly info: RunInfo;
  private readonly setup: TrainingSetup;
  private readonly events: SessionEvents;
  private readonly keepWhole: number;
  private readonly keyframes = new Map<number, { readonly state: TrainingState; readonly hash: string }>();
  private keyframeEvery = KEYFRAME_EVERY;
  /** The next step to make. */
  private cursor: Cursor = startCursor;
  /** The furthest the run has been: what lies before it is a replay. */
  private head = 0;
  private readonly evaluated = new Set<number>();
  item = 0;

  private constructor(setup: TrainingSetup, events: SessionEvents, keepWhole: number) {
    this.keepWhole = keepWhole;
    this.setup = setup;
    this.events = events;
    const stepsPerEpoch = setup.loader.length;
    this.info = {
      run: setup.name,
      seed: setup.seed,
      config: setup.config,
      stepsPerEpoch,
      totalSteps: stepsPerEpoch * setup.epochs,
      parameters: [...setup.model.parameters()].reduce((total, parameter) => total + parameter.size, 0),
    };
  }

  static async open(options: LoadOptions, events: SessionEvents, keepWhole = KEEP_WHOLE): Promise<Session> {
    const { run, seed, examples, testExamples } = options;
    return new Session(await findRun(run).build({ seed, examples, testExamples }), events, keepWhole);
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
    this.keyframe();
    const recorder = record ? new StepRecorder(this.item, this.keepWhole) : null;
    let report: StepReport;
    try {
      report = await this.oneStep();
    } catch (error) {
      recorder?.cancel();
      throw error;
    }
    const trace = recorder?.finish(this.info.run, this.info.seed) ?? null;
    this.cursor = report.next;
    this.head = Math.max(this.head, this.cursor.step);
    this.events.onMetrics({
      step: report.step,
      loss: report.metrics['loss'] ?? Number.NaN,
      accuracy: report.metrics['accuracy'] ?? Number.NaN,
    });
    this.evaluateAtEpochEnd();
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

  private async oneStep(): Promise<StepReport> {
    for await (const report of fit(this.setup, { from: this.cursor, validate: false })) {
      if (report.type === 'step') return report;
    }
    throw new Error('the run is finished');
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
  }

  private evaluateAtEpochEnd(): void {
    const { step, batch } = this.cursor;
    if (batch !== 0 || this.evaluated.has(step)) return;
    this.evaluated.add(step);
    const metrics = untraced(() => this.setup.evaluate());
    this.events.onEvaluation({ step, metrics });
  }
}
