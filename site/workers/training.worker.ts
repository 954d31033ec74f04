/**
 * Trains off the main thread. The page asks (play, pause, seek …), the worker answers with metrics of every step and, a few
 * times a second, one whole recorded step (unless the page only watches the curve). Between two steps it listens, every few
 * milliseconds at least, so no request waits longer than a step.
 */
import { ChalkgradError } from '#framework';
import type { FromWorker, LoadOptions, StepMetrics, StepTrace, ToWorker } from '../player/protocol.ts';
import { Session } from '../player/Session.ts';

/** While playing, a recorded step crosses to the page at most this often. */
const TRACE_INTERVAL_MS = 125;
/** Metrics are sent in small bundles, so that fast runs do not flood the page. */
const METRICS_INTERVAL_MS = 60;
/** At full speed short steps are made in a row for this long: a browser's timer alone would take longer than they do. */
const BREATH_INTERVAL_MS = 10;

const post = (message: FromWorker, transfer: Transferable[] = []): void => {
  (globalThis as unknown as { postMessage(m: unknown, t: Transferable[]): void }).postMessage(message, transfer);
};

let session: Session | null = null;
/** Raised by every request that changes where we are: whoever is on the way to an older target gives up. */
let generation = 0;
let playing = false;
let pending: StepMetrics[] = [];
let metricsSent = 0;

function flushMetrics(force: boolean): void {
  const now = performance.now();
  if (session === null || (!force && now - metricsSent < METRICS_INTERVAL_MS)) return;
  if (pending.length === 0 && (!force || session.keepsTime)) return; // steps on a GPU count before they are read
  post({ type: 'progress', metrics: pending, made: session.step, timed: session.timed });
  pending = [];
  metricsSent = now;
}

function postTrace(trace: StepTrace | null): void {
  if (trace === null) return;
  const buffers = [...trace.tensors.values()].map((tensor) => tensor.values.buffer);
  post({ type: 'trace', trace }, [...new Set(buffers)]);
}

/** Let waiting messages in. */
const breathe = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** On the way to a step: let messages in between two steps, and say whether a newer request made the old one pointless. */
const overtaken = (mine: number) => async (): Promise<boolean> => {
  await breathe(0);
  return mine !== generation;
};

async function load({ item, ...options }: LoadOptions & { readonly item: number }): Promise<void> {
  const mine = ++generation;
  playing = false;
  const opened = await Session.open(options, {
    onMetrics: (metrics) => {
      pending.push(metrics);
      flushMetrics(false);
    },
    onEvaluation: async (evaluation) => {
      post({ type: 'evaluated', evaluation });
      const pictures = opened.keepsTime ? null : await opened.pictures();
      if (pictures !== null) post({ type: 'pictures', pictures });
    },
    onKeyframe: (step, hash, same) => post({ type: 'keyframe', step, hash, same }),
    onRecovery: (recovery) => {
      flushMetrics(true); // what was read before belongs before it
      post({ type: 'recovered', recovery });
    },
  });
  if (mine !== generation) return;
  session = opened;
  session.item = item;
  pending = [];
  post({ type: 'loaded', info: opened.info });
}

async function play(speed: number): Promise<void> {
  if (session === null) return;
  const mine = ++generation;
  playing = true;
  post({ type: 'playing', playing: true });
  let traced = 0;
  let breathed = performance.now();
  while (mine === generation && !session.isFinished) {
    const started = performance.now();
    const record = started - traced >= TRACE_INTERVAL_MS;
    const trace = await session.advance(record);
    if (mine === generation) postTrace(trace);
    if (record) traced = performance.now();
    const atFullSpeed = !Number.isFinite(speed);
    // A GPU that is still busy with unread steps would work on while nobody measures it.
    if (atFullSpeed && (!session.isSettled || performance.now() - breathed < BREATH_INTERVAL_MS)) continue;
    await breathe(atFullSpeed ? 0 : Math.max(0, 1000 / speed - (performance.now() - started)));
    breathed = performance.now();
  }
  if (mine !== generation) return;
  await stop(true);
}

/** Stand still, and show the last step that was made, completely. */
async function stop(finished: boolean): Promise<void> {
  if (session === null) return;
  const mine = ++generation;
  playing = false;
  flushMetrics(true);
  if (session.keepsTime && session.step > 0) {
    const trace = await session.show(session.step - 1, overtaken(mine));
    if (mine === generation) postTrace(trace);
  }
  flushMetrics(true);
  post({ type: 'playing', playing: false });
  if (!finished) return;
  post({ type: 'finished' });
  const text = session.keepsTime ? null : await session.sample();
  if (text !== null) post({ type: 'sample', text });
}

async function seek(step: number): Promise<void> {
  if (session === null) return;
  const mine = ++generation;
  if (playing) post({ type: 'playing', playing: false });
  playing = false;
  await breathe(0); // while a slider is dragged, only the latest of many requests is carried out
  if (mine !== generation) return;
  const trace = await session.show(step, overtaken(mine));
  flushMetrics(true);
  if (mine === generation) postTrace(trace);
}

async function handle(message: ToWorker): Promise<void> {
  if (message.type === 'load') return load(message);
  if (session === null) return;
  if (message.type === 'play') return play(message.speed);
  if (message.type === 'pause') return stop(false);
  if (message.type === 'seek') return seek(message.step);
  if (message.type === 'item') return seek(Math.max(0, session.step - 1));
  const probabilities = session.predict(message.pixels);
  post({ type: 'prediction', request: message.request, step: session.step, probabilities }, [probabilities.buffer]);
}

let queue: Promise<void> = Promise.resolve();

globalThis.addEventListener('message', (event) => {
  const message = (event as MessageEvent<ToWorker>).data;
  if (message.type === 'item' && session !== null) {
    session.item = message.item;
    if (playing) return; // the next recorded step will show it
  }
  // Requests that move the run raise the generation at once, so that whatever is under way stops; then they wait their turn.
  if (message.type !== 'predict') generation++;
  const run = (): Promise<void> => handle(message).catch(report);
  if (message.type === 'predict' && session !== null) void run();
  else queue = queue.then(run);
});

function report(error: unknown): void {
  playing = false;
  const hint = error instanceof ChalkgradError ? error.hint : '';
  const message = error instanceof Error ? error.message.split('\nhint:')[0]! : String(error);
  post({ type: 'playing', playing: false });
  post({ type: 'failed', message, hint });
}
