/**
 * Answers a page that moves a timeline. The page asks (play, pause, seek …), and is told the metrics of every step and, a few times a
 * second, one whole recorded step of each track. Between two steps it listens, every few milliseconds at least, so no request waits
 * longer than a step. It runs in the training worker, and without one in tests.
 */
import { ChalkgradError } from '#framework';
import { onAnswerAtWork } from './answers/answers.ts';
import type { Evaluation, StepMetrics, StepTrace } from './protocol.ts';
import { shippedFor } from './shipped/shippedStates.ts';
import { Timeline } from './Timeline.ts';
import type { Ending } from './Track.ts';
import type { FromTimeline, ToTimeline } from './timelineProtocol.ts';

/** While playing, recorded steps cross to the page at most this often, and take at most this share of the time. */
const TRACE_INTERVAL_MS = 125;
const RECORDING_SHARE = 0.4;
/** Metrics are sent in small bundles, so that fast runs do not flood the page. */
const METRICS_INTERVAL_MS = 60;
/** At full speed short steps are made in a row for this long: a browser's timer alone would take longer than they do. */
const BREATH_INTERVAL_MS = 10;

export type PostToPage = (message: FromTimeline, transfer?: Transferable[]) => void;

/** Let waiting messages in. */
const breathe = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class TimelineHost {
  private readonly post: PostToPage;
  private timeline: Timeline | null = null;
  /** Raised by every request that changes where we are: whoever is on the way to an older target gives up. */
  private generation = 0;
  private playing = false;
  /** All steps are made, and the last full one is shown: playing on means from the beginning. */
  private isOver = false;
  private pending = new Map<number, StepMetrics[]>();
  private metricsSent = 0;
  private queue: Promise<void> = Promise.resolve();
  /** Which track's answers were told of last. */
  private atWork: { readonly track: string; readonly step: number; readonly answer: string | null } = {
    track: '',
    step: -1,
    answer: null,
  };

  constructor(post: PostToPage) {
    this.post = post;
  }

  /** A message from the page. Resolves when it is done with. */
  receive(message: ToTimeline): Promise<void> {
    if (message.type === 'item' || message.type === 'observe' || message.type === 'reading') {
      this.timeline?.look(lookedAt(message));
      if (this.playing) return Promise.resolve(); // the next recorded step will show it
    }
    const run = (): Promise<void> => this.handle(message).catch((error: unknown) => this.report(error));
    // A repair takes a while: it waits for a step that is on its way, but not for the end of play.
    const isRepair = message.type === 'repair';
    const isQuestion =
      message.type === 'predict' ||
      message.type === 'explain' ||
      message.type === 'write' ||
      (isRepair && this.playing);
    if (isQuestion && this.timeline !== null) return run();
    // Requests that move the run raise the generation at once, so that whatever is under way stops; then they wait their turn.
    if (!isQuestion && !isRepair) this.generation++;
    this.queue = this.queue.then(run);
    return this.queue;
  }

  private async handle(message: ToTimeline): Promise<void> {
    const { isOver } = this;
    if (['open', 'play', 'seek', 'clock'].includes(message.type)) this.isOver = false;
    if (message.type === 'open') return this.open(message);
    const { timeline } = this;
    if (timeline === null) return;
    if (message.type === 'play') return this.play(timeline, message.speed, isOver);
    if (message.type === 'pause') return this.stop(timeline, false);
    if (message.type === 'seek') return this.seek(timeline, message.step);
    if (message.type === 'item' || message.type === 'observe' || message.type === 'reading')
      return this.seek(timeline, Math.max(0, timeline.step - 1));
    if (message.type === 'clock') return this.setClock(timeline, message.clock);
    if (message.type === 'difference') return this.difference(timeline, message);
    if (message.type === 'nudge') return this.nudge(timeline, message);
    const track = timeline.tracks[message.track] ?? timeline.tracks[0]!;
    if (message.type === 'write') {
      this.post({ type: 'written', request: message.request, writing: track.write(message.choices) });
      return;
    }
    if (message.type === 'repair') {
      const repair = track.repair(message.task);
      this.post({ type: 'repaired', request: message.request, step: track.step, repair });
      return;
    }
    if (message.type === 'explain') {
      const made = track.explain(message.task);
      this.post({ type: 'explained', request: message.request, step: track.step, explained: made });
      return;
    }
    const probabilities = track.predict(message.pixels);
    this.post({ type: 'prediction', request: message.request, step: track.step, probabilities }, [
      probabilities.buffer,
    ]);
  }

  private async open({
    tracks,
    clock,
    item,
    observes,
    reading,
    request,
    backend,
    ended = {},
  }: Extract<ToTimeline, { type: 'open' }>): Promise<void> {
    this.generation++;
    this.playing = false;
    this.flush(true);
    const events = {
      onMetrics: (track: number, metrics: StepMetrics) => {
        const list = this.pending.get(track) ?? [];
        this.pending.set(track, list);
        list.push(metrics);
        this.flush(false);
      },
      onEvaluation: (track: number, evaluation: Evaluation) => this.post({ type: 'evaluated', track, evaluation }),
      onKeyframe: (track: number, step: number, hash: string, same: boolean | null) =>
        this.post({ type: 'keyframe', track, keyframe: { step, hash, same } }),
      onEnding: (track: number, ending: Ending) => this.post({ type: 'ending', track, ending }),
      onWork: (track: string, step: number) => {
        this.atWork = { track, step, answer: null };
        this.post({ type: 'working', ...this.atWork });
      },
    };
    onAnswerAtWork((answer) => {
      if (answer === this.atWork.answer) return;
      this.atWork = { ...this.atWork, answer };
      this.post({ type: 'working', ...this.atWork });
    });
    try {
      if (this.timeline === null) {
        this.timeline = await Timeline.open(tracks, events, {
          clock,
          ended,
          shipped: shippedFor,
          ...(backend === undefined ? {} : { backend }),
        });
      } else {
        this.timeline.ended = ended;
        await this.timeline.setTracks(tracks);
        this.timeline.clock = clock;
      }
      if (reading !== null) for (const track of this.timeline.tracks) track.checkReading(reading);
    } catch (error) {
      this.post({ type: 'refused', ...told(error), request });
      return;
    }
    this.timeline.look({ item, observes, reading });
    const { totalSteps } = this.timeline;
    this.post({
      type: 'opened',
      request,
      totalSteps,
      tracks: this.timeline.tracks.map(({ spec, info, ending, history }) => ({ spec, info, ending, ...history })),
    });
  }

  private async play(timeline: Timeline, speed: number, isOver: boolean): Promise<void> {
    const mine = ++this.generation;
    if (isOver || timeline.isFinished) timeline.startOver();
    this.playing = true;
    this.post({ type: 'playing', playing: true });
    let due = 0;
    let breathed = performance.now();
    while (mine === this.generation && !timeline.isFinished) {
      const started = performance.now();
      const record = started >= due;
      const traces = await timeline.advance(record);
      if (record) {
        if (mine === this.generation) this.postTraces(traces);
        const took = performance.now() - started;
        due = performance.now() + Math.max(TRACE_INTERVAL_MS, took / RECORDING_SHARE - took);
      }
      const atFullSpeed = !Number.isFinite(speed);
      if (atFullSpeed && performance.now() - breathed < BREATH_INTERVAL_MS) continue;
      await breathe(atFullSpeed ? 0 : Math.max(0, 1000 / speed - (performance.now() - started)));
      breathed = performance.now();
    }
    if (mine === this.generation) await this.stop(timeline, true);
  }

  /** Stand still, and show the last step that was made, completely; at the end the last full one. */
  private async stop(timeline: Timeline, finished: boolean): Promise<void> {
    const mine = ++this.generation;
    this.playing = false;
    this.flush(true);
    if (timeline.step > 0) {
      const at = finished ? timeline.restingStep : timeline.step - 1;
      const traces = await timeline.show(at, this.overtaken(mine));
      if (traces !== null && mine === this.generation) this.postTraces(traces);
    }
    this.flush(true);
    this.post({ type: 'playing', playing: false });
    if (!finished || mine !== this.generation) return;
    this.isOver = true;
    this.post({ type: 'finished', at: Math.max(0, timeline.step - 1) });
  }

  private async seek(timeline: Timeline, step: number): Promise<void> {
    const mine = ++this.generation;
    if (this.playing) this.post({ type: 'playing', playing: false });
    this.playing = false;
    await breathe(0); // while a slider is dragged, only the latest of many requests is carried out
    if (mine !== this.generation) return;
    const traces = await timeline.show(step, this.overtaken(mine));
    this.flush(true);
    if (traces !== null && mine === this.generation) this.postTraces(traces);
  }

  private async setClock(timeline: Timeline, clock: Timeline['clock']): Promise<void> {
    timeline.clock = clock;
    this.post({ type: 'totalSteps', totalSteps: timeline.totalSteps });
    await this.seek(timeline, Math.max(0, timeline.step - 1));
  }

  private async difference(
    timeline: Timeline,
    { between: [a, b], request }: Extract<ToTimeline, { type: 'difference' }>,
  ): Promise<void> {
    const mine = ++this.generation;
    const stale = this.overtaken(mine);
    const difference = await timeline.difference(a, b, stale);
    this.flush(true);
    this.post({ type: 'difference', request, difference: mine === this.generation ? difference : undefined });
  }

  private async nudge(
    timeline: Timeline,
    { track, step, cell, request }: Extract<ToTimeline, { type: 'nudge' }>,
  ): Promise<void> {
    const mine = ++this.generation;
    if (this.playing) this.post({ type: 'playing', playing: false });
    this.playing = false;
    const nudged = await timeline
      .nudge(track, step, cell, this.overtaken(mine))
      .catch((error: unknown) => told(error).message);
    this.post({ type: 'nudged', request, nudged: mine === this.generation ? nudged : null });
  }

  /** On the way to a step: let messages in between two steps, and say whether a newer request made the old one pointless. */
  private overtaken(mine: number): () => Promise<boolean> {
    return async () => {
      await breathe(0);
      return mine !== this.generation;
    };
  }

  private flush(force: boolean): void {
    const now = performance.now();
    if (!force && now - this.metricsSent < METRICS_INTERVAL_MS) return;
    for (const [track, metrics] of this.pending) this.post({ type: 'progress', track, metrics });
    this.pending = new Map();
    this.metricsSent = now;
  }

  private postTraces(traces: readonly (StepTrace | null)[]): void {
    if (traces.every((trace) => trace === null)) return;
    const buffers = traces.flatMap((trace) =>
      trace === null ? [] : [...trace.tensors.values()].map((tensor) => tensor.values.buffer),
    );
    this.post({ type: 'traces', traces }, [...new Set(buffers)]);
  }

  private report(error: unknown): void {
    this.playing = false;
    this.post({ type: 'playing', playing: false });
    this.post({ type: 'failed', ...told(error) });
  }
}

type Looking = Extract<ToTimeline, { type: 'item' | 'observe' | 'reading' }>;

function lookedAt(message: Looking): Parameters<Timeline['look']>[0] {
  if (message.type === 'item') return { item: message.item };
  return message.type === 'observe' ? { observes: message.names } : { reading: message.reading };
}

function told(error: unknown): { readonly message: string; readonly hint: string } {
  const message = error instanceof Error ? error.message.split('\nhint:')[0]! : String(error);
  return { message, hint: error instanceof ChalkgradError ? error.hint : '' };
}
