/**
 * `<time-bar>`: moves through the training run. Play and pause, one step on or back, how fast, the same start again, another
 * seed, and the whole run as a small loss curve under a slider. Its markup comes from TimeBar.astro; here it is brought to
 * life. It says where the numbers on the page come from, and whether a replay reached the same weights.
 */
import { fill } from '../../i18n/fill.ts';
import { type Player, type PlayerState, speeds } from '../../player/Player.ts';
import type { TrainingRun } from '../../player/TrainingRun.ts';
import { steadySeek } from '../parts/curves/steadySeek.ts';
import { strokeCurve } from '../parts/curves/strokeCurve.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../parts/ink.ts';
import { percent } from '../parts/percent.ts';

/** Half of the slider's thumb: a range input keeps this much free at both ends. figures-a.css says the same. */
const THUMB = 8;
/** Marks of measured accuracy closer than this keep their sign but lose their words, in multiples of the text's height. */
const WORD_ROOM = 3;

/** Width of a bookmark. */
const RIBBON = 5;

/** How many have been built. */
let bars = 0;

/** How long the copy button says that it did. */
const COPIED_MS = 2000;

/**
 * Plays from anywhere on the page. With a modifier, since a single letter would go off under speech input (WCAG 2.1.4); by the key's
 * place, since Option+P writes π on a Mac. In a field it is the field's.
 */
const isPlayKey = ({ altKey, ctrlKey, metaKey, code, target }: KeyboardEvent): boolean =>
  altKey &&
  !ctrlKey &&
  !metaKey &&
  code === 'KeyP' &&
  !(target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea')));

export class TimeBar extends Figure {
  protected override readonly isFirst = true;

  protected build(player: Player): void {
    this.piece<HTMLButtonElement>('play').addEventListener('click', () => player.toggle());
    this.piece('back').addEventListener('click', () => player.step(-1));
    this.piece('forward').addEventListener('click', () => player.step(1));
    this.piece('reset').addEventListener('click', () => player.reset());
    this.buildScrub(player);
    this.buildSpeed(player);
    this.buildSeed(player);
    this.piece('copy').addEventListener('click', () => void this.copyLink());
    const more = this.piece('more');
    more.addEventListener('click', () => {
      more.setAttribute('aria-expanded', String(this.toggleAttribute('data-open')));
    });
    this.addEventListener('keydown', (event) => this.handleKey(event, player));
    document.addEventListener('keydown', (event) => {
      if (this.isConnected && isPlayKey(event) && this.isInFront()) {
        event.preventDefault();
        player.toggle();
      }
    });
    for (const control of this.querySelectorAll<HTMLInputElement>('button, input')) control.disabled = false;
  }

  /** Of several runs on a page, keys from anywhere are for the one the reader has on screen. */
  private isInFront(): boolean {
    const runs = [...document.querySelectorAll('training-run')];
    const front = runs.find((run) => run.getBoundingClientRect().bottom > innerHeight / 2) ?? runs.at(-1);
    return this.closest('training-run') === front;
  }

  private buildScrub(player: Player): void {
    const scrub = this.piece<HTMLInputElement>('scrub');
    const seek = steadySeek(player);
    scrub.addEventListener('input', () => seek(scrub.valueAsNumber));
  }

  private buildSpeed(player: Player): void {
    bars += 1;
    for (const radio of this.speedRadios()) {
      // One name in a page is one group: two bars must not take each other's mark away.
      radio.name = `time-bar-speed-${bars}`;
      radio.addEventListener('change', () => player.setSpeed(Number(radio.value)));
    }
  }

  private buildSeed(player: Player): void {
    const field = this.piece<HTMLInputElement>('seed');
    field.addEventListener('input', () => field.setCustomValidity(''));
    field.addEventListener('change', () => this.useSeed(player, field));
    this.piece('newSeed').addEventListener('click', () => player.reseed((player.state.info.seed + 1) % 2 ** 32));
  }

  /** A seed that is none is refused with a word, and the run is left alone. */
  private useSeed(player: Player, field: HTMLInputElement): void {
    const { seed } = player.state.info;
    const wanted = field.valueAsNumber;
    if (Number.isInteger(wanted) && wanted >= 0 && wanted < 2 ** 32) {
      if (wanted !== seed) player.reseed(wanted);
      return;
    }
    field.setCustomValidity(fill(this.strings.figures.timeBar.badSeed, { seed, largest: 2 ** 32 - 1 }));
    field.reportValidity();
    field.value = String(seed);
  }

  /** The link to what is on screen goes to the clipboard, and the button says so for a moment. */
  private async copyLink(): Promise<void> {
    const button = this.piece('copy');
    const words = this.strings.figures.timeBar;
    const link = this.closest<TrainingRun>('training-run')?.address?.link ?? location.href;
    let said: string = words.copied;
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      history.replaceState(null, '', link);
      said = words.notCopied;
    }
    const show = (text: string, name: string): void => {
      button.textContent = text;
      button.setAttribute('aria-label', name);
    };
    show(said, said);
    setTimeout(() => show(words.copy, words.copyName), COPIED_MS);
  }

  private handleKey(event: KeyboardEvent, player: Player): void {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
    const arrowsAreTaken = target.matches('[type="radio"], [type="number"]');
    const last = player.state.metrics.at(-1)?.step ?? 0;
    const acts: Readonly<Record<string, () => void>> = {
      ...(target.matches('button') ? {} : { ' ': () => player.toggle() }),
      ...(arrowsAreTaken ? {} : { ArrowLeft: () => player.step(-1), ArrowRight: () => player.step(1) }),
      Home: () => player.seek(0),
      End: () => player.seek(last),
      '+': () => this.changeSpeed(player, 1),
      '-': () => this.changeSpeed(player, -1),
      ...Object.fromEntries(player.state.bookmarks.slice(0, 9).map((step, i) => [`${i + 1}`, () => player.seek(step)])),
    };
    const act = target.matches('[type="number"]') ? undefined : acts[key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  private changeSpeed(player: Player, by: number): void {
    const at = speeds.indexOf(player.state.speed) + by;
    const speed = speeds[Math.min(Math.max(at, 0), speeds.length - 1)];
    if (speed !== undefined) player.setSpeed(speed);
  }

  protected draw(state: PlayerState): void {
    this.drawControls(state);
    this.drawStrip(state);
    this.piece('status').textContent = this.sentence(state);
    this.toggleAttribute('data-warning', state.status === 'failed' || this.firstDifference(state) !== undefined);
  }

  private drawControls(state: PlayerState): void {
    const words = this.strings.figures.timeBar;
    const { info, totalSteps, speed } = state;
    const playing = state.status === 'playing';
    const step = leadStep(state);
    const play = this.piece<HTMLButtonElement>('play');
    play.dataset['shows'] = playing ? 'pause' : 'play';
    play.setAttribute('aria-label', playing ? words.pause : words.play);
    this.piece<HTMLButtonElement>('back').disabled = step === 0;
    this.piece<HTMLButtonElement>('forward').disabled = step >= totalSteps - 1;
    for (const radio of this.speedRadios()) radio.checked = Number(radio.value) === speed;
    this.piece('reset').setAttribute('aria-label', fill(words.resetName, { seed: info.seed }));
    const seed = this.piece<HTMLInputElement>('seed');
    if (document.activeElement !== seed) seed.value = String(info.seed);
    this.drawScrub(state, step);
  }

  private drawScrub(state: PlayerState, step: number): void {
    const scrub = this.piece<HTMLInputElement>('scrub');
    scrub.max = String(state.totalSteps - 1);
    // While the hand is on its way the slider is where the hand is, not where the run is.
    if (state.status !== 'seeking') scrub.value = String(step);
    const entry = state.metrics[step];
    const loss = entry === undefined ? '–' : numeral(entry.loss);
    const words = this.strings.figures.timeBar;
    const text = fill(words.valueText, { step, total: state.totalSteps, loss });
    const place = state.bookmarks.indexOf(step) + 1;
    scrub.setAttribute('aria-valuetext', place === 0 ? text : `${text}, ${fill(words.bookmark, { place })}`);
  }

  private drawStrip(state: PlayerState): void {
    const canvas = this.piece<HTMLCanvasElement>('strip');
    const box = canvas.parentElement!;
    const { clientWidth: width, clientHeight: height } = box;
    const context = prepareCanvas(canvas, width, height);
    const { font, fontSize } = getComputedStyle(box);
    const em = Number.parseFloat(fontSize);
    const last = state.totalSteps - 1;
    const x = (step: number): number => THUMB + (step / last) * (width - 2 * THUMB);
    const highest = state.metrics.reduce(
      (top, entry) => Math.max(top, Number.isFinite(entry.loss) ? entry.loss : 0),
      0,
    );
    const [top, bottom] = [em * 1.1, height - 6];
    const y = (loss: number): number => bottom - (loss / (highest || 1)) * (bottom - top);
    context.font = font;
    this.drawGround(context, state, { x, left: THUMB, right: width - THUMB, bottom });
    const shownStep = leadStep(state);
    const points = state.metrics.map(({ step, loss }) => ({ step, value: loss }));
    strokeCurve(context, points, { x, y, color: ink(this, '--role-loss'), shownStep });
    this.drawEvaluations(context, state, x, em);
    this.drawBookmarks(context, state, x);
    this.drawMarker(context, x(shownStep), height);
  }

  /** The whole run as a hairline, the ends of the passes over the data, and the keyframes from which steps can be replayed. */
  private drawGround(
    context: CanvasRenderingContext2D,
    { info, keyframes }: PlayerState,
    place: { x: (step: number) => number; left: number; right: number; bottom: number },
  ): void {
    const bottom = Math.round(place.bottom) + 0.5;
    context.lineWidth = 1;
    context.strokeStyle = ink(this, '--rule-strong');
    context.beginPath();
    context.moveTo(place.left, bottom);
    context.lineTo(place.right, bottom);
    for (let step = info.stepsPerEpoch; step < info.totalSteps; step += info.stepsPerEpoch) {
      context.moveTo(Math.round(place.x(step)) + 0.5, bottom - 5);
      context.lineTo(Math.round(place.x(step)) + 0.5, bottom);
    }
    for (const { step } of keyframes) {
      context.moveTo(Math.round(place.x(step)) + 0.5, bottom);
      context.lineTo(Math.round(place.x(step)) + 0.5, bottom + 4);
    }
    context.stroke();
  }

  /** Each measurement on the test digits, at the end of a pass, as large as there is room for. */
  private drawEvaluations(
    context: CanvasRenderingContext2D,
    { evaluations, trace }: PlayerState,
    x: (step: number) => number,
    em: number,
  ): void {
    context.textBaseline = 'top';
    context.textAlign = 'right';
    let free = 0;
    for (const { step, metrics } of evaluations) {
      const accuracy = metrics['accuracy'];
      if (accuracy === undefined || x(step) - free < WORD_ROOM * em) continue;
      context.globalAlpha = step > (trace?.step ?? 0) + 1 ? 0.45 : 1;
      context.fillStyle = ink(this, '--ink-soft');
      context.fillText(percent(accuracy), x(step), 1);
      context.globalAlpha = 1;
      free = x(step);
    }
  }

  /** A ribbon at each bookmark; the last one, which holds, is filled. */
  private drawBookmarks(
    context: CanvasRenderingContext2D,
    { bookmarks }: PlayerState,
    x: (step: number) => number,
  ): void {
    context.lineWidth = 1;
    context.strokeStyle = ink(this, '--accent');
    context.fillStyle = ink(this, '--accent');
    for (const [place, step] of bookmarks.entries()) {
      const left = Math.round(x(step)) + 1.5;
      context.beginPath();
      context.moveTo(left, 1.5);
      context.lineTo(left + RIBBON, 1.5);
      context.lineTo(left + RIBBON, 1.5 + 2 * RIBBON);
      context.lineTo(left + RIBBON / 2, 1.5 + 1.4 * RIBBON);
      context.lineTo(left, 1.5 + 2 * RIBBON);
      context.closePath();
      if (place === bookmarks.length - 1) context.fill();
      context.stroke();
    }
  }

  private drawMarker(context: CanvasRenderingContext2D, x: number, height: number): void {
    context.fillStyle = ink(this, '--ink');
    context.fillRect(Math.round(x) - 1, 0, 2, height);
    context.beginPath();
    context.arc(Math.round(x), height - 6, 5, 0, 2 * Math.PI);
    context.fill();
  }

  override drawn({ tracks }: PlayerState): readonly Drawn[] {
    return tracks.flatMap(({ metrics }, place) =>
      metrics.map(({ step, loss }) => ({ id: `track ${place + 1} loss@${step}`, value: loss })),
    );
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.timeBar;
    const { status, source, error } = state;
    const step = leadStep(state);
    if (status === 'failed') return fill(words.failed, { message: error?.message ?? '' });
    if (status === 'loading') return this.loadingSentence(state);
    if (status === 'seeking' && this.isFarAway(state)) {
      return fill(words.heading, { target: state.target ?? 0, step: state.metrics.at(-1)?.step ?? 0 });
    }
    if (source === 'recorded') return fill(words.recorded, { step });
    const entry = state.metrics[step];
    const standing = fill(words.standing, {
      step,
      total: state.totalSteps,
      loss: entry === undefined ? '–' : numeral(entry.loss),
    });
    return [standing, ...this.remarks(state, step)].join(' · ');
  }

  /** A seek within steps that were made already is over before a sentence could be read. */
  private isFarAway(state: PlayerState): boolean {
    return (state.target ?? 0) > (state.metrics.at(-1)?.step ?? 0);
  }

  private loadingSentence({ info }: PlayerState): string {
    const words = this.strings.figures.timeBar;
    const { examples } = info.config;
    if (typeof examples !== 'number') return words.loadingRun;
    return fill(words.loading, { examples: examples.toLocaleString(document.documentElement.lang) });
  }

  private remarks(state: PlayerState, step: number): string[] {
    const words = this.strings.figures.timeBar;
    const difference = this.firstDifference(state);
    if (difference !== undefined) return [fill(words.differs, { step: difference })];
    if (state.status === 'playing') return [];
    if (state.ending !== null) return [fill(words.ended, { step: state.ending.step, message: state.ending.message })];
    if (state.finished === step) return [step < state.totalSteps - 1 ? words.finishedFull : words.finished];
    const isReplay = step < (state.metrics.at(-1)?.step ?? 0);
    return isReplay && state.keyframes.some((keyframe) => keyframe.same === true) ? [words.same] : [];
  }

  /** The first keyframe that a replay did not reach with the same weights. */
  private firstDifference({ keyframes }: PlayerState): number | undefined {
    return keyframes.find((keyframe) => keyframe.same === false)?.step;
  }

  private speedRadios(): NodeListOf<HTMLInputElement> {
    return this.querySelectorAll<HTMLInputElement>('[type="radio"]');
  }

  /** An element of the markup, by the name in its `data-part`. */
  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.querySelector<T>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`<time-bar> has no part "${name}"; TimeBar.astro renders them all`);
    return found;
  }
}

/** The step of the first track: where the timeline stands. */
const leadStep = ({ tracks }: PlayerState): number => tracks[0]?.trace?.step ?? 0;

customElements.define('time-bar', TimeBar);
