/**
 * `<first-minute>`: the first sixty seconds of the site. A question about a network that has seen nothing, a button, a hundred steps at about a
 * dozen a second, the answer beside the guess, a pad to draw on, and the way back. Nothing moves before the button is pressed, nothing on the
 * page changes its place, and every number comes from the run's own trace.
 */
import { fill } from '../../../i18n/fill.ts';
import type { HouseStrings } from '../../../i18n/house.ts';
import { AWAKE, type Sleeper } from '../../../layouts/early.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { TrainingRun } from '../../../player/TrainingRun.ts';
import { steadySeek } from '../../parts/curves/steadySeek.ts';
import { numeral } from '../../parts/ink.ts';
import { BACK_STEP, firstFacts, LAST_STEP } from './firstFacts.ts';
import { heightOf, lossPath } from './lossPath.ts';

type Words = HouseStrings['home']['first'];
type Phase = 'question' | 'training' | 'waiting' | 'result';

/** About a dozen steps a second. */
const STEP_MS = 83;
/** With reduced motion it jumps, so many steps at a time, and rests after each. */
const JUMP = 10;
const JUMP_MS = 700;
/** How long after the last stroke a drawing counts as drawn. */
const DRAWN_MS = 900;

export class FirstMinute extends HTMLElement implements Sleeper {
  isAsleep = true;
  private player: Player | null = null;
  private phase: Phase = 'question';
  private guess: number | null = null;
  /** The result of the last step, kept while the reader goes back. */
  private result: number | null = null;
  private hasDrawn = false;
  private hasGoneBack = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private steppedAt = 0;

  connectedCallback(): void {
    void this.start();
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  private piece<T extends Element = HTMLElement>(name: string): T {
    const found = this.querySelector<T>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`<first-minute> has no part "${name}"; FirstMinute.astro renders them all`);
    return found;
  }

  private get words(): Words {
    return JSON.parse(this.piece('words').textContent ?? '') as Words;
  }

  private async start(): Promise<void> {
    await customElements.whenDefined('training-run');
    const player = await this.closest<TrainingRun>('training-run')!.ready.catch(() => null);
    if (player === null) return;
    this.player = player;
    const guess = this.piece<HTMLInputElement>('guess');
    guess.disabled = false;
    guess.addEventListener('input', () => this.mark(guess.valueAsNumber));
    // A click on the place where the hidden thumb stands is a guess, too.
    guess.addEventListener('pointerup', () => this.mark(guess.valueAsNumber));
    guess.addEventListener('keyup', ({ key }) => {
      if (/^(?:Arrow|Home|End|Page)/.test(key)) this.mark(guess.valueAsNumber);
    });
    const play = this.piece<HTMLButtonElement>('play');
    play.disabled = false;
    play.addEventListener('click', () => this.toggle());
    const slider = this.piece<HTMLInputElement>('slider');
    const seek = steadySeek(player);
    slider.addEventListener('input', () => {
      this.hasGoneBack ||= slider.valueAsNumber < LAST_STEP / 2;
      seek(slider.valueAsNumber);
    });
    player.subscribe((state) => this.follow(state));
    this.isAsleep = false;
    this.dispatchEvent(new Event(AWAKE));
  }

  private mark(guess: number): void {
    if (this.phase !== 'question') return;
    this.guess = guess;
    this.showRow();
  }

  // Training

  private toggle(): void {
    if (this.phase === 'training') {
      clearTimeout(this.timer);
      this.phase = 'waiting';
    } else {
      this.phase = 'training';
      this.steppedAt = performance.now();
      this.player!.seek(
        Math.min(LAST_STEP, this.player!.shownStep + (this.player!.state.source === 'live' ? this.stride : 0)),
      );
    }
    this.show(this.player!.state);
  }

  private get stride(): number {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? JUMP : 1;
  }

  private follow(state: PlayerState): void {
    const step = state.trace?.step ?? 0;
    const isThere = state.source === 'live' && state.status === 'paused' && state.target === null;
    // A link into the run was opened: there is nothing left to guess.
    if (this.phase === 'question' && isThere) this.finish(state);
    if (this.phase === 'training' && isThere) {
      clearTimeout(this.timer);
      if (step >= LAST_STEP) this.finish(state);
      else this.timer = setTimeout(() => this.advance(), this.pause());
    }
    this.show(state);
  }

  /** What is left of a step's time. */
  private pause(): number {
    const whole = this.stride === 1 ? STEP_MS : JUMP_MS;
    return Math.max(0, whole - (performance.now() - this.steppedAt));
  }

  private advance(): void {
    if (this.phase !== 'training') return;
    this.steppedAt = performance.now();
    this.player!.seek(Math.min(LAST_STEP, this.player!.shownStep + this.stride));
  }

  private finish({ trace, metrics }: PlayerState): void {
    this.phase = 'result';
    if (trace !== null && trace.step === LAST_STEP) this.result = firstFacts(trace, metrics).right;
    void this.bringPad();
  }

  /** The pad takes the place of the question. Its program comes only now. */
  private async bringPad(): Promise<void> {
    await import('../../images/DrawPad.ts');
    const pad = this.piece('pad');
    const hadFocus = document.activeElement?.closest('[data-before]') != null;
    this.toggleAttribute('data-done', true);
    pad.hidden = false;
    this.piece<HTMLInputElement>('slider').disabled = false;
    if (hadFocus) this.piece('slider').focus({ preventScroll: true });
    this.show(this.player!.state);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const drawn = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (this.hasDrawn) return;
        this.hasDrawn = true;
        this.piece('slider').setAttribute('data-pulse', '');
        this.show(this.player!.state);
      }, DRAWN_MS);
    };
    pad.addEventListener('pointerup', ({ target }) => (target as Element).matches('canvas') && drawn());
    pad.addEventListener('keyup', ({ target, key }) => (target as Element).matches('canvas') && key === ' ' && drawn());
  }

  // What is on screen

  private show(state: PlayerState): void {
    const { words } = this;
    const { trace, status } = state;
    const play = this.piece('play-word');
    this.dataset['phase'] = this.phase;
    if (this.phase === 'training') play.textContent = status === 'loading' ? words.loading : words.pause;
    else play.textContent = this.phase === 'waiting' ? words.goOn : words.play;
    this.piece<HTMLInputElement>('guess').disabled = this.phase !== 'question';
    if (status === 'failed') this.piece('guess-hint').textContent = words.failed;
    this.say();
    if (trace !== null) this.showCurve(state);
    this.showRow();
  }

  private say(): void {
    const said = this.piece('said');
    const text = this.sentence();
    if (said.textContent !== text) said.textContent = text;
  }

  /** What there is to do next, in a word or two. */
  private sentence(): string {
    const { words, player } = this;
    if (this.phase !== 'result' || player === null) return '';
    const { trace, keyframes, status } = player.state;
    const step = trace?.step ?? 0;
    if (this.hasGoneBack && step < LAST_STEP && status === 'paused') {
      const same = keyframes.some((keyframe) => keyframe.same === true);
      return fill(same ? words.wentBack : words.wentBackUnchecked, { step });
    }
    if (this.hasDrawn) return fill(words.askBack, { back: BACK_STEP });
    return `${words.draw} ${words.drawHint}`;
  }

  private showRow(): void {
    const { words, guess, result } = this;
    const input = this.piece<HTMLInputElement>('guess');
    const said = guess === null ? words.guessNone : fill(words.guessMark, { guess });
    input.setAttribute('aria-valuetext', said);
    this.piece('guess-said').textContent = guess === null ? '' : String(guess);
    const lit = result ?? guess ?? 0;
    const row = this.piece('row');
    row.toggleAttribute('data-result', result !== null);
    for (const [i, dot] of [...row.querySelectorAll('circle')].entries()) dot.toggleAttribute('data-on', i < lit);
    const told = this.piece('result');
    if (result === null) return;
    const mine = this.piece('mine');
    mine.hidden = guess === null;
    if (guess !== null) {
      mine.style.setProperty('--share', String(guess / Number(input.max)));
      mine.textContent = said;
    }
    const { count } = firstFacts(this.player!.state.trace!, this.player!.state.metrics);
    const compared = guess === null ? '' : guess === result ? words.guessRight : fill(words.guessed, { guess });
    const text = `${fill(words.result, { right: result, count })} ${compared}`.trim();
    if (told.textContent !== text) told.textContent = text;
  }

  private showCurve(state: PlayerState): void {
    const { words } = this;
    const { step, loss, guess } = firstFacts(state.trace!, state.metrics);
    this.piece<SVGPathElement>('loss').setAttribute('d', lossPath(state.metrics, guess));
    const dot = this.piece('dot');
    dot.style.setProperty('--step', String(Math.min(step, LAST_STEP)));
    dot.style.setProperty('--at', String(heightOf(loss, guess)));
    this.piece('loss-now').textContent = fill(words.lossNow, { loss: numeral(loss) });
    const slider = this.piece<HTMLInputElement>('slider');
    if (state.status !== 'seeking' || this.phase !== 'result') slider.value = String(Math.min(step, LAST_STEP));
    slider.setAttribute('aria-valuetext', fill(words.sliderText, { step, last: LAST_STEP, loss: numeral(loss) }));
  }
}

customElements.define('first-minute', FirstMinute);
