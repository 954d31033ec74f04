/**
 * `<run-trainer>` round a run's recorded curve: the button that trains the same run in the reader's browser, with the live curve drawn
 * over the recorded one. It draws what the worker says, at most five times a second and only while the page can be seen; the
 * training itself goes on behind other tabs. Without a script, or when the worker fails, the recorded curve stays as it was built.
 */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import { LiveRun, type LiveState, type LiveStatus } from '../../../player/curve/LiveRun.ts';
import type { RunCurve } from '../../../player/curve/RunCurve.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type CurveNumbers, largestGap, liveNumbers, recordedNumbers } from './curveNumbers.ts';
import { curveRows } from './curveRows.ts';
import { type Promised, promiseText } from './metricText.ts';
import { plotRun } from './plotRun.ts';
import type { RunBackends } from './RunBackends.ts';
import type { RunOutcome } from './RunOutcome.ts';
import { progressOf, trainingText } from './trainingText.ts';

/** What the build writes into the element as JSON. */
export interface TrainerData {
  readonly run: Promised & { readonly name: string };
  readonly curve: Pick<RunCurve, 'seed' | 'totalSteps' | 'losses' | 'evaluations'> | null;
}

/** The machine is wanted for the training. */
const FRAME_MS = 200;
const LARGEST_SEED = 2 ** 32 - 1;
/** Recorded numbers have five digits: equal passes differ by half of the last one at most. */
const SAME = 1e-4;

export class RunTrainer extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).runs;
  private data!: TrainerData;
  private recorded: CurveNumbers | null = null;
  private live!: LiveRun;
  private drawnAt = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private said: LiveStatus = 'idle';

  connectedCallback(): void {
    if (this.dataset['status'] !== undefined) return;
    this.data = JSON.parse(this.piece('data').textContent ?? '') as TrainerData;
    this.recorded = this.data.curve === null ? null : recordedNumbers(this.data.curve);
    const makeWorker = (): Worker =>
      new Worker(new URL('../../../workers/training.worker.ts', import.meta.url), { type: 'module' });
    this.live = new LiveRun({ run: this.data.run.name, seed: this.seedField().valueAsNumber }, makeWorker);
    const form = this.piece<HTMLFormElement>('form');
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.mainAction();
    });
    this.piece('restart').addEventListener('click', () => this.start());
    this.seedField().addEventListener('input', () => this.seedField().setCustomValidity(''));
    this.seedField().addEventListener('keydown', (event) => this.seedKey(event));
    this.querySelector('figure')?.addEventListener('figure:view', () => this.draw());
    this.piece('backends').addEventListener('change', () => this.draw());
    this.live.subscribe((state) => this.changed(state));
  }

  /** What the one large button does: start, pause, go on. */
  private mainAction(): void {
    const { status } = this.live.state;
    if (status === 'training' || status === 'loading') this.live.pause();
    else if (status === 'paused') this.live.resume();
    else this.start();
  }

  private start(): void {
    const field = this.seedField();
    const seed = field.valueAsNumber;
    const isSeed = Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED;
    field.setCustomValidity(isSeed ? '' : fill(this.words.train.badSeed, { largest: LARGEST_SEED }));
    if (!isSeed) {
      field.reportValidity();
      return;
    }
    const backends = this.piece<RunBackends>('backends');
    backends.dataset['started'] = backends.chosen;
    this.live.start(seed, backends.chosen);
  }

  /** Enter in the seed's field means that seed, not pause. */
  private seedKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.start();
  }

  private changed(state: LiveState): void {
    if (this.dataset['status'] !== state.status) this.showStatus(state);
    if (this.timer !== null) return;
    const wait = Math.max(0, FRAME_MS - (performance.now() - this.drawnAt));
    this.timer = setTimeout(() => {
      requestAnimationFrame(() => {
        this.timer = null;
        this.draw();
      });
    }, wait);
  }

  private showStatus({ status }: LiveState): void {
    const { train } = this.words;
    this.dataset['status'] = status;
    const busy = status === 'training' || status === 'loading';
    const label = { idle: train.train, paused: train.resume, finished: train.again, failed: train.again } as const;
    this.piece('main').textContent = busy ? train.pause : label[status];
    this.piece<HTMLButtonElement>('restart').disabled = status === 'idle';
  }

  private draw(): void {
    this.drawnAt = performance.now();
    const { state } = this.live;
    const { made, total } = progressOf(state);
    const text = trainingText(state, this.data.run, this.words);
    this.piece('status').textContent = text;
    const progress = this.piece<HTMLProgressElement>('progress');
    progress.max = Math.max(1, total);
    progress.value = made;
    this.announce(state, text);
    this.piece<RunBackends>('backends').hear(state);
    this.piece<RunOutcome>('outcome').show({ pictures: state.pictures, text: state.sample });
    if (made === 0 && this.dataset['drawn'] === undefined) return; // the recorded curve is there already
    this.drawCurve(state);
  }

  /** Said once when something begins or ends, never while numbers only run on. */
  private announce({ status, seed }: LiveState, text: string): void {
    if (status === this.said) return;
    this.said = status;
    this.piece('live').textContent = status === 'loading' ? fill(this.words.train.started, { seed }) : text;
  }

  private drawCurve(state: LiveState): void {
    const { run, curve } = this.data;
    const live = liveNumbers(state);
    const totalSteps = state.info?.totalSteps ?? curve?.totalSteps ?? 1;
    this.piece('plot').innerHTML = plotRun({ run, totalSteps, recorded: this.recorded, live }, this.words);
    this.dataset['drawn'] = '';
    const badge = this.querySelector<HTMLElement>('[data-badge]')!;
    badge.dataset['badge'] = 'live';
    badge.textContent = this.words.figure.live;
    this.piece('caption').textContent = this.caption(state, live);
    const figure = this.querySelector('figure');
    if (figure?.dataset['view'] !== 'table') return;
    const { columns, rows } = curveRows(run, this.recorded, live, this.words);
    figure.querySelector('[data-table]')?.replaceChildren(numberTable(this.words.figure.tableCaption, columns, rows));
  }

  private caption(state: LiveState, live: CurveNumbers): string {
    const { figure } = this.words;
    const promise = promiseText(this.data.run, this.words);
    if (this.recorded === null) return fill(figure.liveOnly, { promise });
    const plain = fill(figure.liveCaption, { promise });
    if (state.seed !== this.data.curve?.seed) return plain;
    const gap = largestGap(this.recorded, live);
    const same = gap < SAME ? figure.sameSeed : fill(figure.differs, { gap: `${(100 * gap).toPrecision(2)} %` });
    return `${plain} ${same}`;
  }

  private seedField(): HTMLInputElement {
    return this.piece<HTMLInputElement>('seed');
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.querySelector<T>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`<run-trainer> has no part "${name}"; RunTrainer.astro renders them all`);
    return found;
  }
}

customElements.define('run-trainer', RunTrainer);
