/**
 * One whole run trained while the reader watches: any run by name, from any seed, in the same worker that lessons train in. It owns the
 * worker, keeps the numbers that arrive and says when something changed; it draws nothing. Every start gets a new worker, so
 * that nothing of an older training can reach it.
 */
import type {
  Evaluation,
  FromWorker,
  LoadOptions,
  Pictures,
  Recovery,
  RunInfo,
  StepMetrics,
  ToWorker,
} from '../protocol.ts';
import type { Timed } from '../StepClock.ts';

export type LiveStatus = 'idle' | 'loading' | 'training' | 'paused' | 'finished' | 'failed';

export interface LiveState {
  readonly status: LiveStatus;
  readonly seed: number;
  /** null until the worker has built the run. */
  readonly info: RunInfo | null;
  /** By step. On a GPU not every step is read, so there may be fewer than were made. */
  readonly steps: readonly StepMetrics[];
  /** Steps made so far. */
  readonly made: number;
  /** What the worker measured of their speed. */
  readonly timed: Timed;
  /** The last time that a GPU was lost and the run went on from an earlier step; null if never. */
  readonly recovery: Recovery | null;
  readonly evaluations: readonly Evaluation[];
  /** How long it has trained, pauses left out. */
  readonly trainedMs: number;
  /** What the model makes after the last epoch, where there is something to look at. */
  readonly pictures: Pictures | null;
  /** What the trained model made, where the run makes something to be read. */
  readonly sample: string | null;
  readonly error: { readonly message: string; readonly hint: string } | null;
}

const nothingYet = {
  info: null,
  steps: [],
  made: 0,
  timed: { steps: 0, ms: 0 },
  recovery: null,
  evaluations: [],
  trainedMs: 0,
  pictures: null,
  sample: null,
  error: null,
} as const;

export class LiveRun {
  private readonly run: string;
  private readonly makeWorker: () => Worker;
  private readonly now: () => number;
  private readonly listeners = new Set<(state: LiveState) => void>();
  private current: LiveState;
  private worker: Worker | null = null;
  /** Since when the clock runs; null while it stands. */
  private since: number | null = null;
  /** What to do once the run is built: the reader may have paused in between. */
  private wantsToTrain = false;
  private backend: string | undefined;

  constructor(
    options: Pick<LoadOptions, 'run' | 'seed' | 'backend'>,
    makeWorker: () => Worker,
    now: () => number = () => performance.now(),
  ) {
    this.run = options.run;
    this.backend = options.backend;
    this.makeWorker = makeWorker;
    this.now = now;
    this.current = { status: 'idle', seed: options.seed, ...nothingYet };
  }

  get state(): LiveState {
    if (this.since === null) return this.current;
    return { ...this.current, trainedMs: this.current.trainedMs + this.now() - this.since };
  }

  /** Be told of every change, and at once. */
  subscribe(listener: (state: LiveState) => void): void {
    this.listeners.add(listener);
    listener(this.state);
  }

  /** From the beginning, from this seed, on this backend if one is named; whatever was there is gone. */
  start(seed: number, backend = this.backend): void {
    this.backend = backend;
    this.worker?.terminate();
    this.since = null;
    this.wantsToTrain = true;
    this.worker = this.startWorker();
    this.set({ status: 'loading', seed, ...nothingYet });
    const { run } = this;
    this.send({ type: 'load', run, seed, ...(backend === undefined ? {} : { backend }) });
  }

  pause(): void {
    this.wantsToTrain = false;
    if (this.current.status === 'training') this.send({ type: 'pause' });
    else if (this.current.status === 'loading') this.set({ status: 'paused' });
  }

  resume(): void {
    if (this.current.status !== 'paused') return;
    this.wantsToTrain = true;
    if (this.current.info === null) this.set({ status: 'loading' });
    else this.send({ type: 'play', speed: Number.POSITIVE_INFINITY });
  }

  private send(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  private startWorker(): Worker {
    const worker = this.makeWorker();
    const mine = (): boolean => worker === this.worker;
    worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
      if (mine()) this.receive(event.data);
    });
    worker.addEventListener('error', (event) => {
      if (mine()) this.fail(event.message || 'the training worker stopped', '');
    });
    return worker;
  }

  private receive(message: FromWorker): void {
    if (message.type === 'loaded') this.loaded(message.info);
    else if (message.type === 'progress') this.progressed(message);
    else if (message.type === 'recovered') this.recovered(message.recovery);
    else if (message.type === 'evaluated') this.set({ evaluations: [...this.current.evaluations, message.evaluation] });
    else if (message.type === 'playing') this.played(message.playing);
    else if (message.type === 'finished') this.set({ status: 'finished' });
    else if (message.type === 'pictures') this.set({ pictures: message.pictures });
    else if (message.type === 'sample') this.set({ sample: message.text });
    else if (message.type === 'failed') this.fail(message.message, message.hint);
  }

  private loaded(info: RunInfo): void {
    this.set({ info });
    if (this.wantsToTrain) this.send({ type: 'play', speed: Number.POSITIVE_INFINITY });
  }

  private progressed({ metrics, made, timed }: Extract<FromWorker, { type: 'progress' }>): void {
    this.set({ steps: [...this.current.steps, ...metrics], made, timed });
  }

  /** What the lost GPU made after the last snapshot comes once more. */
  private recovered(recovery: Recovery): void {
    const { from } = recovery;
    this.set({
      recovery,
      made: from,
      steps: this.current.steps.filter(({ step }) => step < from),
      evaluations: this.current.evaluations.filter(({ step }) => step <= from),
    });
  }

  private played(playing: boolean): void {
    if (playing) this.since = this.now();
    else this.stopClock();
    if (this.current.status !== 'failed') this.set({ status: playing ? 'training' : 'paused' });
  }

  private stopClock(): void {
    this.current = this.state;
    this.since = null;
  }

  private fail(message: string, hint: string): void {
    this.stopClock();
    this.worker?.terminate();
    this.worker = null;
    this.set({ status: 'failed', error: { message, hint } });
  }

  private set(change: Partial<LiveState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener(this.state);
  }
}
