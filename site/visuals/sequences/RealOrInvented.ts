/**
 * `<real-or-invented>`: six names, some from an atlas and some that the network wrote with the weights of the step shown. The reader says
 * which is which; then the page tells. None of the real ones was learned from, none of the invented ones stands in the data.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { Writing } from '../../player/protocol.ts';
import { FIRST_WRITING } from '../../player/timelineProtocol.ts';
import { Figure } from '../parts/Figure.ts';
import { numberTable } from '../parts/numberTable.ts';
import { type Riddle, riddleOf } from './riddle.ts';

type Guess = 'real' | 'invented';

export class RealOrInvented extends Figure {
  private readonly form = document.createElement('form');
  private readonly rows = document.createElement('div');
  private readonly tell = document.createElement('button');
  private readonly verdict = document.createElement('p');
  private riddle: Riddle | null = null;
  private readonly guesses = new Map<string, Guess>();
  private isTold = false;
  private number = FIRST_WRITING.draw;

  protected build(player: Player): void {
    const words = this.strings.figures.realOrInvented;
    this.pose(player.recordedWriting);
    this.tell.type = 'submit';
    this.tell.textContent = words.tell;
    const others = document.createElement('button');
    others.type = 'button';
    others.className = 'plain';
    others.textContent = words.others;
    others.addEventListener('click', () => void this.askForOthers());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.isTold = true;
      this.invalidate();
    });
    this.verdict.setAttribute('role', 'status');
    this.verdict.className = 'riddle-verdict';
    const acts = document.createElement('div');
    acts.className = 'riddle-acts';
    acts.append(this.tell, others);
    this.form.append(this.rows, acts);
    this.append(this.form, this.verdict);
  }

  private pose(writing: Writing | null): void {
    this.riddle = writing === null ? null : riddleOf(writing);
    this.guesses.clear();
    this.isTold = false;
    const words = this.strings.figures.realOrInvented;
    this.rows.replaceChildren(
      ...(this.riddle?.names ?? []).map(({ text }) => {
        const row = document.createElement('fieldset');
        row.dataset['name'] = text;
        const legend = document.createElement('legend');
        legend.textContent = text;
        row.append(legend, this.choice(text, 'real', words.real), this.choice(text, 'invented', words.invented));
        const answer = document.createElement('span');
        answer.className = 'riddle-answer';
        row.append(answer);
        return row;
      }),
    );
  }

  private choice(name: string, guess: Guess, said: string): HTMLLabelElement {
    const label = document.createElement('label');
    const input = document.createElement('input');
    input.type = 'radio';
    input.name = `riddle-${name}`;
    input.addEventListener('change', () => {
      this.guesses.set(name, guess);
      this.invalidate();
    });
    label.append(input, said);
    return label;
  }

  private async askForOthers(): Promise<void> {
    this.number += 1;
    const writing = await this.player?.write({ ...FIRST_WRITING, draw: this.number });
    this.pose(writing ?? null);
    this.invalidate();
  }

  protected override draw(_state: PlayerState): void {
    const words = this.strings.figures.realOrInvented;
    const names = this.riddle?.names ?? [];
    this.tell.disabled = this.isTold || this.guesses.size < names.length || names.length === 0;
    for (const row of this.rows.querySelectorAll<HTMLFieldSetElement>('fieldset')) {
      const name = names.find(({ text }) => text === row.dataset['name']);
      if (name === undefined) continue;
      const truth: Guess = name.isReal ? 'real' : 'invented';
      for (const input of row.querySelectorAll('input')) input.disabled = this.isTold;
      row.dataset['told'] = this.isTold ? (this.guesses.get(name.text) === truth ? 'right' : 'wrong') : '';
      row.querySelector('.riddle-answer')!.textContent = this.isTold
        ? fill(this.guesses.get(name.text) === truth ? words.right : words.wrong, { truth: words[truth] })
        : '';
    }
    const right = names.filter(({ text, isReal }) => this.guesses.get(text) === (isReal ? 'real' : 'invented')).length;
    this.verdict.textContent = this.isTold ? fill(words.score, { right, count: names.length }) : '';
  }

  protected override table(): HTMLTableElement | null {
    const words = this.strings.figures.realOrInvented;
    const names = this.riddle?.names ?? [];
    const told = ({ isReal }: { readonly isReal: boolean }): string => (isReal ? words.real : words.invented);
    return numberTable(
      words.title,
      words.columns,
      names.map((name) => [name.text, this.isTold ? told(name) : words.notTold]),
    );
  }

  protected override sentence(): string {
    const words = this.strings.figures.realOrInvented;
    if (this.riddle === null) return words.none;
    return fill(words.sentence, { count: this.riddle.names.length, step: this.riddle.step });
  }
}

customElements.define('real-or-invented', RealOrInvented);
