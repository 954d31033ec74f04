/**
 * `<predict-question>`: the reader says what will be, and the run answers. The answer comes from the state that is on screen, so it follows
 * the reader to other steps and other settings; the guess is remembered in this browser. Nothing waits for it: "Show me" opens everything.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack, printTrack } from '../../player/trackText.ts';
import { Figure } from '../Figure.ts';
import { numeral } from '../ink.ts';
import { whenMeasured } from '../optimization/machineTimes.ts';
import { answerTo, keepAnswer } from './answers.ts';
import { type MeasureName, measures } from './measures.ts';

export class PredictQuestion extends Figure {
  private form: HTMLFormElement | null = null;

  protected build(_player: Player): void {
    const form = this.querySelector('form')!;
    this.form = form;
    whenMeasured(() => this.invalidate());
    const guess = answerTo(this.question);
    if (guess) this.show(guess);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const given = new FormData(form).get('guess');
      if (typeof given !== 'string' || given === '') return;
      keepAnswer(this.question, given);
      this.invalidate();
    });
    form.addEventListener('reset', () => {
      keepAnswer(this.question, null);
      this.invalidate();
    });
    this.piece('skip').addEventListener('click', () => {
      keepAnswer(this.question, '');
      this.invalidate();
    });
    for (const control of form.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, button'))
      control.disabled = false;
  }

  private get question(): string {
    return this.dataset['question'] ?? '';
  }

  private get choices(): readonly string[] {
    return [...this.querySelectorAll('[data-choice]')].map(({ textContent }) => textContent?.trim() ?? '');
  }

  /** Put a remembered guess back where it was given. */
  private show(guess: string): void {
    for (const input of this.form?.querySelectorAll<HTMLInputElement>('input') ?? []) {
      if (input.type === 'radio') input.checked = input.value === guess;
      else input.value = guess;
    }
  }

  protected draw(state: PlayerState): void {
    const guess = answerTo(this.question);
    this.toggleAttribute('data-answered', guess !== null);
    this.piece('skip').hidden = guess !== null;
    this.piece('again').hidden = guess === null;
    const answer = this.piece('answer');
    const text = guess === null ? '' : this.verdict(guess, this.measured(state));
    if (answer.textContent !== text) answer.textContent = text;
  }

  /** null where other tracks stand on the page than those that were asked about. */
  private measured(state: PlayerState): number | null {
    const { tracks } = this.dataset;
    const shown = state.tracks.map(({ spec }) => inOneOrder(spec)).join('~');
    const isAsked = tracks === undefined || tracks.split('~').map(asOpened).join('~') === shown;
    return isAsked ? measures[this.dataset['measure'] as MeasureName](state) : null;
  }

  private verdict(guess: string, measured: number | null): string {
    const words = this.strings.figures.predict;
    if (measured === null) return this.dataset['until'] ?? words.notYet;
    const [said, is] = [this.inWords(Number(guess)), this.inWords(measured)];
    if (guess === '') return fill(words.shown, { answer: is });
    return fill(this.isClose(Number(guess), measured) ? words.right : words.other, { guess: said, answer: is });
  }

  private inWords(value: number): string {
    const choice = this.choices[value];
    if (this.choices.length > 0) return choice ?? String(value);
    const digits = Number(this.dataset['digits'] ?? 3);
    const text = Number.isInteger(value) ? String(value) : numeral(value, digits);
    return [text, this.dataset['unit'] ?? ''].join(' ').trim();
  }

  /** `tolerance` is a difference, or with a % behind it a share of the measured number. */
  private isClose(guess: number, measured: number): boolean {
    const tolerance = this.dataset['tolerance'] ?? '0';
    const allowed = Number.parseFloat(tolerance) * (tolerance.endsWith('%') ? Math.abs(measured) / 100 : 1);
    return Math.abs(guess - measured) <= allowed + 1e-12;
  }

  private piece(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }
}

/** A track's text with its options in one order, whatever order a link has them in. */
const inOneOrder = (spec: TrackSpec): string =>
  printTrack({ ...spec, options: Object.fromEntries(Object.entries(spec.options).sort()) });

function asOpened(text: string): string {
  const spec = parseTrack(text);
  return typeof spec === 'string' ? text : inOneOrder(spec);
}

customElements.define('predict-question', PredictQuestion);
