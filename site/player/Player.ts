/**
 * The one timeline that all figures of a page share: where the run stands, the step being shown, and what is selected.
 * Figures subscribe and draw; controls call its verbs. It owns the worker and starts it only when first needed: until then
 * the page shows the step that was recorded when the site was built, and says so.
 */
import type { Evaluation, FromWorker, LoadOptions, RunInfo, StepMetrics, StepTrace, ToWorker } from './protocol.ts';

/** One number of the shown step, or a whole tensor when `index` is null. */
export interface Selection {
  /** Label of the op: `conv1`. */
  readonly op: string;
  /** What of it: its output, the gradient of its output, an input by place, or the gradient of that input. */
  readonly tensor:
    | { readonly kind: 'output' | 'gradOutput' }
    | { readonly kind: 'input' | 'gradInput'; readonly place: number };
  /** Position in the tensor; null selects the tensor as a whole. */
  readonly index: readonly number[] | null;
}

export interface Keyframe {
  readonly step: number;
  readonly hash: string;
  /** Did a replay through it reach the same weights? null: not replayed. */
  readonly same: boolean | null;
}

export type Status = 'recorded' | 'loading' | 'paused' | 'playing' | 'seeking' | 'failed';

export interface PlayerState {
  readonly status: Status;
  readonly info: RunInfo;
  /** The step that figures draw; null only before the recording arrived. */
  readonly trace: StepTrace | null;
  /** Where the numbers on screen come from. */
  readonly source: 'recorded' | 'live';
  /** By step. Longer than the shown step after scrubbing back. */
  readonly metrics: readonly StepMetrics[];
  readonly evaluations: readonly Evaluation[];
  readonly keyframes: readonly Keyframe[];
  readonly finished: boolean;
  /** Which step was asked for and is not on screen yet. */
  readonly target: number | null;
  /** Steps a second; Infinity: as fast as it goes. */
  readonly speed: number;
  /** Which example of the batch the figures look at. */
  readonly item: number;
  /** Which op the backward stepper stands at: a label. */
  readonly op: string;
  readonly selection: Selection | null;
  /** A term of an equation that is pointed at: figures light the cells it stands for. */
  readonly term: string | null;
  readonly error: { readonly message: string; readonly hint: string } | null;
}

export interface Recording {
  readonly info: RunInfo;
  readonly trace: StepTrace;
  readonly metrics: readonly StepMetrics[];
  readonly evaluations: readonly Evaluation[];
}

export const speeds: readonly number[] = [1, 4, 16, Number.POSITIVE_INFINITY];

type Subscriber = (state: PlayerState, changed: ReadonlySet<keyof PlayerState>) => void;

export class Player {
  state: PlayerState;
  private readonly subscribers = new Set<Subscriber>();
  private changed = new Set<keyof PlayerState>();
  private scheduled = false;
  private worker: Worker | null = null;
  private readonly makeWorker: () => Worker;
  private readonly options: LoadOptions;
  private readonly predictions = new Map<number, (answer: { step: number; probabilities: Float32Array }) => void>();
  private nextRequest = 1;
  /** What to ask for as soon as the worker has loaded the run. */
  private afterLoad: ToWorker | null = null;

  constructor(recording: Recording, options: LoadOptions, makeWorker: () => Worker) {
    this.options = options;
    this.makeWorker = makeWorker;
    this.state = {
      status: 'recorded',
      info: recording.info,
      trace: recording.trace,
      source: 'recorded',
      metrics: recording.metrics,
      evaluations: recording.evaluations,
      keyframes: [],
      finished: false,
      target: null,
      speed: Number.POSITIVE_INFINITY,
      item: recording.trace.item,
      op: recording.trace.ops.at(-1)?.label ?? '',
      selection: null,
      term: null,
      error: null,
    };
  }

  /** Be told of every change, at most once a frame; called at once with everything. Returns the way out. */
  subscribe(subscriber: Subscriber): () => void {
    this.subscribers.add(subscriber);
    subscriber(this.state, new Set(Object.keys(this.state) as (keyof PlayerState)[]));
    return () => this.subscribers.delete(subscriber);
  }

  /** Train on from the shown step. The first call starts the worker, at step 0. */
  play(): void {
    this.ask({ type: 'play', speed: this.state.speed });
  }

  pause(): void {
    // Nothing plays yet while the run is being loaded: what is taken back is the wish to play.
    if (this.state.status === 'loading') this.afterLoad = { type: 'seek', step: 0 };
    else if (this.worker !== null) this.send({ type: 'pause' });
  }

  toggle(): void {
    if (this.state.status === 'playing') this.pause();
    else this.play();
  }

  /** Show another step, earlier or later. Later steps are trained on the way. */
  seek(step: number): void {
    const target = Math.min(Math.max(0, Math.round(step)), this.state.info.totalSteps - 1);
    this.ask({ type: 'seek', step: target });
    this.set({ target, ...(this.state.status === 'loading' ? {} : { status: 'seeking' }) });
  }

  /**
   * One step on, or back, counted from where we are going when we are on the way. From the recorded frame the live run is
   * brought to the step beside it.
   */
  step(by: number): void {
    this.seek((this.state.target ?? this.state.trace?.step ?? 0) + by);
  }

  /** The same start again: same seed, same weights, same batches. */
  reset(): void {
    this.restart(this.state.info.seed);
  }

  /** Another seed: other weights, digits and batches. */
  reseed(seed: number): void {
    this.restart(seed);
  }

  setSpeed(speed: number): void {
    this.set({ speed });
    if (this.state.status === 'playing') this.send({ type: 'play', speed });
  }

  /** Look at another example of the batch. */
  lookAt(item: number): void {
    this.set({ item });
    // The recording holds the slices of one example only: the run is started, and brought to the recorded step, to see others.
    if (this.worker === null || this.state.status === 'failed') this.seek(this.state.trace?.step ?? 0);
    else this.send({ type: 'item', item });
  }

  standAt(op: string): void {
    if (this.state.op !== op) this.set({ op });
  }

  select(selection: Selection | null): void {
    this.set({ selection, ...(selection === null ? {} : { op: selection.op }) });
  }

  pointAt(term: string | null): void {
    if (this.state.term !== term) this.set({ term });
  }

  /** Read an image with the weights as they are now. pixels: 28·28 in 0 … 1. */
  predict(pixels: Float32Array<ArrayBuffer>): Promise<{ step: number; probabilities: Float32Array }> {
    const request = this.nextRequest++;
    const answer = new Promise<{ step: number; probabilities: Float32Array }>((resolve) =>
      this.predictions.set(request, resolve),
    );
    // Before the run has started, bring it to the step on screen, so that the weights have learned what the page says.
    if (this.worker === null) this.seek(this.state.trace?.step ?? 0);
    this.ask({ type: 'predict', pixels, request });
    return answer;
  }

  private restart(seed: number): void {
    this.set({ item: 0, selection: null });
    this.load(seed);
    this.afterLoad = { type: 'seek', step: 0 };
  }

  /** Send a request, starting and loading the worker first when there is none. */
  private ask(message: ToWorker): void {
    if (this.worker === null || this.state.status === 'failed') this.load(this.state.info.seed);
    if (this.state.status === 'loading' && message.type !== 'predict') this.afterLoad = message;
    else this.send(message);
  }

  /** Start the run from its seed, in a new worker when there is none or the old one has failed. */
  private load(seed: number): void {
    if (this.state.status === 'failed') {
      this.worker?.terminate();
      this.worker = null;
    }
    this.worker ??= this.startWorker();
    this.set({ status: 'loading', error: null });
    this.send({ type: 'load', ...this.options, seed, item: this.state.item });
  }

  private send(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  private startWorker(): Worker {
    const worker = this.makeWorker();
    worker.addEventListener('message', (event: MessageEvent<FromWorker>) => this.receive(event.data));
    worker.addEventListener('error', (event) => {
      this.set({ status: 'failed', error: { message: event.message || 'the training worker stopped', hint: '' } });
    });
    return worker;
  }

  private receive(message: FromWorker): void {
    if (message.type === 'loaded') this.loaded(message.info);
    else if (message.type === 'progress') this.set({ metrics: merge(this.state.metrics, message.metrics) });
    else if (message.type === 'evaluated') {
      this.set({ evaluations: [...this.state.evaluations, message.evaluation].sort((a, b) => a.step - b.step) });
    } else if (message.type === 'keyframe') this.keyframe(message);
    else if (message.type === 'trace') this.show(message.trace);
    else if (message.type === 'playing') this.set({ status: message.playing ? 'playing' : 'paused' });
    else if (message.type === 'finished') this.set({ finished: true });
    else if (message.type === 'failed')
      this.set({ status: 'failed', error: { message: message.message, hint: message.hint } });
    else if (message.type === 'prediction') {
      this.predictions.get(message.request)?.({ step: message.step, probabilities: message.probabilities });
      this.predictions.delete(message.request);
    }
  }

  private loaded(info: RunInfo): void {
    const next = this.afterLoad;
    this.afterLoad = null;
    // The old curve stays on screen until the new run is there to draw its own.
    this.set({
      info,
      status: next?.type === 'seek' ? 'seeking' : 'paused',
      metrics: [],
      evaluations: [],
      keyframes: [],
      finished: false,
    });
    if (next !== null) this.send(next);
  }

  private show(trace: StepTrace): void {
    const known = trace.ops.some((op) => op.label === this.state.op);
    const status = this.state.status === 'seeking' ? 'paused' : this.state.status;
    this.set({
      trace,
      source: 'live',
      status,
      target: null,
      item: trace.item,
      ...(known ? {} : { op: trace.ops.at(-1)?.label ?? '' }),
    });
  }

  private keyframe({ step, hash, same }: Keyframe): void {
    const others = this.state.keyframes.filter((keyframe) => keyframe.step !== step);
    this.set({ keyframes: [...others, { step, hash, same }].sort((a, b) => a.step - b.step) });
  }

  private set(change: Partial<PlayerState>): void {
    this.state = { ...this.state, ...change };
    for (const key of Object.keys(change) as (keyof PlayerState)[]) this.changed.add(key);
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

/** New metrics replace those of the same step. Both lists are ordered. */
function merge(known: readonly StepMetrics[], fresh: readonly StepMetrics[]): StepMetrics[] {
  const result = [...known];
  for (const entry of fresh) result[entry.step] = entry;
  return result.filter((entry) => entry !== undefined);
}
