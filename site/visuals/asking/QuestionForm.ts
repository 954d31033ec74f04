/**
 * The form of a prediction: a field, choices, or a cell that is chosen in a figure, "Show me", another try, and the sentence that answers. The guess is remembered in this
 * browser. Whoever owns it says what was measured; it holds no answer itself.
 */
import { fill } from '../../i18n/fill.ts';
import { stringsFor } from '../../i18n/index.ts';
import { answerTo, draftGuess, draftOf, keepAnswer, whenDrafted } from '../parts/answers.ts';
import { numeral } from '../parts/ink.ts';

/** How an answer is said: when only asked for, when met, when another was guessed, and while there is none. */
export interface AnswerWords {
  readonly shown: string;
  readonly right: string;
  readonly other: string;
  readonly notYet: string;
}

export class QuestionForm {
  private readonly element: HTMLElement;
  private readonly form: HTMLFormElement;
  private readonly words: AnswerWords;

  /**
   * @param changed the guess was given, or taken back
   * @param words where they differ from those of a run
   */
  constructor(element: HTMLElement, changed: () => void, words: Partial<AnswerWords> = {}) {
    this.element = element;
    this.words = { ...stringsFor(document.documentElement.lang).figures.predict, ...words };
    this.form = element.querySelector('form')!;
    const guess = answerTo(this.question);
    if (guess) this.show(guess);
    this.form.addEventListener('input', () => {
      const given = new FormData(this.form).get('guess');
      if (typeof given === 'string') draftGuess(this.question, given);
    });
    whenDrafted(this.question, () => this.show(draftOf(this.question) ?? ''));
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const given = new FormData(this.form).get('guess');
      if (typeof given !== 'string' || given === '') return;
      keepAnswer(this.question, given);
      changed();
    });
    this.form.addEventListener('reset', () => {
      keepAnswer(this.question, null);
      draftGuess(this.question, '');
      changed();
    });
    this.piece('skip').addEventListener('click', () => {
      keepAnswer(this.question, '');
      changed();
    });
    for (const control of this.form.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, button'))
      control.disabled = false;
  }

  /** Show what there is to say; `measured` is null where nothing answers yet. */
  draw(measured: number | null): void {
    const guess = answerTo(this.question);
    this.element.toggleAttribute('data-answered', guess !== null);
    this.piece('skip').hidden = guess !== null;
    this.piece('again').hidden = guess === null;
    const answer = this.piece('answer');
    const text = guess === null ? '' : this.verdict(guess, measured);
    if (answer.textContent !== text) answer.textContent = text;
  }

  private get question(): string {
    return this.element.dataset['question'] ?? '';
  }

  private get choices(): readonly string[] {
    return [...this.element.querySelectorAll('[data-choice]')].map(({ textContent }) => textContent?.trim() ?? '');
  }

  /** Put a guess where it is given: one that is remembered, or that was made in a figure. */
  private show(guess: string): void {
    for (const input of this.form.querySelectorAll<HTMLInputElement>('input')) {
      if (input.type === 'radio') input.checked = input.value === guess;
      else if (input.value !== guess) input.value = guess;
    }
    const cell = this.element.querySelector('[data-part="cell"]');
    if (cell !== null)
      cell.textContent =
        guess === '' ? stringsFor(document.documentElement.lang).figures.predict.noCell : this.inWords(Number(guess));
  }

  private verdict(guess: string, measured: number | null): string {
    const { words } = this;
    if (measured === null) return this.element.dataset['until'] ?? words.notYet;
    const [said, is] = [this.inWords(Number(guess)), this.inWords(measured)];
    if (guess === '') return fill(words.shown, { answer: is });
    return fill(this.isClose(Number(guess), measured) ? words.right : words.other, { guess: said, answer: is });
  }

  private inWords(value: number): string {
    const choice = this.choices[value];
    if (this.choices.length > 0) return choice ?? String(value);
    const place = this.cellOf(value);
    if (place !== null)
      return fill(stringsFor(document.documentElement.lang).figures.predict.cell, { row: place[0], column: place[1] });
    const digits = Number(this.element.dataset['digits'] ?? 3);
    const text = Number.isInteger(value) ? String(value) : numeral(value, digits);
    return [text, this.element.dataset['unit'] ?? ''].join(' ').trim();
  }

  /** Of a question about a grid: the place of a cell that is counted in reading order. null: the answer is no cell. */
  private cellOf(value: number): readonly [row: number, column: number] | null {
    const columns = Number(this.element.dataset['columns'] ?? 0);
    return columns === 0 ? null : [Math.floor(value / columns), value % columns];
  }

  /** `tolerance` is a difference, of cells the larger of those of rows and columns, or with a % behind it a share of the measured number. */
  private isClose(guess: number, measured: number): boolean {
    const tolerance = this.element.dataset['tolerance'] ?? '0';
    const allowed = Number.parseFloat(tolerance) * (tolerance.endsWith('%') ? Math.abs(measured) / 100 : 1);
    const [said, is] = [this.cellOf(guess) ?? [guess], this.cellOf(measured) ?? [measured]];
    return said.every((value, axis) => Math.abs(value - is[axis]!) <= allowed + 1e-12);
  }

  private piece(name: string): HTMLElement {
    return this.element.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }
}
