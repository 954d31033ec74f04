/**
 * One training run that only runs ahead, on the CPU or the GPU, and outlives a GPU that is lost: what pages that watch the curve train
 * with, and what recordings of curves are made with. A run that goes back in time is a Track. Knows nothing of workers or pages.
 */
import {
  type Cursor,
  captureState,
  findRun,
  fit,
  restoreState,
  type StepReport,
  scope,
  startCursor,
  startWebgpu,
  stateOnCpu,
  type TrainingSetup,
  type TrainingState,
  untraced,
  webgpuStatus,
} from '#framework';
import { chooseBackend, GPU } from './chooseBackend.ts';
import type { Evaluation, LoadOptions, Pictures, Recovery, RunInfo, StepMetrics } from './protocol.ts';
import { ReadRhythm } from './ReadRhythm.ts';
import { StepClock, type Timed } from './StepClock.ts';

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
  /** The GPU was lost, and a new one goes on from an earlier step. */
  readonly onRecovery?: (recovery: Recovery) => void;
}

export class Session {
  readonly info: RunInfo;
  private setup: TrainingSetup;
  private readonly build: () => Promise<TrainingSetup>;
  private readonly events: SessionEvents;
  /** The next step to make. */
  private cursor: Cursor = startCursor;
  private readonly evaluated = new Set<number>();
  /** The training loop, standing between two steps; null where it has to be entered anew. */
  private loop: ReturnType<typeof fit> | null = null;
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

  private constructor(
    setup: TrainingSetup,
    events: SessionEvents,
    { backend, build }: { backend: string; build: () => Promise<TrainingSetup> },
  ) {
    this.build = build;
    this.isOnGpu = backend === GPU;
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

  static async open(options: LoadOptions, events: SessionEvents): Promise<Session> {
    const { run, seed, examples, testExamples } = options;
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
    return new Session(await build(), events, { backend, build });
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

  /** Make the next step. */
  async advance(): Promise<void> {
    if (!this.isOnGpu) return this.make();
    try {
      await this.make();
      if (this.isSettled && performance.now() - this.snapshotAt > SNAPSHOT_EVERY_MS) await this.keepSnapshot();
    } catch (error) {
      await this.goOnAfterLoss(error);
    }
  }

  private async make(): Promise<void> {
    const started = performance.now();
    const report = await this.oneStep();
    const { metrics } = report;
    this.isSettled = metrics['loss'] !== undefined;
    this.clock.step(performance.now() - started, this.isSettled);
    this.rhythm.made(this.isSettled);
    this.cursor = report.next;
    if (this.isSettled) {
      this.events.onMetrics({
        step: report.step,
        loss: metrics['loss'] ?? Number.NaN,
        accuracy: metrics['accuracy'] ?? Number.NaN,
        metrics,
      });
    }
    await this.evaluateAtEpochEnd();
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
