/**
 * Answers a page that only watches the curve of a run: the numbers of every step and every epoch, at the speed of the terminal. The page
 * asks (play, pause), the host tells. It runs in the training worker.
 */
import { ChalkgradError } from '#framework';
import type { FromWorker, LoadOptions, StepMetrics, ToWorker } from '../protocol.ts';
import { Session } from '../Session.ts';

/** Metrics are sent in small bundles, so that fast runs do not flood the page. */
const METRICS_INTERVAL_MS = 60;
/** At full speed short steps are made in a row for this long: a browser's timer alone would take longer than they do. */
const BREATH_INTERVAL_MS = 10;

/** Let waiting messages in. */
const breathe = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class CurveHost {
  private readonly post: (message: FromWorker) => void;
  private session: Session | null = null;
  /** Raised by every request: what is under way gives up. */
  private generation = 0;
  private pending: StepMetrics[] = [];
  private metricsSent = 0;
  private queue: Promise<void> = Promise.resolve();

  constructor(post: (message: FromWorker) => void) {
    this.post = post;
  }

  /** A message from the page. Resolves when it is done with. */
  receive(message: ToWorker): Promise<void> {
    this.generation++;
    this.queue = this.queue.then(() => this.handle(message).catch((error: unknown) => this.report(error)));
    return this.queue;
  }

  private async handle(message: ToWorker): Promise<void> {
    if (message.type === 'load') return this.load(message);
    if (this.session === null) return;
    if (message.type === 'play') return this.play(this.session, message.speed);
    this.stop();
  }

  private async load(options: LoadOptions): Promise<void> {
    const mine = ++this.generation;
    const opened = await Session.open(options, {
      onMetrics: (metrics) => {
        this.pending.push(metrics);
        this.flush(false);
      },
      onEvaluation: async (evaluation) => {
        this.post({ type: 'evaluated', evaluation });
        const pictures = await opened.pictures();
        if (pictures !== null) this.post({ type: 'pictures', pictures });
      },
      onRecovery: (recovery) => {
        this.flush(true); // what was read before belongs before it
        this.post({ type: 'recovered', recovery });
      },
    });
    if (mine !== this.generation) return;
    this.session = opened;
    this.pending = [];
    this.post({ type: 'loaded', info: opened.info });
  }

  private async play(session: Session, speed: number): Promise<void> {
    const mine = ++this.generation;
    this.post({ type: 'playing', playing: true });
    let breathed = performance.now();
    while (mine === this.generation && !session.isFinished) {
      const started = performance.now();
      await session.advance();
      const atFullSpeed = !Number.isFinite(speed);
      // A GPU that is still busy with unread steps would work on while nobody measures it.
      if (atFullSpeed && (!session.isSettled || performance.now() - breathed < BREATH_INTERVAL_MS)) continue;
      await breathe(atFullSpeed ? 0 : Math.max(0, 1000 / speed - (performance.now() - started)));
      breathed = performance.now();
    }
    if (mine !== this.generation) return;
    this.stop();
    this.post({ type: 'finished' });
    const text = await session.sample();
    if (text !== null) this.post({ type: 'sample', text });
  }

  private stop(): void {
    this.flush(true);
    this.post({ type: 'playing', playing: false });
  }

  private flush(force: boolean): void {
    const now = performance.now();
    const { session } = this;
    if (session === null || (!force && now - this.metricsSent < METRICS_INTERVAL_MS)) return;
    if (this.pending.length === 0 && !force) return; // steps on a GPU count before they are read
    this.post({ type: 'progress', metrics: this.pending, made: session.step, timed: session.timed });
    this.pending = [];
    this.metricsSent = now;
  }

  private report(error: unknown): void {
    const hint = error instanceof ChalkgradError ? error.hint : '';
    const message = error instanceof Error ? error.message.split('\nhint:')[0]! : String(error);
    this.post({ type: 'playing', playing: false });
    this.post({ type: 'failed', message, hint });
  }
}
