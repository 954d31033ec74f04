/** `<next-letter>`: after the letter that the figures stand at, which letters the network holds most likely, as bars; and which one follows. */
import { fill } from '../../i18n/fill.ts';
import type { PlayerState } from '../../player/Player.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { type NextLetter, nextLetter } from './nextLetter.ts';

const SHOWN = 6;

export class NextLetterBars extends Figure {
  private readonly list = document.createElement('ol');

  protected build(): void {
    this.list.setAttribute('aria-label', this.strings.figures.nextLetter.label);
    this.append(this.list);
  }

  private found({ trace, op }: PlayerState): NextLetter | null {
    const t = Number(/\.t(\d+)\./.exec(op)?.[1] ?? 0);
    return trace === null ? null : nextLetter(trace, t);
  }

  protected draw(state: PlayerState): void {
    const words = this.strings.figures.nextLetter;
    const found = this.found(state);
    const rows = found?.likely.slice(0, SHOWN) ?? [];
    this.list.replaceChildren(
      ...rows.map(({ token, probability }) => {
        const item = document.createElement('li');
        const letter = document.createElement('span');
        letter.textContent = state.info.vocabulary?.[token] ?? String(token);
        const bar = document.createElement('span');
        bar.className = 'next-letter-bar';
        bar.style.setProperty('--share', String(probability));
        const number = document.createElement('span');
        number.textContent = numeral(probability, 3) + (token === found?.truth ? ` ← ${words.truth}` : '');
        item.append(letter, bar, number);
        return item;
      }),
    );
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    const found = this.found(state);
    return (found?.likely ?? []).map(({ token, logit }) => ({
      id: `head output[${state.trace!.item},${found!.read.length - 1},${token}]`,
      value: logit,
    }));
  }

  protected override table(state: PlayerState): HTMLTableElement | null {
    const words = this.strings.figures.nextLetter;
    const found = this.found(state);
    return (
      found &&
      numberTable(
        words.title,
        words.columns,
        found.likely.map(({ token, probability }) => [state.info.vocabulary?.[token] ?? '', numeral(probability)]),
      )
    );
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.nextLetter;
    const found = this.found(state);
    const first = found?.likely[0];
    if (found === null || first === undefined) return words.notKept;
    const letters = state.info.vocabulary ?? [];
    return fill(words.sentence, {
      step: state.trace!.step,
      read: found.read.map((token) => letters[token]).join(''),
      letter: letters[first.token] ?? '',
      probability: numeral(first.probability, 3),
      truth: found.truth === null ? words.nothing : (letters[found.truth] ?? ''),
    });
  }
}

customElements.define('next-letter', NextLetterBars);
